import { isHalfLocated, ofEachFact, type SiteFact, siteFacts } from "../facts/site-facts.js";
import type { ColumnChoice, FileRules } from "./mapping.js";
import { type SiteMappingFile, siteMappingFormat } from "./mapping-format.js";
import { ruleProblems } from "./mapping-problems.js";
import { ownRules } from "./own-mapping.js";
import { checkedMapping, mappingText, required, toFileRules } from "./read-mapping.js";

/** Columns that a value is read from, or the same value for every row. */
export type ValueColumns = readonly ColumnChoice[] | { readonly value: string };

/** How to read a landlord's files of sites. */
export interface SiteMapping extends FileRules {
  /** One column, or several that make the reference together. */
  readonly reference: readonly ColumnChoice[];
  /** null: the files tell nothing of it. */
  readonly facts: Readonly<Record<SiteFact, ValueColumns | null>>;
}

/** Stands between the columns that are one reference of a site. */
export const ofOneReference = "-";

/** Names of the column of a site's reference, the preferred one first. */
export const referenceNames: readonly string[] = ["reference", "référence", "code résidence"];

/** What holds for files whose columns bear Palier's own names. */
export const ownSiteMapping: SiteMapping = {
  ...ownRules,
  reference: [{ names: referenceNames, isRequired: true }],
  facts: ofEachFact((fact) => [siteFacts[fact]]),
};

/** @throws ConfigurationError with the problems and their lines, or that the file cannot be read. */
export function readSiteMapping(path: string): SiteMapping {
  return parseSiteMapping(mappingText(path), path);
}

/** @param fileName named in problems. */
export function parseSiteMapping(text: string, fileName: string): SiteMapping {
  const file = checkedMapping(text, fileName, siteMappingFormat, (told) => [
    ...ruleProblems(told),
    ...(told.columns !== undefined && isHalfLocated(told.columns)
      ? [[["columns"], () => 'give "longitude" and "latitude" together'] as const]
      : []),
  ]);
  const { columns } = file;
  if (columns === undefined) return { ...ownSiteMapping, ...toFileRules(file) };
  return {
    ...toFileRules(file),
    reference: columns.reference.map(required),
    facts: ofEachFact((fact) => toColumns(columns[fact])),
  };
}

function toColumns(told: NonNullable<SiteMappingFile["columns"]>[SiteFact]): ValueColumns | null {
  if (told === undefined) return null;
  return "value" in told ? told : told.map(required);
}

/** All columns that a mapping names. */
export function namedSiteColumns({ reference, facts, only, skip }: SiteMapping): ColumnChoice[] {
  const columns = Object.values(facts).flatMap((told) =>
    told === null || "value" in told ? [] : told,
  );
  const rules = [...(only === null ? [] : [only]), ...skip];
  return [...reference, ...columns, ...rules.map(({ column }) => required(column))];
}
