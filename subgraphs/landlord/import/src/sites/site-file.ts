import type { CsvRow } from "../csv/csv-row.js";
import {
  isHalfLocated,
  ofEachFact,
  type SiteFact,
  siteFacts,
  type ToldFacts,
} from "../facts/site-facts.js";
import { type ColumnPosition, findColumn } from "../mapping/columns.js";
import { Header } from "../mapping/header.js";
import type { RowProblem } from "../report/bad-row.js";
import { readRecorded } from "../value/plain-text.js";
import type { Reading } from "../value/reading.js";

const referenceColumn = {
  names: ["reference", "référence", "code résidence"],
  isRequired: true,
  read: (text: string) => readRecorded("siteReference", text),
} as const;

/** Palier's own names of the columns of a file of sites. */
export function siteColumns(isRequired: boolean): readonly string[] {
  const rules = [referenceColumn, ...Object.values(siteFacts)];
  return rules.filter((rule) => rule.isRequired === isRequired).map(({ names: [name] }) => name);
}

/** A site as a row of a file tells it. */
export type SiteDraft = { readonly reference: string } & ToldFacts;

export type SitePositions = Readonly<Record<"reference" | SiteFact, ColumnPosition | null>>;

export function bindSiteColumns(cells: readonly string[], problems: RowProblem[]): SitePositions {
  const header = new Header(cells);
  const positions = {
    reference: findColumn(header, referenceColumn, problems),
    ...ofEachFact((fact) => findColumn(header, siteFacts[fact], problems)),
  };
  if (isHalfLocated(positions)) {
    const expected = 'both columns "longitude" and "latitude", or neither';
    problems.push({ column: "longitude", value: "", expected });
  }
  return positions;
}

/** @returns null with the problems when the row tells no site. */
export function readSite(
  { cells }: CsvRow,
  positions: SitePositions,
  problems: RowProblem[],
): SiteDraft | null {
  const told = (position: ColumnPosition | null, { read, isRequired }: CellRule) => {
    if (position === null) return undefined;
    const value = cells[position.cell]?.trim() ?? "";
    if (value === "" && !isRequired) return null;
    const reading = value === "" ? nothing : read(value);
    if (reading.ok) return reading.value;
    problems.push({ column: position.name, value, expected: reading.expected });
    return null;
  };
  const reference = told(positions.reference, referenceColumn);
  const facts = ofEachFact((fact) => told(positions[fact], siteFacts[fact]));
  if (isHalfLocated(facts) && problems.length === 0) {
    const expected = "both a longitude and a latitude, or neither";
    problems.push({ column: positions.longitude?.name ?? "", value: "", expected });
  }
  // Each fact was read by its own rule, and one that is required and missing is a problem.
  return problems.length > 0 ? null : ({ reference, ...facts } as SiteDraft);
}

interface CellRule {
  readonly read: (text: string) => Reading<string | number>;
  readonly isRequired: boolean;
}

const nothing = { ok: false, expected: "a value; none stands here" } as const;
