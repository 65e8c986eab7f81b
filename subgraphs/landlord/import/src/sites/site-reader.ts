import type { Delimiter } from "../csv/csv-dialect.js";
import type { CsvRow } from "../csv/csv-row.js";
import type { BoundCreation, BoundSource, Columns, Position } from "../mapping/columns.js";
import type { SiteMatch } from "../mapping/mapping.js";
import type { RowProblem } from "../report/bad-row.js";
import { readDecimal, readInteger } from "../value/decimal.js";
import { detached } from "../value/detached.js";
import type { Reading } from "../value/reading.js";
import { shown } from "../value/shown.js";
import { mostDwellings, readCommune, readDegrees, type SiteFacts } from "./site-facts.js";
import type { SiteEntry, SiteRegister } from "./site-register.js";

/** Finds, or makes, the site of each row of one file. */
export class SiteReader {
  private readonly cells: readonly number[];
  private readonly name: string;
  /** Columns that a level or a place rests on and that do not belong to the key. */
  private readonly checked: readonly Position[];
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
  ) {
    this.cells = columns.site.map(({ cell }) => cell);
    this.name = columns.site.map(({ name }) => name).join(" + ");
    this.create = columns.create;
    this.checked = [this.create?.dwellings, this.create?.commune, this.create?.priorityDistrict]
      .filter((source): source is Position => source != null && "cell" in source)
      .filter(({ cell }) => !this.cells.includes(cell));
    const [first = 0] = this.cells;
    this.isSpan =
      this.cells.length > 1 && this.cells.every((cell, index) => cell === first + index);
    this.known = register.spellings(delimiter);
  }

  /** @returns null with the problems when the row names no site. */
  read(row: CsvRow, problems: RowProblem[]): SiteEntry | null {
    const known = this.find(row);
    if (known === undefined) return this.make(row, problems);
    if (known.facts !== null && this.checked.length > 0) this.compare(known.facts, row, problems);
    return known;
  }

  /** One look at the row as it stands spares nearly every row the making of its key. */
  private find(row: CsvRow): SiteEntry | undefined {
    const { cells } = this;
    const spelling = this.isSpan ? row.between(cells[0] ?? 0, cells.at(-1) ?? 0) : null;
    const known = spelling === null ? undefined : this.known.get(spelling);
    if (known !== undefined) return known;
    const key = this.keyOf(row);
    const found = key === "" ? undefined : this.register.find(key);
    if (found !== undefined && spelling !== null) this.known.set(detached(spelling), found);
    return found;
  }

  private make(row: CsvRow, problems: RowProblem[]): SiteEntry | null {
    const key = this.keyOf(row);
    const value = key.replaceAll("\0", " ").trim();
    if (value === "") {
      problems.push({ column: this.name, value: "", expected: "the site of the incident" });
      return null;
    }
    const isShared = this.register.isShared(key);
    if (this.create === null || isShared) {
      problems.push({ column: this.name, value, expected: this.register.expected(key) });
      return null;
    }
    const facts = this.factsOf(this.create, value, row, problems);
    return facts === null ? null : this.register.create(key, facts);
  }

  private keyOf(row: CsvRow): string {
    const [first = 0] = this.cells;
    if (this.cells.length === 1) return row.cell(first).trim();
    return this.cells.map((cell) => row.cell(cell).trim()).join("\0");
  }

  private factsOf(
    create: BoundCreation,
    key: string,
    row: CsvRow,
    problems: RowProblem[],
  ): SiteFacts | null {
    const before = problems.length;
    const read = <T>(source: BoundSource, reader: (text: string) => Reading<T>): T | null => {
      const value = textOf(source, row);
      const reading = reader(value);
      if (reading.ok) return reading.value;
      const column = "cell" in source ? source.name : "site.create";
      problems.push({ column, value, expected: reading.expected });
      return null;
    };
    const own = detached(key);
    const text = (source: BoundSource | null) => (source && detached(textOf(source, row))) || null;
    const degrees = (source: BoundSource | null, most: number) =>
      text(source) === null || source === null
        ? null
        : read(source, (value) => readDegrees(value, most));
    const dwellings = read(create.dwellings, (value) => readInteger(value, 1, mostDwellings));
    const commune = read(create.commune, readCommune);
    const longitude = degrees(create.longitude, 180);
    const latitude = degrees(create.latitude, 90);
    if ((longitude === null) !== (latitude === null) && problems.length === before) {
      const expected = "both a longitude and a latitude, or neither";
      problems.push({ column: this.name, value: key, expected });
    }
    if (problems.length > before || dwellings === null || commune === null) return null;
    return {
      name: this.match === "name" ? own : (text(create.name) ?? own),
      commune,
      priorityDistrict: text(create.priorityDistrict),
      address: this.match === "address" ? own : text(create.address),
      longitude,
      latitude,
      dwellings,
    };
  }

  /** Rows must not differ in what levels rest on, or the first of them would decide. */
  private compare(facts: SiteFacts, row: CsvRow, problems: RowProblem[]): void {
    const { dwellings, commune, priorityDistrict } = this.create ?? {};
    const fixed = [
      [dwellings, String(facts.dwellings)],
      [commune, facts.commune],
      [priorityDistrict, facts.priorityDistrict ?? ""],
    ] as const;
    for (const [source, kept] of fixed) {
      if (source == null || !("cell" in source) || !this.checked.includes(source)) continue;
      const value = textOf(source, row);
      if (value === kept || isSameNumber(value, kept)) continue;
      const expected = `"${shown(kept)}", as in the first row of this site`;
      problems.push({ column: source.name, value, expected });
    }
  }
}

function textOf(source: BoundSource, row: CsvRow): string {
  return "cell" in source ? row.cell(source.cell).trim() : source.value;
}

function isSameNumber(text: string, kept: string): boolean {
  const reading = readDecimal(text);
  return reading.ok && String(reading.value) === kept;
}
