import type { IncomingMessage } from "node:http";
import { type ApolloServer, type BaseContext, HeaderMap } from "@apollo/server";
import { isJson, notJson } from "@palier/service";

/** An answer that has not left yet. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly text: string;
}

/**
 * Answers one operation without sending the answer.
 *
 * @param body the request's bytes; what is no JSON is refused as such.
 */
export async function runOperation<C extends BaseContext>(
  server: ApolloServer<C>,
  request: IncomingMessage,
  body: Uint8Array,
  context: () => Promise<C>,
): Promise<HttpAnswer> {
  if (!isJson(request.headers["content-type"])) return refusal();
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const answer = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: "POST", headers, search: "", body: jsonIn(body) },
    context,
  });
  // Nothing here defers: a chunked answer could leave before it is recorded.
  if (answer.body.kind !== "complete") throw new Error("an answer in parts");
  return { status: answer.status ?? 200, headers: answer.headers, text: answer.body.string };
}

/** What says that it is no JSON is not read. */
function refusal(): HttpAnswer {
  const { status, message } = notJson;
  return {
    status,
    headers: [["content-type", "application/json; charset=utf-8"]],
    text: JSON.stringify({ errors: [{ message, extensions: { code: "BAD_REQUEST" } }] }),
  };
}

/** Undefined when the body is no JSON. */
function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    // The server says that the body is no JSON; the parser's message would quote it.
    return undefined;
  }
}
