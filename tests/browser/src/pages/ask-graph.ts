import { setTimeout } from "node:timers/promises";
import type { Visitor } from "../visitor.js";

/** Of a question that is told to wait. */
const mostTries = 10;

/** Asks the graph as who is signed in, past the page. */
export async function askGraph<Data>(
  visitor: Visitor,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Data> {
  const session = await visitor.session();
  const ask = () =>
    fetch(`${visitor.origin}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${session?.accessToken ?? ""}`,
      },
      body: JSON.stringify({ query, variables }),
    });
  let response = await ask();
  // Pages of other tests ask as the same person.
  for (let again = 0; response.status === 429 && again < mostTries; again += 1) {
    await setTimeout(Number(response.headers.get("retry-after")) * 1_000);
    response = await ask();
  }
  // As the test that asks says it is.
  const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
  if (data === undefined || errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}
