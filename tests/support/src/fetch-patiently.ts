import { setTimeout } from "node:timers/promises";

/** Of a question that is told to wait. */
const mostTries = 10;

/** Asks as a client does: again, once it has waited as it was told. Tests that run at once ask as the same person. */
export async function fetchPatiently(url: string | URL, init: RequestInit): Promise<Response> {
  for (let tried = 1; ; tried += 1) {
    const response = await fetch(url, init);
    if (response.status !== 429 || tried === mostTries) return response;
    await setTimeout(Number(response.headers.get("retry-after")) * 1_000);
  }
}
