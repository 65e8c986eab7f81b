import { createReadStream } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { isNativeError } from "node:util/types";
import { isRecord } from "@palier/service";
import type { OpenLink } from "./sealed-link.js";

/** Longer than any entry that the log writes: a line beyond is none of it. */
const longestLine = 100_000;

/** One file of the log: its name says the number of its first link. */
export interface RefusalFile {
  readonly path: string;
  readonly first: number;
}

export function fileOf(folder: string, first: number): RefusalFile {
  return { path: join(folder, `refusals-${String(first).padStart(12, "0")}.jsonl`), first };
}

/** The files of the log, oldest first; none where there is no folder yet. */
export async function refusalFiles(folder: string): Promise<RefusalFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isNativeError(error) && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const [, first] = /^refusals-(\d{12})\.jsonl$/.exec(name) ?? [];
      return first === undefined ? [] : [fileOf(folder, Number(first))];
    })
    .sort((one, other) => one.first - other.first);
}

/** A line as it stands, with the link that it says; null where it says none. */
export interface RefusalLine {
  readonly text: string;
  readonly link: OpenLink | null;
}

/** The lines of a file, in constant memory. */
export async function* linesOf({ path }: RefusalFile): AsyncGenerator<RefusalLine> {
  const lines = createInterface({
    input: createReadStream(path, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const text of lines) yield { text, link: readLink(text) };
}

/** First and last link of a file, and the bytes of its whole lines: the last may have been cut short. */
export async function readEnds({ path }: RefusalFile) {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const length = Math.min(size, longestLine);
    const start = await file.read(Buffer.alloc(length), 0, length, 0);
    const end = await file.read(Buffer.alloc(length), 0, length, size - length);
    const newline = end.buffer.lastIndexOf("\n");
    const lastLines = end.buffer.subarray(0, Math.max(newline, 0)).toString().split("\n");
    return {
      first: readLink(start.buffer.toString().split("\n")[0] ?? ""),
      last: readLink(lastLines.at(-1) ?? ""),
      bytes: size - length + newline + 1,
    };
  } finally {
    await file.close();
  }
}

/** Canonical JSON of a link, its entry in place. */
export function lineOf({ digest, entry, hash, previous, salt, sequence }: OpenLink): string {
  return `{"digest":"${digest}","entry":${entry},"hash":"${hash}","previous":"${previous}","salt":"${salt}","sequence":${sequence}}\n`;
}

const lineForm =
  /^\{"digest":"([0-9a-f]{64})","entry":(\{.*\}),"hash":"([0-9a-f]{64})","previous":"([0-9a-f]{64})","salt":"([0-9a-f]{64})","sequence":([1-9]\d{0,14})\}$/;

/** The entry is taken as the text that stands there: it is what was sealed. */
export function readLink(text: string): OpenLink | null {
  if (text.length > longestLine) return null;
  const [, digest = "", entry = "", hash = "", previous = "", salt = "", sequence = ""] =
    lineForm.exec(text) ?? [];
  return digest === "" || !isObjectText(entry)
    ? null
    : { digest, entry, hash, previous, salt, sequence: Number(sequence) };
}

function isObjectText(text: string): boolean {
  try {
    return isRecord(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
