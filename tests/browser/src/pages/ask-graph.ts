import { fetchPatiently } from "@palier/test-support";
import type { Visitor } from "../visitor.js";

/** Asks the graph as who is signed in, past the page. */
export async function askGraph<Data>(
  visitor: Visitor,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Data> {
  const session = await visitor.session();
  const response = await fetchPatiently(`${visitor.origin}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${session?.accessToken ?? ""}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  // As the test that asks says it is.
  const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
  if (data === undefined || errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}
