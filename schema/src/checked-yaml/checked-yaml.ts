import { type Document, isMap, isNode, isPair, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import { ConfigurationError } from "../errors.js";

/** One thing wrong in a file, with its place (both counted from 1) and what would be right. */
export interface FileProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type CheckedYaml<T> =
  | { readonly ok: true; readonly value: T; readonly problemAt: ProblemAt }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Places a problem found later, by rules that a schema cannot state, at a path of the file. */
export type ProblemAt = (path: readonly PropertyKey[], message: string) => FileProblem;

/**
 * Reads YAML against a zod schema; use `z.strictObject`, so that unknown keys are problems.
 *
 * @param file name shown in problems.
 * @returns the value, or every problem found, in the order of the file.
 */
export function readCheckedYaml<T>(
  text: string,
  file: string,
  schema: z.ZodType<T>,
): CheckedYaml<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, message: string): FileProblem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), message };
  };
  const problemAt: ProblemAt = (path, message) => at(offsetOf(document, path), message);
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => at(error.pos[0], error.message));
    return { ok: false, problems };
  }
  const isMissing = (path: readonly PropertyKey[]) => !document.hasIn(path);
  const result = schema.safeParse(document.toJS());
  if (result.success) return { ok: true, value: result.data, problemAt };
  const problems = result.error.issues.flatMap((issue) => problemsOf(issue, problemAt, isMissing));
  return { ok: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

/**
 * The value of a file of the platform's own.
 *
 * @param findProblems rules that the schema cannot state.
 * @throws ConfigurationError with every problem at its place.
 */
export function checkedYaml<T>(
  text: string,
  file: string,
  schema: z.ZodType<T>,
  findProblems: (value: T, at: ProblemAt) => readonly FileProblem[],
): T {
  const checked = readCheckedYaml(text, file, schema);
  const problems = checked.ok ? findProblems(checked.value, checked.problemAt) : checked.problems;
  if (!checked.ok || problems.length > 0)
    throw new ConfigurationError(problems.map(describeProblem));
  return checked.value;
}

/** `file:line:column: message`, one a line. */
export function describeProblems(problems: readonly FileProblem[]): string {
  return problems.map(describeProblem).join("\n");
}

function describeProblem({ file, line, column, message }: FileProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}

function problemsOf(
  issue: z.core.$ZodIssue,
  problemAt: ProblemAt,
  isMissing: (path: readonly PropertyKey[]) => boolean,
): FileProblem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => problemAt([...issue.path, key], `unknown key "${key}"`));
  }
  if (issue.code === "invalid_key") {
    return issue.issues.map(({ message }) => problemAt(issue.path, message));
  }
  const key = issue.path.at(-1);
  const subject =
    typeof key === "string" ? `"${key}"${isMissing(issue.path) ? " is missing" : ""}: ` : "";
  return [problemAt(issue.path, subject + issue.message)];
}

/** Where the deepest part of the path that the file holds begins; for a map's entry, its key. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = offsetOfNode(node) ?? 0;
  for (const key of path) {
    if (!isNode(node) || !("get" in node)) break;
    const pair = isMap(node)
      ? node.items.find((item) => isPair(item) && String(item.key) === String(key))
      : undefined;
    const child: unknown = pair === undefined ? (node as Parent).get(key, true) : pair.value;
    const found = offsetOfNode(pair?.key) ?? offsetOfNode(child);
    if (found === undefined) break;
    offset = found;
    node = child;
  }
  return offset;
}

type Parent = { get(key: unknown, keepScalar: true): unknown };

function offsetOfNode(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined;
}
