import { fold } from "@palier/schema";
import type { CsvRow } from "../csv/csv-row.js";
import {
  isHalfLocated,
  ofEachFact,
  type SiteFact,
  siteFacts,
  type ToldFacts,
} from "../facts/site-facts.js";
import { CellTexts } from "../mapping/cell-texts.js";
import { type BoundRules, bindField, bindRules, type FieldPosition } from "../mapping/columns.js";
import { Header } from "../mapping/header.js";
import { RowFilter } from "../mapping/row-filter.js";
import { ofOneReference, referenceNames, type SiteMapping } from "../mapping/site-mapping.js";
import type { RowProblem } from "../report/bad-row.js";
import type { Reading } from "../value/reading.js";
import { readSiteReference } from "../value/reference.js";

/** Stands between the columns that are one name or address. */
const ofOneFact = " ";

/** Palier's own names of the columns of a file of sites. */
export function siteColumns(isRequired: boolean): readonly string[] {
  const rules = [{ names: referenceNames, isRequired: true }, ...Object.values(siteFacts)];
  return rules
    .filter((rule) => rule.isRequired === isRequired)
    .map(({ names: [name = ""] }) => name);
}

/** A site as a row of a file tells it. */
export type SiteDraft = { readonly reference: string } & ToldFacts;

type BoundFact = FieldPosition | { readonly value: string } | null;

/** Reads the rows of one file. */
export class SiteFileReader {
  private readonly rules: RowFilter;
  private readonly texts: CellTexts;
  private readonly ignored: ReadonlySet<string>;

  private constructor(
    readonly header: readonly string[],
    mapping: SiteMapping,
    bound: BoundRules,
    private readonly reference: FieldPosition | null,
    private readonly facts: Readonly<Record<SiteFact, BoundFact>>,
  ) {
    this.rules = new RowFilter(bound, mapping);
    this.texts = new CellTexts(mapping.nothing);
    this.ignored = new Set(mapping.ignored.map(fold));
  }

  /** @param problems receives every column that is missing or stands twice. */
  static of(
    cells: readonly string[],
    mapping: SiteMapping,
    problems: RowProblem[],
  ): SiteFileReader {
    const header = new Header(cells);
    const reference = bindField(header, mapping.reference, problems);
    const facts = ofEachFact((fact): BoundFact => {
      const told = mapping.facts[fact];
      return told === null || "value" in told ? told : bindField(header, told, problems);
    });
    if (isHalfLocated(facts)) {
      const expected = 'both columns "longitude" and "latitude", or neither';
      problems.push({ column: "longitude", value: "", expected });
    }
    const bound = bindRules(header, mapping, problems);
    return new SiteFileReader(header.names, mapping, bound, reference, facts);
  }

  /** Whether the row is a matter of this import. */
  isWanted(row: CsvRow): boolean {
    if (!this.rules.isWanted(row)) return false;
    if (this.ignored.size === 0) return true;
    return !this.ignored.has(fold(this.told(this.facts.name, row)?.value ?? ""));
  }

  /** @returns null with the problems when the row tells no site. */
  read(row: CsvRow, problems: RowProblem[]): SiteDraft | null {
    const reference = this.readReference(row, problems);
    const facts = ofEachFact((fact) => {
      const found = this.told(this.facts[fact], row);
      return found === null ? undefined : readCell(found, siteFacts[fact], problems);
    });
    if (isHalfLocated(facts) && problems.length === 0) {
      const expected = "both a longitude and a latitude, or neither";
      problems.push({ column: columnOf(this.facts.longitude), value: "", expected });
    }
    // Each fact was read by its own rule, and one that is required and missing is a problem.
    return problems.length > 0 ? null : ({ reference, ...facts } as SiteDraft);
  }

  private readReference(row: CsvRow, problems: RowProblem[]): string | number | null {
    const { reference } = this;
    const column = reference?.name ?? "";
    const parts = reference?.parts ?? [];
    const empty = parts.filter(({ cell }) => this.texts.said(row.cell(cell)) === null);
    for (const { name } of empty.length < parts.length ? empty : []) {
      const expected = "a value: the columns of the reference are one together";
      problems.push({ column: name, value: "", expected });
    }
    const value = this.texts.at(row, reference, ofOneReference) ?? "";
    return readCell({ column, value }, { read: readSiteReference, isRequired: true }, problems);
  }

  /** null: the file has no column for it. */
  private told(source: BoundFact, row: CsvRow): Told | null {
    if (source === null) return null;
    if ("value" in source) return { column: "", value: source.value };
    return { column: source.name, value: this.texts.at(row, source, ofOneFact) ?? "" };
  }
}

/** What stands in a row, and where. */
interface Told {
  readonly column: string;
  readonly value: string;
}

function readCell(
  { column, value }: Told,
  { read, isRequired }: CellRule,
  problems: RowProblem[],
): string | number | null {
  if (value === "" && !isRequired) return null;
  const reading = value === "" ? nothing : read(value);
  if (reading.ok) return reading.value;
  problems.push({ column, value, expected: reading.expected });
  return null;
}

function columnOf(source: BoundFact): string {
  return source !== null && "cell" in source ? source.name : "";
}

interface CellRule {
  readonly read: (text: string) => Reading<string | number>;
  readonly isRequired: boolean;
}

const nothing = { ok: false, expected: "a value; none stands here" } as const;
