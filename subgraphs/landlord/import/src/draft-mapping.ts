import { basename } from "node:path";
import { signedRules } from "@palier/landlord-store";
import { fold, type Nomenclature, plainText } from "@palier/schema";
import type { DataSource } from "typeorm";
import { DateEvidence, type DateForm } from "./date/date-form.js";
import { dayOfDate } from "./date/day.js";
import { timeBandWords } from "./date/time-band.js";
import { writtenMoment } from "./date/written-moment.js";
import {
  type GuessedField,
  guessColumns,
  knownHeaders,
  type SeenColumn,
} from "./drafting/column-guesses.js";
import { SeenWords } from "./drafting/seen-words.js";
import { nearCodes } from "./drafting/word-guesses.js";
import { ValueReaders } from "./incident/value-readers.js";
import { delimiterFor, namedColumns } from "./mapping/choose-delimiter.js";
import { incidentFields } from "./mapping/mapping.js";
import { ownMapping } from "./mapping/own-mapping.js";
import { BadRowList, ImportRefusedError } from "./report/bad-row.js";
import { asItIs, readRows, UnusableFileError } from "./source/source-rows.js";
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

/**
 * Drafts a mapping of a landlord's file: columns by the words of their headers and by what stands in them, words by
 * the names of the nomenclature. Whatever is not sure is a question.
 *
 * @throws ImportRefusedError when the file cannot be read.
 */
export async function draftMapping(
  store: DataSource,
  file: string,
  clock: () => Date = () => new Date(),
): Promise<MappingDraft> {
  const { nomenclature } = await signedRules(store, clock());
  const sites = await knownSites(store);
  const today = dayOfDate(clock());
  try {
    const headerLine = await findHeader(file);
    const seen = await look(file, headerLine, sites, Number(today.slice(0, 4)));
    return write(basename(file), headerLine, seen, sites, nomenclature, today);
  } catch (error) {
    if (!(error instanceof UnusableFileError)) throw error;
    const problems = new BadRowList();
    problems.addUnusableFile(file, error.line, error.problems);
    throw new ImportRefusedError(problems, false);
  }
}

/** By what a file may call the sites of the record: which of their facts it is. */
type KnownSites = ReadonlyMap<string, "reference" | "name" | "address">;

async function knownSites(store: DataSource): Promise<KnownSites> {
  const rows = await store.query<{ reference: string; name: string; address: string | null }[]>(
    "SELECT reference, name, address FROM site",
  );
  const known = new Map<string, "reference" | "name" | "address">();
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
async function findHeader(file: string): Promise<number> {
  let best = { line: 1, known: 0 };
  for (let line = 1; line <= latestHeader; line += 1) {
    const known = knownHeaders((await headerAt(file, line)) ?? []);
    if (known > best.known) best = { line, known };
    if (known >= enoughKnown) break;
  }
  return best.line;
}

async function headerAt(file: string, headerLine: number): Promise<readonly string[] | null> {
  try {
    for await (const { header } of readRows(
      file,
      { ...asItIs, headerLine },
      undefined,
      delimiterOf,
    )) {
      return header.cells;
    }
  } catch (error) {
    if (!(error instanceof UnusableFileError) || headerLine === 1) throw error;
  }
  return null;
}

interface Looked {
  readonly columns: readonly (SeenColumn & { readonly words: SeenWords })[];
  /** By column. */
  readonly evidence: ReadonlyMap<string, DateEvidence>;
  readonly siteKinds: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Numbers of the columns, from 1, in which something stands under a name that nobody can see. */
  readonly nameless: readonly number[];
}

async function look(
  file: string,
  headerLine: number,
  sites: KnownSites,
  year: number,
): Promise<Looked> {
  let names: string[] = [];
  let words: SeenWords[] = [];
  let evidence: DateEvidence[] = [];
  const kinds: Map<string, number>[] = [];
  let rowsSeen = 0;
  reading: for await (const { header, rows } of readRows(
    file,
    { ...asItIs, headerLine },
    undefined,
    delimiterOf,
  )) {
    if (names.length === 0) {
      names = header.cells.map((cell) => cell.trim());
      words = names.map(
        () =>
          new SeenWords(
            (text) => writtenMoment(text) !== null,
            (text) => sites.has(fold(text)),
          ),
      );
      evidence = names.map(() => new DateEvidence(year));
      for (const _ of names) kinds.push(new Map());
    }
    for (const row of rows) {
      if (row.isEmpty || row.fault !== null) continue;
      rowsSeen += 1;
      if (rowsSeen > mostRows) break reading;
      for (const [cell, column] of words.entries()) {
        const text = row.cell(cell).trim();
        column.add(text);
        const written = writtenMoment(text);
        if (written !== null) evidence[cell]?.add(written, row.line, text);
        const kind = sites.get(fold(text));
        if (kind !== undefined) kinds[cell]?.set(kind, (kinds[cell]?.get(kind) ?? 0) + 1);
      }
    }
  }
  const isNameless = names.map((name) => plainText(name).trim() === "");
  const columns = names.flatMap((name, cell) => {
    const column = words[cell];
    // Two columns of one name are a question of their own, which the import asks.
    if (column === undefined || isNameless[cell] || names.indexOf(name) !== cell) return [];
    return [{ name, daysShare: column.daysShare, sitesShare: column.sitesShare, words: column }];
  });
  return {
    columns,
    nameless: words.flatMap((column, cell) =>
      isNameless[cell] && !column.isEmpty ? [cell + 1] : [],
    ),
    evidence: new Map(names.map((name, cell) => [name, evidence[cell] ?? new DateEvidence(year)])),
    siteKinds: new Map(names.map((name, cell) => [name, kinds[cell] ?? new Map()])),
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
  headerLine: number,
  { columns, evidence, siteKinds, nameless }: Looked,
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
  const form = day === undefined ? null : evidence.get(day.name)?.decide();
  if (headerLine > 1) lines.push(`headerLine: ${headerLine}`);
  if (form !== null && form !== undefined && typeof form !== "string") {
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
  lines.push(...siteLines(columnOf("site"), siteKinds, sites, questions));
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
      lines.push(`  ${quoted(text)}: ${first.code} # guessed, ${rows} rows: ${told}`);
    } else {
      lines.push(`  # ${quoted(text)}: # ${rows} rows${told === "" ? "" : `; near: ${told}`}`);
      questions.push(`What does ${quoted(text)} mean under ${section} (${rows} rows)?`);
    }
  }
  return [guessed > 0 ? `${section}:` : `# ${section}:`, ...lines];
}

function siteLines(
  column: { readonly name: string } | undefined,
  siteKinds: ReadonlyMap<string, ReadonlyMap<string, number>>,
  sites: KnownSites,
  questions: string[],
): string[] {
  if (column === undefined) {
    questions.push("Which column names the site?");
    return ["# site: { columns: … }"];
  }
  const kinds = [...(siteKinds.get(column.name) ?? [])].sort(([, one], [, other]) => other - one);
  const [kind = "reference"] = kinds[0] ?? [];
  if (kinds.length === 0) {
    questions.push(
      sites.size === 0
        ? `The record has no site yet: "palier sites import" first, or "create" under site. Is ${quoted(column.name)} their reference, name or address?`
        : `No value of ${quoted(column.name)} is the reference, name or address of a site of the record. Which column is?`,
    );
  }
  return ["site:", `  columns: ${quoted(column.name)}`, `  match: ${kind}`];
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
