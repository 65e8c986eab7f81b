import { readFile, stat } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { isNativeError } from "node:util/types";
import { ConfigurationError, documentHash, mostErrors, shortMessage } from "@palier/schema";
import { isRecord } from "@palier/service";

/** One operation, with its fragments, that partners may ask whom the convention restricts. */
export interface RegisteredDocument {
  /** The operation's, or one that was given to it; nobody else's in its file. */
  readonly name: string;
  readonly hash: string;
  /** As it was handed in. */
  readonly document: string;
  /** A function rather than a person; null in the dashboard's own list. */
  readonly addedBy: string | null;
  /** ISO 8601; null in the dashboard's own list. */
  readonly addedAt: string | null;
}

/** Of a file: every partner's dashboard together has some tens. */
export const mostDocuments = 500;
const largestFileBytes = 2 * 1024 * 1024;
/** Characters of a name. */
export const longestName = 200;

/**
 * The operations of a file, each with the hash of its text; null where there is no file.
 *
 * @throws ConfigurationError naming what is wrong with the file, the system's error when it cannot be read.
 */
export async function readDocuments(path: string): Promise<readonly RegisteredDocument[] | null> {
  const text = await textOf(path);
  if (text === null) return null;
  const problems: string[] = [];
  const documents: RegisteredDocument[] = [];
  const names = new Set<string>();
  for (const [index, entry] of entriesIn(text, path).entries()) {
    // Hundreds of texts are read while callers are answered.
    await setImmediate();
    const read = documentIn(entry);
    const problem = typeof read === "string" ? read : nameProblem(read, names);
    if (problem !== null) problems.push(`${path}: entry ${index + 1} ${problem}`);
    if (typeof read !== "string") documents.push(read);
  }
  if (problems.length > 0) throw new ConfigurationError(problems.slice(0, mostErrors));
  return documents;
}

export function documentsText(documents: readonly RegisteredDocument[]): string {
  return `${JSON.stringify({ format: 1, documents }, null, 2)}\n`;
}

async function textOf(path: string): Promise<string | null> {
  try {
    const { size } = await stat(path);
    if (size > largestFileBytes) {
      throw new ConfigurationError([`${path} is larger than ${largestFileBytes} bytes`]);
    }
    return await readFile(path, "utf8");
  } catch (error) {
    if (isNativeError(error) && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function entriesIn(text: string, path: string): readonly unknown[] {
  const list = jsonIn(text);
  if (!isRecord(list) || list.format !== 1 || !Array.isArray(list.documents)) {
    throw new ConfigurationError([
      `${path} holds no list of operations: { "format": 1, "documents": [ … ] }, as palier documents add writes it`,
    ]);
  }
  if (list.documents.length > mostDocuments) {
    throw new ConfigurationError([`${path} has more than ${mostDocuments} operations`]);
  }
  return list.documents;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half a file, or another one: the same answer as for JSON of another shape.
    return undefined;
  }
}

/** What is wrong with an entry, in words that follow its number. */
function documentIn(entry: unknown): RegisteredDocument | string {
  if (!isRecord(entry)) return "is no object";
  const { name, document, hash: written, addedBy = null, addedAt = null } = entry;
  if (typeof name !== "string" || name === "" || name.length > longestName) {
    return `has no name of 1 to ${longestName} characters`;
  }
  if (typeof document !== "string") return `("${name}") has no document`;
  if (!isTextOrNull(addedBy) || !isTextOrNull(addedAt)) {
    return `("${name}"): addedBy and addedAt are texts`;
  }
  const hash = hashOf(document);
  if (hash === null) return `("${name}") holds no GraphQL`;
  // Whoever changes a text by hand has not had it checked.
  if (written !== undefined && written !== hash) {
    return `("${shortMessage(name)}") has another text than the one that was registered: register it again`;
  }
  return { name, hash, document, addedBy, addedAt };
}

function hashOf(document: string): string | null {
  try {
    return documentHash(document);
  } catch {
    // What is no GraphQL's word has no hash.
    return null;
  }
}

function nameProblem({ name }: RegisteredDocument, names: Set<string>): string | null {
  if (names.has(name)) return `has the name of another one, "${name}"`;
  names.add(name);
  return null;
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}
