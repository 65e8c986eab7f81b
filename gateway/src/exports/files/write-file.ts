import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isNativeError } from "node:util/types";
import type { Response } from "express";

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
  const text = Readable.from(resetting(chunks, response), { objectMode: false, encoding: "utf8" });
  try {
    await pipeline(text, response, { signal });
  } catch (error) {
    response.socket?.resetAndDestroy();
    const reason = isNativeError(error) ? `${error.name}: ${error.message}` : typeof error;
    log(`A file was broken off: ${reason}`);
  }
}

async function* resetting(chunks: AsyncIterable<string>, response: Response) {
  try {
    yield* chunks;
  } catch (error) {
    // Before the pipeline comes to close it as if all was written.
    response.socket?.resetAndDestroy();
    throw error;
  }
}
