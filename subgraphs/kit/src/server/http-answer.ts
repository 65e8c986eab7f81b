import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApolloServer, type BaseContext, HeaderMap } from "@apollo/server";

/** An answer that has not left yet. */
export interface HttpAnswer {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export function jsonAnswer(status: number, value: object): HttpAnswer {
  const headers = { "content-type": "application/json; charset=utf-8" };
  return { status, headers, text: JSON.stringify(value) };
}

/** Has an operation answered that came by POST, without sending the answer. */
export async function answerOperation<C extends BaseContext>(
  server: ApolloServer<C>,
  request: IncomingMessage,
  body: unknown,
  context: () => Promise<C>,
): Promise<HttpAnswer> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const answer = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: "POST", headers, search: "", body },
    context,
  });
  // Nothing here defers: a chunked answer could leave before it is recorded.
  if (answer.body.kind !== "complete") throw new Error("an answer in parts");
  const { status = 200, body: complete } = answer;
  return { status, headers: Object.fromEntries(answer.headers), text: complete.string };
}

/** Sends an answer whole; nobody on its way may keep it. */
export function send(response: ServerResponse, { status, headers, text }: HttpAnswer): void {
  response.writeHead(status, {
    ...headers,
    "cache-control": "no-store",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
