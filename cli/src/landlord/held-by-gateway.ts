import { isNativeError } from "node:util/types";
import { isRecord } from "@palier/service";
import type { OwnNode } from "./own-node.js";

/** What a gateway holds of a landlord, or does not. */
export interface Held {
  readonly what: string;
  readonly outcome: "nothing" | "held" | "not known";
  readonly words: string;
}

const answerTimeoutMs = 10_000;

/** Asks the gateway in whose memory something of a landlord could be. */
export async function heldByGateway({ settings, slug }: OwnNode): Promise<readonly Held[]> {
  const url = new URL(`/health/landlords`, settings.PALIER_GATEWAY_KEYS);
  const answer = await askGateway(url);
  const parts = [
    [
      "graph",
      "its types, and plans that ask it; gone with the first day of the version without it",
    ],
    ["ending", "requests that began before; gone with them, within a minute"],
    ["heads", "the last signed head of its access log, on its way to others"],
  ] as const;
  return parts.map(([what, words]) => {
    const listed: unknown = isRecord(answer) ? answer[what] : null;
    if (!Array.isArray(listed))
      return { what, outcome: "not known", words: `${url.href} ${answer}` };
    return listed.includes(slug)
      ? { what, outcome: "held", words }
      : { what, outcome: "nothing", words: "" };
  });
}

async function askGateway(url: URL): Promise<unknown> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(answerTimeoutMs) });
    return response.ok ? await response.json() : `answers with status ${response.status}`;
  } catch (error) {
    return `does not answer (${isNativeError(error) ? error.message : String(error)})`;
  }
}
