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
 * Reads the files of outlines that a convention names, and takes none that is not the one it means.
 *
 * @param path of the convention, a file or a folder with one file a version.
 */
export async function readOutlineFiles(
  path: string,
  { outlines: named = [], territories }: Pick<Convention, "outlines" | "territories">,
): Promise<OutlineFiles> {
  const folder = (await stat(path)).isDirectory() ? path : dirname(path);
  const outlines = new Map<string, Outline>();
  const sources: Pick<OutlineFile, "source" | "licence">[] = [];
  const problems: string[] = [];
  for (const entry of named) {
    const read = await readOne(join(folder, entry.file), entry, territories);
    const twice = read.outlines.flatMap(({ code }) =>
      outlines.has(code) ? [`an earlier file has an outline of ${code} already`] : [],
    );
    const wrong = [...read.problems, ...twice];
    problems.push(...wrong.map((problem) => `${entry.file}: ${problem}`));
    if (wrong.length > 0) continue;
    for (const outline of read.outlines) outlines.set(outline.code, outline);
    const { source, licence } = entry;
    if (!sources.some((each) => each.source === source && each.licence === licence)) {
      sources.push({ source, licence });
    }
  }
  return { outlines: [...outlines.values()], sources, problems };
}

async function readOne(
  path: string,
  { sha256 }: OutlineFile,
  territories: Convention["territories"],
): Promise<Pick<OutlineFiles, "outlines" | "problems">> {
  const bytes = await contentOf(path);
  if (typeof bytes === "string") return { outlines: [], problems: [bytes] };
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sha256) {
    const problem = `it is not the file that the convention means: its SHA-256 is ${found}`;
    return { outlines: [], problems: [problem] };
  }
  return readOutlines(bytes.toString("utf8"), territories);
}

/** The file's bytes, or why there are none. */
async function contentOf(path: string): Promise<Buffer | string> {
  try {
    const { size } = await stat(path);
    if (size > largestOutlineBytes) {
      return `it has ${size} bytes, and may have ${largestOutlineBytes}; palier convention outlines --from writes a smaller one`;
    }
    return await readFile(path);
  } catch (error) {
    if (!isNativeError(error)) throw error;
    return `it cannot be read (${error.message})`;
  }
}
