import type { IncomingMessage } from "node:http";
import { type ApolloServer, type BaseContext, HeaderMap } from "@apollo/server";

/** An answer that has not left yet. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly text: string;
}

/**
 * Answers one operation without sending the answer.
 *
 * @param body the request's bytes; what is no JSON is refused as such by the server.
 */
export async function runOperation<C extends BaseContext>(
  server: ApolloServer<C>,
  request: IncomingMessage,
  body: Uint8Array,
  context: () => Promise<C>,
): Promise<HttpAnswer> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const answer = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: "POST", headers, search: "", body: jsonIn(headers, body) },
    context,
  });
  // Nothing here defers: a chunked answer could leave before it is recorded.
  if (answer.body.kind !== "complete") throw new Error("an answer in parts");
  return { status: answer.status ?? 200, headers: answer.headers, text: answer.body.string };
}

/** Undefined when the body does not say that it is JSON, or is not. */
function jsonIn(headers: HeaderMap, body: Uint8Array): unknown {
  if (!/^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? "")) return undefined;
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    // The server says that the body is no JSON; the parser's message would quote it.
    return undefined;
  }
}
