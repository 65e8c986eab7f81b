import type { BoundCreation, BoundSource, Columns, Position } from "../incident/columns.js";
import type { SiteMatch } from "../mapping/mapping.js";
import type { RowProblem } from "../report/bad-row.js";
import { readDecimal, readInteger } from "../value/decimal.js";
import type { Reading } from "../value/reading.js";
import { mostDwellings, readCommune, readDegrees, type SiteFacts } from "./site-facts.js";
import type { SiteEntry, SiteRegister } from "./site-register.js";

/** Finds, or makes, the site of each row of one file. */
export class SiteReader {
  private readonly cells: readonly number[];
  private readonly name: string;
  /** Columns that a level or a place rests on and that do not belong to the key. */
  private readonly checked: readonly Position[];

  constructor(
    private readonly register: SiteRegister,
    private readonly match: SiteMatch,
    columns: Columns,
  ) {
    this.cells = columns.site.map(({ cell }) => cell);
    this.name = columns.site.map(({ name }) => name).join(" + ");
    this.create = columns.create;
    this.checked = [this.create?.dwellings, this.create?.commune, this.create?.priorityDistrict]
      .filter((source): source is Position => source != null && "cell" in source)
      .filter(({ cell }) => !this.cells.includes(cell));
  }

  private readonly create: BoundCreation | null;

  /** @returns null with the problems when the row names no site. */
  read(cells: readonly string[], problems: RowProblem[]): SiteEntry | null {
    const key = this.keyOf(cells);
    const known = key === "" ? undefined : this.register.find(key);
    if (known !== undefined) {
      if (known.facts !== null && this.checked.length > 0)
        this.compare(known.facts, cells, problems);
      return known;
    }
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
    const facts = this.factsOf(this.create, value, cells, problems);
    return facts === null ? null : this.register.create(key, facts);
  }

  private keyOf(cells: readonly string[]): string {
    const [first = 0, ...others] = this.cells;
    let key = (cells[first] ?? "").trim();
    for (const cell of others) key += `\0${(cells[cell] ?? "").trim()}`;
    return key;
  }

  private factsOf(
    create: BoundCreation,
    key: string,
    cells: readonly string[],
    problems: RowProblem[],
  ): SiteFacts | null {
    const before = problems.length;
    const read = <T>(source: BoundSource, reader: (text: string) => Reading<T>): T | null => {
      const value = textOf(source, cells);
      const reading = reader(value);
      if (reading.ok) return reading.value;
      const column = "cell" in source ? source.name : "site.create";
      problems.push({ column, value, expected: reading.expected });
      return null;
    };
    const text = (source: BoundSource | null) => (source && textOf(source, cells)) || null;
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
      name: this.match === "name" ? key : (text(create.name) ?? key),
      commune,
      priorityDistrict: text(create.priorityDistrict),
      address: this.match === "address" ? key : text(create.address),
      longitude,
      latitude,
      dwellings,
    };
  }

  /** Rows must not differ in what levels rest on, or the first of them would decide. */
  private compare(facts: SiteFacts, cells: readonly string[], problems: RowProblem[]): void {
    const { dwellings, commune, priorityDistrict } = this.create ?? {};
    const fixed = [
      [dwellings, String(facts.dwellings)],
      [commune, facts.commune],
      [priorityDistrict, facts.priorityDistrict ?? ""],
    ] as const;
    for (const [source, kept] of fixed) {
      if (source == null || !("cell" in source) || !this.checked.includes(source)) continue;
      const value = textOf(source, cells);
      if (value === kept || isSameNumber(value, kept)) continue;
      const expected = `"${kept}", as in the first row of this site`;
      problems.push({ column: source.name, value, expected });
    }
  }
}

function textOf(source: BoundSource, cells: readonly string[]): string {
  return "cell" in source ? (cells[source.cell] ?? "").trim() : source.value;
}

function isSameNumber(text: string, kept: string): boolean {
  const reading = readDecimal(text);
  return reading.ok && String(reading.value) === kept;
}
