import type { Delimiter } from "../csv/csv-dialect.js";
import type { CsvRow } from "../csv/csv-row.js";
import {
  isHalfLocated,
  ofEachFact,
  type SiteFact,
  type SiteFacts,
  siteFactNames,
  siteFacts,
} from "../facts/site-facts.js";
import type { CellTexts } from "../mapping/cell-texts.js";
import type { BoundCreation, BoundSource, ColumnPosition, Columns } from "../mapping/columns.js";
import type { SiteMatch } from "../mapping/mapping.js";
import { ofOneReference } from "../mapping/site-mapping.js";
import type { RowProblem } from "../report/bad-row.js";
import { readDecimal } from "../value/decimal.js";
import { detached } from "../value/detached.js";
import { readRecorded } from "../value/plain-text.js";
import { shown, someQuoted } from "../value/shown.js";
import type { SiteEntry, SiteRegister } from "./site-register.js";

/** Sites that a message names. */
const mostNamed = 5;

const countedFacts = siteFactNames.filter((fact) => siteFacts[fact].isCounted);

/** Finds, or makes, the site of each row of one file. */
export class SiteReader {
  private readonly cells: readonly number[];
  private readonly name: string;
  /** Columns that a level or a place rests on and that do not belong to the key. */
  private readonly checked: readonly ColumnPosition[];
  /** Whether the columns of the key stand side by side. */
  private readonly isSpan: boolean;
  /** Sites by what the rows have from the first to the last of these columns. */
  private readonly known: Map<string, SiteEntry>;
  private readonly create: BoundCreation | null;

  constructor(
    private readonly register: SiteRegister,
    private readonly match: SiteMatch,
    columns: Columns,
    delimiter: Delimiter,
    private readonly texts: CellTexts,
  ) {
    this.cells = columns.site.map(({ cell }) => cell);
    this.name = columns.site.map(({ name }) => name).join(" + ");
    this.create = columns.create;
    this.checked = countedFacts
      .map((fact) => this.create?.[fact])
      .filter((source): source is ColumnPosition => source != null && "cell" in source)
      .filter(({ cell }) => !this.cells.includes(cell));
    const [first = 0] = this.cells;
    this.isSpan =
      this.cells.length > 1 && this.cells.every((cell, index) => cell === first + index);
    this.known = register.spellings(delimiter);
  }

  /** @returns null with the problems when the row names no site. */
  read(row: CsvRow, problems: RowProblem[]): SiteEntry | null {
    const known = this.find(row);
    return known === undefined ? this.make(row, problems) : this.recognised(known, row, problems);
  }

  private recognised(known: SiteEntry, row: CsvRow, problems: RowProblem[]): SiteEntry {
    if (known.facts !== null && this.checked.length > 0) this.compare(known.facts, row, problems);
    return known;
  }

  /** One look at the row as it stands spares nearly every row the making of its key. */
  private find(row: CsvRow): SiteEntry | undefined {
    const { cells } = this;
    const spelling = this.isSpan ? row.between(cells[0] ?? 0, cells.at(-1) ?? 0) : null;
    const known = spelling === null ? undefined : this.known.get(spelling);
    if (known !== undefined) return known;
    const found = this.look(row);
    if (found !== undefined && spelling !== null) this.known.set(detached(spelling), found);
    return found;
  }

  /** As it stands first: words that say nothing were part of what older sites were made of. */
  private look(row: CsvRow): SiteEntry | undefined {
    const key = this.keyOf(row);
    if (key === null) return undefined;
    if (this.cells.length === 1) return this.register.find(key);
    const asItStands = this.joined(this.cells.map((cell) => row.cell(cell).trim()));
    const found = this.register.find(asItStands);
    return found !== undefined || asItStands === key ? found : this.register.find(key);
  }

  private make(row: CsvRow, problems: RowProblem[]): SiteEntry | null {
    const key = this.keyOf(row);
    const value = key?.replaceAll("\0", " ").trim() ?? "";
    if (key === null) {
      problems.push({ column: this.name, value: "", expected: "the site of the incident" });
      return null;
    }
    const isShared = this.register.isShared(key);
    if (this.create === null || isShared) {
      problems.push({ column: this.name, value, expected: this.register.expected(key) });
      return null;
    }
    const reference = this.match === "reference" ? readRecorded("siteReference", value) : null;
    if (reference?.ok === false) {
      problems.push({ column: this.name, value, expected: reference.expected });
      return null;
    }
    const [alike, ...others] = reference === null ? [] : this.register.writtenAlike(value);
    if (alike !== undefined && others.length === 0) return this.recognised(alike, row, problems);
    if (alike !== undefined) {
      const named = someQuoted(
        [alike, ...others].map((site) => site.reference),
        mostNamed,
      );
      problems.push({ column: this.name, value, expected: `one of the references ${named}` });
      return null;
    }
    const facts = this.factsOf(this.create, value, row, problems);
    return facts === null ? null : this.register.create(key, facts);
  }

  /** null: the row says nothing of its site, or not all of a reference. */
  private keyOf(row: CsvRow): string | null {
    const [first = 0] = this.cells;
    if (this.cells.length === 1) return this.texts.said(row.cell(first));
    const texts = this.cells.map((cell) => this.texts.said(row.cell(cell)) ?? "");
    const isReference = this.match === "reference";
    const isMissing = isReference ? texts.includes("") : texts.every((text) => text === "");
    return isMissing ? null : this.joined(texts);
  }

  private joined(texts: readonly string[]): string {
    return texts.join(this.match === "reference" ? ofOneReference : "\0");
  }

  private factsOf(
    create: BoundCreation,
    key: string,
    row: CsvRow,
    problems: RowProblem[],
  ): SiteFacts | null {
    const before = problems.length;
    const facts = ofEachFact((fact) => {
      const told = fact === this.match ? null : this.toldBy(create[fact], row);
      const isOwn =
        fact === this.match || (fact === "name" && (told === null || told.value === ""));
      return readFact(fact, isOwn ? { column: this.name, value: key } : told, problems);
    });
    if (isHalfLocated(facts) && problems.length === before) {
      const expected = "both a longitude and a latitude, or neither";
      problems.push({ column: this.name, value: key, expected });
    }
    // Each fact was read by its own rule, and one that is required and missing is a problem.
    return problems.length > before ? null : (facts as SiteFacts);
  }

  /** Rows must not differ in what levels rest on, or the first of them would decide. */
  private compare(facts: SiteFacts, row: CsvRow, problems: RowProblem[]): void {
    for (const fact of countedFacts) {
      const source = this.create?.[fact];
      if (source == null || !("cell" in source) || !this.checked.includes(source)) continue;
      const kept = String(facts[fact] ?? "");
      const value = this.textOf(source, row);
      if (value === kept || isSameNumber(value, kept)) continue;
      const expected = `"${shown(kept)}", as in the first row of this site`;
      problems.push({ column: source.name, value, expected });
    }
  }

  private toldBy(source: BoundSource | null, row: CsvRow): Told | null {
    if (source === null) return null;
    const column = "cell" in source ? source.name : "site.create";
    return { column, value: this.textOf(source, row) };
  }

  private textOf(source: BoundSource, row: CsvRow): string {
    return "cell" in source ? (this.texts.said(row.cell(source.cell)) ?? "") : source.value;
  }
}

/** What stands somewhere, and where. */
interface Told {
  readonly column: string;
  readonly value: string;
}

/** @returns null where nothing is said; with a problem where what is said cannot be read. */
function readFact(fact: SiteFact, told: Told | null, problems: RowProblem[]) {
  const { read, isRequired } = siteFacts[fact];
  const { column, value } = told ?? { column: "site.create", value: "" };
  if (value === "" && !isRequired) return null;
  const reading = read(value);
  if (reading.ok)
    return typeof reading.value === "string" ? detached(reading.value) : reading.value;
  problems.push({ column, value, expected: reading.expected });
  return null;
}

function isSameNumber(text: string, kept: string): boolean {
  const reading = readDecimal(text);
  return reading.ok && String(reading.value) === kept;
}
