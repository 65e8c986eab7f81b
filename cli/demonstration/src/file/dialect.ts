import type { Vocabulary } from "../category/categories.js";

/** How a landlord's system writes its files; the mapping for the import follows from it. */
export interface Dialect {
  readonly encoding: Encoding;
  readonly delimiter: "," | ";" | "\t";
  readonly newline: "\n" | "\r\n";
  /** Quotes around every field, or only where the format asks for them. */
  readonly quotes: "ALL" | "NEEDED";
  readonly gzip: boolean;
  readonly decimals: "." | ",";
  readonly language: "en" | "fr";
  readonly day: "ISO" | "31/12/2025" | "31/12/25" | "31-12-2025";
  /** Notes of several sentences take several lines. */
  readonly multiLineNotes: boolean;
  /** The landlord's words by code; without them the codes themselves are written. */
  readonly words: Vocabulary;
  /** Headers of the incidents' columns in their order; what is not named is not kept. */
  readonly columns: { readonly [field in IncidentField]?: string };
  /** How often a column is left blank, 0 to 1; those that are not named never are. */
  readonly blanks: { readonly [field in IncidentField]?: number };
  /** The column that says which site it was. */
  readonly siteBy: "siteReference" | "siteName" | "siteAddress";
}

export type Encoding = "utf-8" | "utf-8-bom" | "utf-16" | "windows-1252";

export type IncidentField =
  | "reference"
  | "day"
  | "timeOfDay"
  | "timeBand"
  | "siteReference"
  | "siteName"
  | "siteAddress"
  | "category"
  | "place"
  | "severity"
  | "complaint"
  | "target"
  | "followUp"
  | "source"
  | "reporter"
  | "staff"
  | "narrative";
