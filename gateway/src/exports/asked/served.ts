import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isNativeError } from "node:util/types";
import { purposeHeader } from "@palier/schema";
import { resetConnection } from "@palier/service";
import type { Request, RequestHandler, Response } from "express";
import type { Caller } from "../../identity/callers.js";
import { leavingOf } from "../../server/leaving.js";
import { type Graph, GraphReader } from "./graph-reader.js";
import { NotAnsweredError, type Told } from "./not-answered.js";
import { ListChangedError } from "./whole-list.js";

/** A file that takes longer is broken off; its reader asks for a smaller territory. */
const longestMs = 300_000;

export type Send = (response: Response, told: Told) => void;

/** One request of somebody who is let in. */
export interface Served {
  readonly reader: GraphReader;
  /** Null while nobody signs in. */
  readonly caller: Caller | null;
  readonly request: Request;
  readonly response: Response;
}

export type Answer = (served: Served) => Promise<void>;

/** Serves one address of those that are read by GET, and tells whatever goes wrong in words. */
export function served(
  graph: Graph,
  log: (entry: string) => void,
  send: Send,
  answer: Answer,
): RequestHandler {
  return async (request, response) => {
    const headers = {
      authorization: request.headers.authorization ?? null,
      purpose: request.get(purposeHeader)?.trim() || null,
    };
    const leaving = AbortSignal.any([leavingOf(response), AbortSignal.timeout(longestMs)]);
    const reader = new GraphReader(graph, headers, leaving);
    try {
      const caller = await reader.caller();
      await answer({ reader, caller, request, response });
    } catch (error) {
      if (response.headersSent || response.destroyed) return;
      if (error instanceof NotAnsweredError) return send(response, error);
      if (error instanceof ListChangedError) {
        log(`A list changed while it was read: ${error.message}`);
        return send(response, listChanged);
      }
      log(`Internal error: ${isNativeError(error) ? error.message : typeof error}`);
      const extensions = { code: "INTERNAL_SERVER_ERROR" };
      send(response, { status: 500, errors: [{ message: "Internal error", extensions }] });
    }
  };
}

/** Where the head has not been sent yet. */
const listChanged: Told = {
  status: 503,
  errors: [
    {
      message: "The list changed while it was read. Read it again from its first page.",
      extensions: {
        code: "UNAVAILABLE",
        fr: "La liste a changé pendant sa lecture. Reprenez-la depuis sa première page.",
      },
    },
  ],
};

/** Also HEAD: what a file would say of itself is known once it is asked for. */
export function requireGet(send: Send): RequestHandler {
  return (request, response, next) => {
    if (request.method === "GET") return next();
    response.setHeader("Allow", "GET");
    send(response, refusal(405, "Files are read by GET"));
  };
}

/** @throws NotAnsweredError where the reader takes none of these. */
export function requireAccepted(request: Request, types: readonly string[]): void {
  if (request.accepts([...types]) !== false) return;
  throw new NotAnsweredError(refusal(406, `This is ${types[0]}; take it with Accept: ${types[0]}`));
}

export function refusal(status: number, message: string): Told {
  return { status, errors: [{ message, extensions: { code: "BAD_REQUEST" } }] };
}

/**
 * Writes a file as fast as its reader takes it. What fails once it has begun must not look like its end: the
 * connection is reset, which a proxy that knows no lengths of chunks cannot take for one either.
 */
export async function writeFile(
  response: Response,
  chunks: AsyncIterable<string>,
  signal: AbortSignal,
  log: (entry: string) => void,
): Promise<void> {
  // Before the pipeline comes to close it as if all was written, for whatever reason.
  const reset = () => {
    if (response.socket !== null) resetConnection(response.socket);
  };
  const text = Readable.from(resetting(chunks, reset), { objectMode: false, encoding: "utf8" });
  signal.addEventListener("abort", reset, { once: true });
  if (signal.aborted) reset();
  try {
    await pipeline(text, response, { signal });
  } catch (error) {
    reset();
    const reason = isNativeError(error) ? `${error.name}: ${error.message}` : typeof error;
    log(`A file was broken off: ${reason}`);
  } finally {
    signal.removeEventListener("abort", reset);
  }
}

async function* resetting(chunks: AsyncIterable<string>, reset: () => void) {
  try {
    yield* chunks;
  } catch (error) {
    reset();
    throw error;
  }
}
