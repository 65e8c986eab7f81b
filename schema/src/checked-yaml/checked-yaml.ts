import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { ConfigurationError, mostErrors } from "../ground/errors.js";
import { type Legible, legibleIn } from "./legible.js";
import { plainWords } from "./plain-words.js";
import { schemaProblems } from "./schema-problems.js";
import { type OffsetProblem, textFindings } from "./text-problems.js";
import { YamlPlaces } from "./yaml-places.js";

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

/** Characters of a file, some fifty times the longest of ours. */
const longestFile = 1_000_000;

/** Characters of a problem, twice the longest of ours: its text may quote the file. */
const longestProblem = 1_000;

/** Rules that a schema cannot state, about what can be read of a value: any part of it may be missing. */
export type LegibleRules<T> = (value: Legible<T>, at: ProblemAt) => Iterable<FileProblem>;

/**
 * Reads YAML against a zod schema; use `z.strictObject`, so that unknown keys are problems. What is no
 * YAML hides what comes after it, and nothing else: problems of every kind are found together.
 *
 * @param file name shown in problems.
 * @returns the value, or the first problems found, in the order of the file.
 */
export function readCheckedYaml<T>(
  text: string,
  file: string,
  schema: z.ZodType<T>,
  rules: LegibleRules<T> = () => [],
): CheckedYaml<T> {
  const lines = new LineCounter();
  const at = ({ offset, message }: OffsetProblem): FileProblem => {
    const { line, col } = lines.linePos(offset);
    const short =
      message.length > longestProblem ? `${message.slice(0, longestProblem)}…` : message;
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), message: short };
  };
  if (text.length > longestFile) {
    const message = `the file has ${text.length} characters; write at most ${longestFile}`;
    return { ok: false, problems: [at({ offset: 0, message })] };
  }
  const options = {
    lineCounter: lines,
    ...{ prettyErrors: false, uniqueKeys: false },
    // What it would print of keys that are lists is told as a problem.
    logLevel: "error",
  } as const;
  const document = parseDocument(text, options);
  const { problems: malformed, soundUntil } = textFindings(document);
  const places = new YamlPlaces(document);
  const problemAt: ProblemAt = (path, message) => at({ offset: places.find(path).offset, message });
  const isSound = (path: readonly PropertyKey[]) =>
    soundUntil === Number.POSITIVE_INFINITY || places.find(path).end < soundUntil;
  const raw: unknown = soundUntil === 0 ? null : document.toJS();
  const result = schema.safeParse(raw, { error: plainWords });
  /** Whatever is only counted is given no place. */
  function* found(): Generator<() => FileProblem> {
    const [first, ...others] = malformed;
    if (first !== undefined) yield () => at(first);
    if (soundUntil > 0) yield* findings();
    for (const problem of others) yield () => at(problem);
  }
  /** Before what is no YAML, however often it is none. */
  function* findings(): Generator<() => FileProblem> {
    const issues = result.error?.issues ?? [];
    for (const { path, subject, message } of schemaProblems(issues, schema)) {
      if (!isSound(path)) continue;
      yield () => {
        const { offset, isThere } = places.find(path);
        const said = subject === null ? "" : `"${subject}"${isThere ? "" : " is missing"}: `;
        return at({ offset, message: said + message });
      };
    }
    const legible = legibleIn<T>(raw, issues, isSound);
    if (legible === null) return;
    for (const problem of rules(legible, problemAt)) yield () => problem;
  }
  const problems = placedProblems(found(), (place) => place());
  return result.success && problems.length === 0
    ? { ok: true, value: result.data, problemAt }
    : { ok: false, problems };
}

/**
 * The value of a file of the platform's own.
 *
 * @param findProblems rules that the schema cannot state.
 * @throws ConfigurationError with the first problems at their places.
 */
export function checkedYaml<T>(
  text: string,
  file: string,
  schema: z.ZodType<T>,
  findProblems: (value: T, at: ProblemAt) => Iterable<FileProblem>,
): T {
  const checked = readCheckedYaml(text, file, schema);
  const problems = checked.ok
    ? firstProblems(findProblems(checked.value, checked.problemAt))
    : checked.problems;
  if (!checked.ok || problems.length > 0)
    throw new ConfigurationError(problems.map(describeProblem));
  return checked.value;
}

/**
 * The first problems found, in the order of the file; where they are more than anybody reads, the last
 * entry says how many.
 */
export function firstProblems(found: Iterable<FileProblem>): FileProblem[] {
  return placedProblems(found, (problem) => problem);
}

/** The same of what has no place yet: whatever is only counted needs none. */
function placedProblems<T>(found: Iterable<T>, place: (one: T) => FileProblem) {
  const problems: FileProblem[] = [];
  let more = 0;
  for (const one of found) {
    if (problems.length < mostErrors) problems.push(place(one));
    else more += 1;
  }
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  const last = problems.at(-1);
  if (last === undefined || more === 0) return problems;
  return [...problems, { ...last, message: `and ${more} more problem${more === 1 ? "" : "s"}` }];
}

/** `file:line:column: message`, one a line. */
export function describeProblems(problems: readonly FileProblem[]): string {
  return problems.map(describeProblem).join("\n");
}

function describeProblem({ file, line, column, message }: FileProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}
