import { type FileHandle, open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { isNativeError } from "node:util/types";
import { refuse } from "@palier/service";
import type { RequestHandler } from "express";
import { type Archive, isUnchanged } from "./base-map.js";

/** More than any tile or directory; the file itself may have gigabytes, and nobody signs in for it. */
const longestRange = 8 * 1_048_576;

/**
 * One range at a time (RFC 9110) of a file of tiles, of which a page asks for those that it draws.
 *
 * @param forEver what caches are told of a range: another file has another address.
 */
export function sendRanges(
  archive: Archive,
  forEver: string,
  log: (entry: string) => void,
): RequestHandler {
  const { path, sizeBytes } = archive;
  let isReplaced = false;
  return async (request, response) => {
    const file = await openUnchanged(archive);
    if (file === null) {
      if (!isReplaced)
        log(`PALIER_TILES: ${path} is another file than at the start, or none; start again`);
      isReplaced = true;
      return refuse(response, 404, "The base map was replaced; it is served after a new start");
    }
    isReplaced = false;
    try {
      const range = readRange(request.headers.range, sizeBytes);
      if (range === null) {
        response.setHeader("Content-Range", `bytes */${sizeBytes}`);
        return refuse(
          response,
          416,
          `Ask for one range of at most 8 MiB within the file, e.g. Range: bytes=0-16383`,
        );
      }
      const { start, end } = range;
      response.status(206).set({
        "Content-Type": "application/vnd.pmtiles",
        "Content-Range": `bytes ${start}-${end}/${sizeBytes}`,
        "Content-Length": `${end - start + 1}`,
        "Cache-Control": forEver,
      });
      await pipeline(file.createReadStream({ start, end, autoClose: false }), response);
    } catch (error) {
      // Whoever asked is gone, or sees that bytes are missing: their number was told.
      if (!response.headersSent) throw error;
      if (!hasLeft(error)) log(`PALIER_TILES: ${path} cannot be read: ${String(error)}`);
    } finally {
      await file.close();
    }
  };
}

/** Null where it is not the file that was checked. */
async function openUnchanged(archive: Archive): Promise<FileHandle | null> {
  const file = await open(archive.path).catch((error: unknown) => {
    if (!isNativeError(error)) throw error;
    return null;
  });
  if (file === null || isUnchanged(archive, await file.stat())) return file;
  await file.close();
  return null;
}

/** Null for what is no single range of the file, and for one that is too long. */
function readRange(header: string | undefined, sizeBytes: number) {
  const [, first, last] = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(header ?? "") ?? [];
  if (first === undefined || last === undefined) return null;
  const start = Number(first);
  const end = Math.min(Number(last), sizeBytes - 1);
  return start > end || end - start >= longestRange ? null : { start, end };
}

function hasLeft(error: unknown): boolean {
  return isNativeError(error) && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}
