import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isNativeError } from "node:util/types";
import {
  type Convention,
  largestOutlineBytes,
  type Outline,
  type OutlineFile,
  readOutlines,
} from "@palier/schema";

/** What the files beside a convention hold. */
export interface OutlineFiles {
  /** Each territory once, of the files that can be used. */
  readonly outlines: readonly Outline[];
  /** Whose they are: once each, in the convention's order. */
  readonly sources: readonly Pick<OutlineFile, "source" | "licence">[];
  /** Each with the file that it is about. */
  readonly problems: readonly string[];
}

/**
 * Reads the files of outlines that a convention names, and takes none that is not the one it means, nor more
 * of them than a dashboard is to load.
 *
 * @param path of the convention, a file or a folder with one file a version.
 */
export async function readOutlineFiles(
  path: string,
  { outlines: named = [], territories }: Pick<Convention, "outlines" | "territories">,
): Promise<OutlineFiles> {
  const outlines = new Map<string, Outline>();
  const sources: Pick<OutlineFile, "source" | "licence">[] = [];
  const folder = await folderOf(path);
  if (typeof folder !== "string") return { outlines: [], sources, problems: [folder.problem] };
  const problems: string[] = [];
  let bytesLeft = largestOutlineBytes;
  for (const entry of named) {
    const content = await outlineContent(join(folder, entry.file), bytesLeft);
    const read = readOne(content, entry, territories);
    const twice = read.outlines.flatMap(({ code }) =>
      outlines.has(code) ? [`an earlier file has an outline of ${code} already`] : [],
    );
    const wrong = [...read.problems, ...twice];
    problems.push(...wrong.map((problem) => `${entry.file}: ${problem}`));
    if (wrong.length > 0) continue;
    bytesLeft -= content.length;
    for (const outline of read.outlines) outlines.set(outline.code, outline);
    const { source, licence } = entry;
    if (!sources.some((each) => each.source === source && each.licence === licence)) {
      sources.push({ source, licence });
    }
  }
  return { outlines: [...outlines.values()], sources, problems };
}

async function folderOf(path: string): Promise<string | { readonly problem: string }> {
  try {
    return (await stat(path)).isDirectory() ? path : dirname(path);
  } catch (error) {
    return { problem: `${path}: ${unreadable(error)}` };
  }
}

function readOne(
  content: Buffer | string,
  { sha256 }: OutlineFile,
  territories: Convention["territories"],
): Pick<OutlineFiles, "outlines" | "problems"> {
  if (typeof content === "string") return { outlines: [], problems: [content] };
  const found = createHash("sha256").update(content).digest("hex");
  if (found !== sha256) {
    const problem = `it is not the file that the convention means: its SHA-256 is ${found}`;
    return { outlines: [], problems: [problem] };
  }
  return readOutlines(content.toString("utf8"), territories);
}

/**
 * A file's bytes, or why there are none.
 *
 * @param bytesLeft of those that outlines may have, after the files before it.
 */
export async function outlineContent(
  path: string,
  bytesLeft = largestOutlineBytes,
): Promise<Buffer | string> {
  try {
    const { size } = await stat(path);
    if (size <= bytesLeft) return await readFile(path);
    const left =
      bytesLeft < largestOutlineBytes ? `, of which files before it leave ${bytesLeft}` : "";
    return `it has ${size} bytes, and all files together may have ${largestOutlineBytes}${left}; palier convention outlines --from writes a smaller one`;
  } catch (error) {
    return unreadable(error);
  }
}

function unreadable(error: unknown): string {
  if (!isNativeError(error)) throw error;
  return `it cannot be read (${error.message})`;
}
