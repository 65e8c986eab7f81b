import { tokenForAccount } from "@palier/gateway";
import { fetchPatiently } from "@palier/test-support";

export {
  databaseOf,
  endRuns,
  isAlive,
  makeHome,
  palier,
  type Run,
  removeHome,
  servicesOf,
  startPlatform,
  until,
} from "@palier/test-support";

/** Asks a graph that runs as an account of its own issuer. */
export async function askAs(
  account: string,
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly data?: unknown; readonly errors?: unknown }> {
  const token = await tokenForAccount(new URL(url).origin, account);
  const response = await fetchPatiently(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { data?: unknown; errors?: unknown };
}
