import { basename } from "node:path";
import { signedRules } from "@palier/landlord-store";
import { counted, fold, type Nomenclature, plainText } from "@palier/schema";
import type { DataSource } from "typeorm";
import type { DateForm } from "./date/date-form.js";
import { dayOfDate } from "./date/day.js";
import { timeBandWords } from "./date/time-band.js";
import {
  type GuessedField,
  guessColumns,
  knownHeaders,
  type SeenColumn,
} from "./drafting/column-guesses.js";
import { type KnownSites, SeenWords, type SiteName } from "./drafting/seen-words.js";
import { nearCodes } from "./drafting/word-guesses.js";
import { ValueReaders } from "./incident/value-readers.js";
import { delimiterFor, namedColumns } from "./mapping/choose-delimiter.js";
import { incidentFields } from "./mapping/mapping.js";
import { ownMapping } from "./mapping/own-mapping.js";
import { BadRowList, ImportRefusedError } from "./report/bad-row.js";
import { formOf } from "./source/file-form.js";
import { asItIs, readRows, UnusableFileError, type Writing } from "./source/source-rows.js";
import { followUpWords, sourceWords, targetWords } from "./value/circumstances.js";
import { placeWords } from "./value/place.js";
import type { Reading } from "./value/reading.js";
import { shown } from "./value/shown.js";
import type { CodesByWord } from "./value/vocabulary.js";

/** A mapping to begin with. */
export interface MappingDraft {
  /** As a file holds it: what is guessed, and the questions left at its end. */
  readonly text: string;
  readonly questions: readonly string[];
}

/** Lines among which the header is looked for. */
const latestHeader = 15;

/** Columns that no title has by chance. */
const enoughKnown = 3;

/** Rows that are looked at. */
const mostRows = 100_000;

export interface DraftOptions {
  /** Of a workbook, by its name or its number from 1; null: the only one that holds something. */
  readonly sheet?: string | null;
  readonly clock?: () => Date;
}

/**
 * Drafts a mapping of a landlord's file: columns by the words of their headers and by what stands in them, words by
 * the names of the nomenclature. Whatever is not sure is a question.
 *
 * @throws ImportRefusedError when the file cannot be read.
 */
export async function draftMapping(
  store: DataSource,
  file: string,
  { sheet = null, clock = () => new Date() }: DraftOptions = {},
): Promise<MappingDraft> {
  const { nomenclature } = await signedRules(store, clock());
  const sites = await knownSites(store);
  const today = dayOfDate(clock());
  try {
    const headerLine = await findHeader(file, sheet);
    const written = { ...asItIs, sheet, headerLine };
    const seen = await look(file, written, sites, Number(today.slice(0, 4)));
    return write(basename(file), written, seen, sites, nomenclature, today);
  } catch (error) {
    if (!(error instanceof UnusableFileError)) throw error;
    const problems = new BadRowList();
    problems.addUnusableFile(file, error.line, error.problems);
    throw new ImportRefusedError(problems, false);
  }
}

async function knownSites(store: DataSource): Promise<KnownSites> {
  const rows = await store.query<{ reference: string; name: string; address: string | null }[]>(
    "SELECT reference, name, address FROM site",
  );
  const known = new Map<string, SiteName>();
  for (const kind of ["reference", "name", "address"] as const) {
    for (const row of rows) {
      const text = fold(row[kind] ?? "");
      if (text !== "" && !known.has(text)) known.set(text, kind);
    }
  }
  return known;
}

const delimiterOf = delimiterFor(namedColumns(ownMapping));

/** The first line of which most columns are known; titles may stand above. */
async function findHeader(file: string, sheet: string | null): Promise<number> {
  let best = { line: 1, known: 0 };
  for await (const { line, cells } of firstLines(file, sheet)) {
    const known = knownHeaders(cells);
    if (known > best.known) best = { line, known };
    if (known >= enoughKnown) break;
  }
  return best.line;
}

interface FirstLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Each as the header that it would be. */
async function* firstLines(file: string, sheet: string | null): AsyncGenerator<FirstLine> {
  // What is wrong with the file, reading it says.
  const form = await formOf(file).catch(() => "csv");
  const writing = { ...asItIs, sheet };
  if (form === "csv") {
    for (let line = 1; line <= latestHeader; line += 1) {
      yield { line, cells: await headerAt(file, line) };
    }
    return;
  }
  // A workbook is read once for all of them; objects have names, and no line of them.
  let isFirst = true;
  for await (const { header, rows } of readRows(file, writing)) {
    if (isFirst) yield { line: 1, cells: header.cells };
    isFirst = false;
    for (const { line, cells } of rows) {
      if (form === "json" || line > latestHeader) return;
      yield { line, cells };
    }
  }
}

/** Of a text, whose first rows alone are read. */
async function headerAt(file: string, headerLine: number): Promise<readonly string[]> {
  const writing = { ...asItIs, headerLine };
  try {
    for await (const { header } of readRows(file, writing, undefined, delimiterOf)) {
      return header.cells;
    }
  } catch (error) {
    if (!(error instanceof UnusableFileError) || headerLine === 1) throw error;
  }
  return [];
}

type LookedColumn = SeenColumn & {
  readonly words: SeenWords;
  /** How many of the file bear its name; this is the first of them. */
  readonly ofThisName: number;
};

interface Looked {
  readonly columns: readonly LookedColumn[];
  /** Numbers of the columns, from 1, in which something stands under a name that nobody can see. */
  readonly nameless: readonly number[];
}

async function look(
  file: string,
  written: Writing,
  sites: KnownSites,
  year: number,
): Promise<Looked> {
  let names: string[] = [];
  let words: SeenWords[] = [];
  let rowsSeen = 0;
  reading: for await (const { header, rows } of readRows(file, written, undefined, delimiterOf)) {
    if (names.length === 0) {
      names = header.cells.map((cell) => cell.trim());
      words = names.map(() => new SeenWords(sites, year));
    }
    for (const row of rows) {
      if (row.isEmpty || row.fault !== null) continue;
      rowsSeen += 1;
      if (rowsSeen > mostRows) break reading;
      for (const [cell, column] of words.entries()) column.add(row.cell(cell), row.line);
    }
  }
  const isNameless = (name: string) => plainText(name).trim() === "";
  const columns = words.flatMap((column, cell) => {
    const name = names[cell] ?? "";
    if (isNameless(name) || names.indexOf(name) !== cell) return [];
    const ofThisName = names.filter((other) => other === name).length;
    const { daysShare, sitesShare } = column;
    return [{ name, daysShare, sitesShare, words: column, ofThisName }];
  });
  return {
    columns,
    nameless: words.flatMap((column, cell) =>
      isNameless(names[cell] ?? "") && !column.isEmpty ? [cell + 1] : [],
    ),
  };
}

/** Sections of words, and the field each is of. */
const sections = [
  ["categories", "category"],
  ["timeBands", "timeBand"],
  ["places", "place"],
  ["severities", "severity"],
  ["targets", "target"],
  ["followUps", "followUp"],
  ["sources", "source"],
] as const;

function write(
  file: string,
  { headerLine, sheet }: Writing,
  { columns, nameless }: Looked,
  sites: KnownSites,
  nomenclature: Nomenclature,
  today: string,
): MappingDraft {
  const guesses = guessColumns(columns);
  const columnOf = (field: GuessedField) =>
    columns.find(({ name }) => name === guesses.get(field)?.name);
  const questions: string[] = [];
  const lines = [`# A draft for ${shown(file)}: read it through before you import with it.`];
  const day = columnOf("day");
  const form = day?.words.evidence.decide();
  if (sheet !== null) lines.push(`sheet: ${quoted(sheet)}`);
  if (headerLine > 1) lines.push(`headerLine: ${headerLine}`);
  if (form !== undefined && typeof form !== "string") {
    questions.push(
      `How are days written? ${form.expected}: "dates: day-first", "dates: month-first" or "dates: iso".`,
    );
    lines.push("# dates: day-first");
  }
  lines.push("columns:");
  for (const field of incidentFields) {
    const column = columnOf(field);
    if (column !== undefined) lines.push(`  ${field}: ${quoted(column.name)}`);
    else if (field === "day" || field === "category") {
      lines.push(`  # ${field}:`);
      questions.push(
        `Which column holds ${field === "day" ? "the day (no column seems to)" : "the nature of the incident"}?`,
      );
    }
  }
  for (const { name, ofThisName } of columns) {
    if (ofThisName === 1 || ![...guesses.values()].some((guess) => guess.name === name)) continue;
    questions.push(
      `Which of the ${ofThisName} columns ${quoted(name)} is meant? An import reads none until each has a name of its own.`,
    );
  }
  for (const number of nameless) {
    questions.push(`What stands in column ${number}? Nothing reads it until the header names it.`);
  }
  const used = new Set([...guesses.values()].map(({ name }) => name));
  const unread = columns
    .filter(({ name }) => !used.has(name))
    .map(({ name }) => quoted(shown(name)));
  if (unread.length > 0) lines.push(`  # Not read: ${unread.join(", ")}`);
  const readForm: DateForm = typeof form === "string" ? form : "day-first";
  const readers = new ValueReaders(ownMapping, nomenclature, today);
  for (const [section, field] of sections) {
    const column = columnOf(field);
    if (column === undefined) continue;
    const reader = readerOf(readers, field, readForm);
    lines.push(...wordLines(section, column, reader, namesOf(field, nomenclature), questions));
  }
  lines.push(...siteLines(columnOf("site"), sites, questions));
  lines.push("", "# Questions left:");
  for (const [index, question] of questions.entries()) lines.push(`# ${index + 1}. ${question}`);
  if (questions.length === 0) lines.push("# none that the file shows");
  lines.push(
    '# "palier mapping check" says what is wrong, "palier import --try" what an import would do.',
  );
  // What stands in a file ends no comment.
  return { text: `${lines.map(onOneLine).join("\n")}\n`, questions: questions.map(onOneLine) };
}

type WordField = (typeof sections)[number][1];

function readerOf(
  readers: ValueReaders,
  field: WordField,
  form: DateForm,
): (text: string) => Reading<unknown> {
  return field === "timeBand" ? readers.timeBand(form) : readers[field];
}

function namesOf(field: WordField, nomenclature: Nomenclature): { code: string; name: string }[] {
  if (field === "category") {
    return [...nomenclature.categories.values()].flatMap(({ code, label }) => [
      { code, name: label.fr },
      { code, name: label.en },
    ]);
  }
  const words: Readonly<Record<Exclude<WordField, "category">, CodesByWord>> = {
    timeBand: timeBandWords,
    place: placeWords,
    severity: new Map(severityWords),
    target: targetWords,
    followUp: followUpWords,
    source: sourceWords,
  };
  return [...words[field]].map(([name, code]) => ({ code, name }));
}

/** Guesses alone: what is grave is the landlord's to say. */
const severityWords = [
  ["faible", "1"],
  ["moyenne", "2"],
  ["élevée", "3"],
  ["grave", "3"],
  ["critique", "4"],
] as const;

function wordLines(
  section: string,
  { name: column, words }: { readonly name: string; readonly words: SeenWords },
  read: (text: string) => Reading<unknown>,
  names: readonly { readonly code: string; readonly name: string }[],
  questions: string[],
): string[] {
  const unknown = words.unknown(read);
  if (unknown === null) {
    questions.push(
      `Does ${quoted(column)} hold words of ${section}? It has too many different ones.`,
    );
    return [`# ${section}:`];
  }
  if (unknown.length === 0) return [];
  const lines: string[] = [];
  let guessed = 0;
  for (const { text, rows } of unknown) {
    const near = nearCodes(text, names);
    const [first] = near;
    const told = near.map(({ code, name }) => `${code} "${name}"`).join(" or ");
    if (first?.isMisspelled && section !== "severities") {
      guessed += 1;
      lines.push(`  ${quoted(text)}: ${first.code} # guessed, ${counted(rows, "row")}: ${told}`);
    } else {
      lines.push(
        `  # ${quoted(text)}: # ${counted(rows, "row")}${told === "" ? "" : `; near: ${told}`}`,
      );
      questions.push(`What does ${quoted(text)} mean under ${section} (${counted(rows, "row")})?`);
    }
  }
  return [guessed > 0 ? `${section}:` : `# ${section}:`, ...lines];
}

function siteLines(
  column: LookedColumn | undefined,
  sites: KnownSites,
  questions: string[],
): string[] {
  if (column === undefined) {
    questions.push("Which column names the site?");
    return ["# site: { columns: … }"];
  }
  const { siteName } = column.words;
  if (siteName === null) {
    questions.push(
      sites.size === 0
        ? `The record has no site yet: "palier sites import" first, or "create" under site. Is ${quoted(column.name)} their reference, name or address?`
        : `No value of ${quoted(column.name)} is the reference, name or address of a site of the record. Which column is?`,
    );
  }
  return ["site:", `  columns: ${quoted(column.name)}`, `  match: ${siteName ?? "reference"}`];
}

function onOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

/** As YAML reads it again: JSON escapes fewer of the characters that end a line than YAML knows. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\p{Cc}\u2028\u2029]/gu,
    (found) => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}
