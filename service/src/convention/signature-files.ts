import type { Stats } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isNativeError } from "node:util/types";
import { conventionHash, dayInFrance, type FoundSignatures, signatureTexts } from "@palier/schema";
import { conventionFilesIn, readConvention } from "./convention-file.js";

/** Of one text; a convention has a hundred landlords at most. */
const mostFiles = 500;

/** Bytes: a thousand signatures of the longest kind. */
const largestFile = 5_000_000;

/** Files are looked at again after so long, and not at every question. */
const lookEveryMs = 1_000;

/**
 * The signatures that lie beside the texts of a convention: of `convention.yaml` those in
 * `convention.yaml.<party>.jws`, as `palier convention sign` names them, and the bundles in
 * `convention.yaml.signatures.json` and the like. Nothing is believed here.
 */
export class SignatureFiles {
  #stamp = "";
  #found: FoundSignatures = { signatures: [], since: new Map() };
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | null = null;

  /** @param path of convention.yaml, or of a folder with one file a version. */
  constructor(private readonly path: string) {}

  /** As they were at most a moment ago. */
  async found(now: Date): Promise<FoundSignatures> {
    if (Math.abs(now.getTime() - this.#lookedAtMs) >= lookEveryMs) {
      this.#looking ??= this.#look(now).finally(() => {
        this.#looking = null;
      });
    }
    await this.#looking;
    return this.#found;
  }

  async #look(now: Date): Promise<void> {
    const files = await filesOf(this.path);
    const stamp = files.map(({ file, size, mtimeMs }) => `${file} ${size} ${mtimeMs}`).join("\n");
    if (stamp !== this.#stamp) this.#found = await read(files);
    this.#stamp = stamp;
    this.#lookedAtMs = now.getTime();
  }
}

interface FileBeside extends Pick<Stats, "size" | "mtimeMs"> {
  readonly file: string;
  readonly isText: boolean;
}

async function filesOf(path: string): Promise<readonly FileBeside[]> {
  const texts = await ifThere(async () =>
    (await stat(path)).isDirectory() ? conventionFilesIn(path) : [path],
  );
  const found: FileBeside[] = [];
  for (const text of texts ?? []) {
    const folder = dirname(text);
    const names = (await ifThere(() => readdir(folder))) ?? [];
    const beside = names.filter(
      (name) => name.startsWith(`${basename(text)}.`) && /\.(jws|json)$/.test(name),
    );
    const files = beside.sort().slice(0, mostFiles);
    for (const file of [text, ...files.map((name) => join(folder, name))]) {
      const { size, mtimeMs } = (await ifThere(() => stat(file))) ?? { size: 0, mtimeMs: 0 };
      found.push({ file, size, mtimeMs, isText: file === text });
    }
  }
  return found;
}

async function read(files: readonly FileBeside[]): Promise<FoundSignatures> {
  const signatures: string[] = [];
  const since = new Map<string, string>();
  for (const { file, size, mtimeMs, isText } of files) {
    if (isText) {
      const hash = hashOf(file);
      if (hash !== null) since.set(hash, dayInFrance(new Date(mtimeMs)));
    } else if (size <= largestFile) {
      const text = await ifThere(() => readFile(file, "utf8"));
      if (text !== null) signatures.push(...signatureTexts(text));
    }
  }
  return { signatures, since };
}

/** Null for a text that nobody goes by yet, since it cannot be used: its follower says why. */
function hashOf(file: string): string | null {
  try {
    return conventionHash(readConvention(file));
  } catch (error) {
    if (isNativeError(error)) return null;
    throw error;
  }
}

/** What goes away while it is looked at was not there. */
async function ifThere<T>(find: () => Promise<T>): Promise<T | null> {
  try {
    return await find();
  } catch (error) {
    if (isNativeError(error) && "syscall" in error) return null;
    throw error;
  }
}
