import type { WordsByCode } from "../category/categories.js";
import type { Dialect, IncidentField } from "./dialect.js";

/** What the import calls each field; columns that only help the reader are not mapped. */
const importNames: { readonly [field in IncidentField]?: string } = {
  reference: "reference",
  day: "day",
  category: "category",
  timeBand: "timeBand",
  timeOfDay: "timeBand",
  place: "place",
  severity: "severity",
  complaint: "complaint",
  target: "target",
  followUp: "followUp",
  source: "source",
  reporter: "reporter",
  staff: "staff",
  narrative: "narrative",
};

const siteMatches = {
  siteReference: "reference",
  siteName: "name",
  siteAddress: "address",
} as const;

/** The landlord's `mapping.yaml`: which column means what, and what its words mean. */
export function mappingFile({ columns, words, siteBy }: Dialect): string {
  const named = Object.entries(importNames).flatMap(([field, name]) => {
    const header = columns[field as IncidentField];
    return header === undefined ? [] : [[name, header]];
  });
  return [
    ...section("columns", Object.fromEntries(named)),
    ...section("categories", byWord(words.categories)),
    ...section("timeBands", byWord(words.timeBands)),
    ...section("places", byWord(words.places)),
    `site: { columns: [${quoted(columns[siteBy] ?? "")}], match: ${siteMatches[siteBy]} }`,
    "",
  ].join("\n");
}

function section(name: string, entries: Readonly<Record<string, string>>): string[] {
  const lines = Object.entries(entries).map(([key, value]) => `  ${quoted(key)}: ${quoted(value)}`);
  return lines.length === 0 ? [] : [`${name}:`, ...lines];
}

/** A JSON string is a YAML string. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function byWord(words: WordsByCode = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(words).map(([code, word]) => [word, code]));
}
