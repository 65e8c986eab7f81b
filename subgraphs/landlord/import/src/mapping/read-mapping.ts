import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import {
  ConfigurationError,
  type FileProblem,
  mostErrors,
  type Nomenclature,
  readCheckedYaml,
} from "@palier/schema";
import type { z } from "zod";
import { ofEachFact } from "../facts/site-facts.js";
import { decodingOf } from "../source/encoding.js";
import type { CodesByWord } from "../value/vocabulary.js";
import {
  type ColumnChoice,
  type FileRules,
  type IncidentField,
  incidentFields,
  type Mapping,
  type RowRule,
} from "./mapping.js";
import { type FileRulesFile, type MappingFile, mappingFormat } from "./mapping-format.js";
import { type MappingProblem, mappingProblems } from "./mapping-problems.js";
import { ownColumns, ownMapping } from "./own-mapping.js";

/** @throws ConfigurationError with the problems and their lines, or that the file cannot be read. */
export function readMapping(path: string, nomenclature: Nomenclature): Mapping {
  return parseMapping(mappingText(path), path, nomenclature);
}

/** @throws ConfigurationError that the file cannot be read. */
export function mappingText(path: string): string {
  try {
    return decoded(readFileSync(path));
  } catch (error) {
    const reason = unreadable[String((error as NodeJS.ErrnoException).code)] ?? String(error);
    throw new ConfigurationError([`the mapping ${path} cannot be read: ${reason}`]);
  }
}

/** An editor that knows nothing of UTF-8 writes Windows-1252, or UTF-16 with its mark. */
function decoded(bytes: Buffer): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const encoding = isWide ? "utf-16" : isUtf8(bytes) ? "utf-8" : "windows-1252";
  const decoding = decodingOf(encoding);
  return (decoding.decode(bytes) + decoding.finish()).replace(/^\ufeff/, "");
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "this user may not read the file",
  EISDIR: "it is a folder",
};

/**
 * @param fileName named in problems.
 * @throws ConfigurationError with the first problems, each with its line, and the number of others.
 */
export function parseMapping(text: string, fileName: string, nomenclature: Nomenclature): Mapping {
  const file = checkedMapping(text, fileName, mappingFormat, (told) =>
    mappingProblems(told, nomenclature),
  );
  return toMapping(file);
}

/** @throws ConfigurationError as above. */
export function checkedMapping<File>(
  text: string,
  fileName: string,
  format: z.ZodType<File>,
  problemsOf: (file: File) => readonly MappingProblem[],
): File {
  const checked = readCheckedYaml(text, fileName, format);
  if (!checked.ok) throw refusal(checked.problems);
  const { value: file, problemAt } = checked;
  const problems = problemsOf(file);
  if (problems.length > 0) {
    const listed = problems.slice(0, mostErrors);
    throw refusal(
      listed.map(([path, message]) => problemAt(path, message())),
      problems.length - listed.length,
    );
  }
  return file;
}

/** @param more problems that are not listed. */
function refusal(listed: readonly FileProblem[], more = 0): ConfigurationError {
  const lines = listed.map(
    ({ file, line, column, message }) => `${file}, line ${line}, column ${column}: ${message}`,
  );
  const rest = `and ${more} more problem${more === 1 ? "" : "s"}`;
  return new ConfigurationError(more > 0 ? [...lines, rest] : lines);
}

function toMapping(file: MappingFile): Mapping {
  return {
    ...toFileRules(file),
    dates: file.dates ?? null,
    columns: file.columns === undefined ? ownColumns : toColumns(file.columns),
    identity: file.identity ?? null,
    unusableReferences: file.unusableReferences ?? "refused",
    categories: toWords(file.categories),
    timeBands: toWords(file.timeBands),
    places: toWords(file.places),
    targets: toWords(file.targets),
    sources: toWords(file.sources),
    followUps: toWords(file.followUps),
    site: file.site === undefined ? ownMapping.site : toSite(file.site),
    severities: toWords(file.severities),
  };
}

export function toFileRules(file: FileRulesFile): FileRules {
  return {
    encoding: file.encoding ?? null,
    delimiter: file.delimiter ?? null,
    headerLine: file.headerLine ?? 1,
    sheet: file.sheet ?? null,
    only: file.only === undefined ? null : toRule(file.only),
    skip: (file.skip ?? []).flatMap((rule) => (rule === "header" ? [] : [toRule(rule)])),
    skipsHeaders: file.skip?.includes("header") ?? false,
    ignored: file.ignore ?? [],
    nothing: file.nothing ?? [],
  };
}

function toColumns(
  columns: NonNullable<MappingFile["columns"]>,
): ReadonlyMap<IncidentField, readonly ColumnChoice[]> {
  return new Map(
    incidentFields.flatMap((field) => {
      const told = columns[field];
      if (told === undefined) return [];
      const names = typeof told === "object" && "year" in told ? dayParts(told) : [told].flat();
      return [[field, names.map(required)] as const];
    }),
  );
}

function dayParts({ year, month, day }: { year: string; month: string; day: string }): string[] {
  return [year, month, day];
}

function toRule(rule: NonNullable<FileRulesFile["only"]>): RowRule {
  return {
    column: rule.column,
    startsWith: rule.startsWith ?? null,
    equals: rule.equals ?? null,
  };
}

export function required(name: string): ColumnChoice {
  return { names: [name], isRequired: true };
}

function toWords<Code>(words: Readonly<Record<string, Code>> | undefined): CodesByWord<Code> {
  return new Map(Object.entries(words ?? {}));
}

function toSite({ columns, match, create }: NonNullable<MappingFile["site"]>): Mapping["site"] {
  return {
    columns: columns.map(required),
    match,
    create: create === undefined ? null : ofEachFact((fact) => create[fact] ?? null),
  };
}
