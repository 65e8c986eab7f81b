import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { isNativeError } from "node:util/types";
import type { Log } from "@palier/service";
import type { RequestHandler } from "express";
import type { Answerer } from "./hand-over.js";
import { jsonAnswer, send } from "./http-answer.js";

/** Nearly all bodies are a thousandth of that; no service takes less. */
const mostBytes = 1 << 20;

/**
 * Whether a request is as gateways send them: an operation whose bytes come as they are, and of which it is
 * known how many. Such a one needs no router, and none of its body's ways to be unreadable.
 */
export function isPlain({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === "POST" &&
    url === "/graphql" &&
    headers["transfer-encoding"] === undefined &&
    headers["content-encoding"] === undefined &&
    Number(headers["content-length"]) <= mostBytes
  );
}

/**
 * Answers plain requests.
 *
 * @param guard lets a body be read, or turns its request away.
 */
export function answerPlain(
  guard: RequestHandler,
  answer: Answerer["answer"],
  log: Log,
): RequestListener {
  const readAndAnswer: RequestListener = async (request, response) => {
    try {
      await answer(request, response, await bodyOf(request));
    } catch (error) {
      log(`Internal error: ${isNativeError(error) ? error.message : typeof error}`, "error");
      fail(response);
    }
  };
  // It asks of both what they are without Express, too.
  const guardPlain = guard as PlainGuard;
  return (request, response) =>
    guardPlain(request, response, () => readAndAnswer(request, response));
}

type PlainGuard = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Never resolves where the caller leaves before its end. */
function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => request.once("end", () => resolve(Buffer.concat(chunks))));
}

function fail(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const extensions = { code: "INTERNAL_SERVER_ERROR" };
  send(response, jsonAnswer(500, { errors: [{ message: "Internal error", extensions }] }));
}
