import type { IncomingMessage } from "node:http";
import type { ApolloServer, BaseContext } from "@apollo/server";
import { isJson, notJson } from "@palier/service";
import { answerOperation, type HttpAnswer, jsonAnswer } from "../server/http-answer.js";

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
  if (isJson(request.headers["content-type"])) {
    return answerOperation(server, request, jsonIn(body), context);
  }
  // What says that it is no JSON is not read.
  const { status, message } = notJson;
  return jsonAnswer(status, { errors: [{ message, extensions: { code: "BAD_REQUEST" } }] });
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
