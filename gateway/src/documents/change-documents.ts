import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { ConfigurationError } from "@palier/schema";
import { replaceFile } from "@palier/service";
import {
  documentsText,
  mostDocuments,
  type RegisteredDocument,
  readDocuments,
} from "./document-file.js";

/** What came of a list that was to be registered. */
export interface Registration {
  readonly added: readonly RegisteredDocument[];
  /** Those whose text is registered already, as it is registered. */
  readonly known: readonly RegisteredDocument[];
}

/** Anybody may read which operations are registered: they say nothing of anybody. */
const mode = 0o644;

/**
 * Registers all of them or none.
 *
 * @throws ConfigurationError when a name stands for another text already, when there are too many, or
 *   when the file cannot be used.
 */
export async function addDocuments(
  path: string,
  candidates: readonly RegisteredDocument[],
): Promise<Registration> {
  const added: RegisteredDocument[] = [];
  const known: RegisteredDocument[] = [];
  await change(path, (documents) => {
    const all = [...documents];
    const problems: string[] = [];
    for (const candidate of candidates) {
      const same = all.find(({ hash }) => hash === candidate.hash);
      if (same !== undefined) {
        known.push(same);
        continue;
      }
      if (all.some(({ name }) => name === candidate.name)) problems.push(otherText(candidate.name));
      added.push(candidate);
      all.push(candidate);
    }
    if (all.length > mostDocuments) {
      problems.push(
        `${path} takes ${mostDocuments} operations: remove what nobody asks any more first`,
      );
    }
    if (problems.length > 0) throw new ConfigurationError(problems);
    return all;
  });
  return { added, known };
}

/** Shorter beginnings are guesses. */
const shortestBeginning = 8;

/**
 * @param which its name, its hash, or the beginning of its hash.
 * @throws ConfigurationError when there is no such operation, or more than one.
 */
export async function removeDocument(path: string, which: string): Promise<RegisteredDocument> {
  let removed: RegisteredDocument | undefined;
  await change(path, (documents) => {
    const byName = documents.filter(({ name }) => name === which);
    const found = byName.length > 0 ? byName : documents.filter(({ hash }) => begins(hash, which));
    if (found.length > 1) {
      throw new ConfigurationError([
        `"${which}" begins the hash of ${found.length} operations: write more of it`,
      ]);
    }
    removed = found[0];
    if (removed === undefined) {
      throw new ConfigurationError([`${path} has no operation "${which}"`]);
    }
    return documents.filter((document) => document !== removed);
  });
  if (removed === undefined) throw new Error("nothing was removed");
  return removed;
}

function begins(hash: string, which: string): boolean {
  return which.length >= shortestBeginning && hash.startsWith(which.toLowerCase());
}

function otherText(name: string): string {
  return `"${name}" is registered with another text: remove that one first, or give this one a name of its own (--name)`;
}

async function change(
  path: string,
  make: (documents: readonly RegisteredDocument[]) => readonly RegisteredDocument[],
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await replaceFile(path, mode, async () => documentsText(make((await readDocuments(path)) ?? [])));
}
