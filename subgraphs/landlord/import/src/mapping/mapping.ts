import type { Delimiter } from "../csv/csv-dialect.js";
import type { DateForm } from "../date/date-form.js";
import type { SiteFact } from "../facts/site-facts.js";
import type { Encoding } from "../source/encoding.js";
import type { CodesByWord } from "../value/vocabulary.js";

/** What a column of a file of incidents can mean, besides the site. */
export const incidentFields = [
  "reference",
  "day",
  "category",
  "timeBand",
  "place",
  "severity",
  "complaint",
  "target",
  "source",
  "followUp",
  "reporter",
  "staff",
  "narrative",
  "count",
] as const;
export type IncidentField = (typeof incidentFields)[number];

/** The names a column may bear, the preferred one first. */
export interface ColumnChoice {
  readonly names: readonly string[];
  /** A file without the column is refused. */
  readonly isRequired: boolean;
}

/** A value that is the same for every row, or stands in a column. */
export type ValueSource = { readonly value: string } | { readonly column: string };

/** How the site of an incident is recognised among those that are known. */
export type SiteMatch = "reference" | "name" | "address" | "columns";

/** Where the facts of a site stand that the import makes; without a name it bears its key. */
export type SiteCreation = Readonly<Record<SiteFact, ValueSource | null>>;

/** A value by which rows are known, case and accents aside; exactly one of both is given. */
export interface RowRule {
  readonly column: string;
  readonly startsWith: string | null;
  readonly equals: string | null;
}

/** What holds for the rows of a file, whatever they tell. */
export interface FileRules {
  /** null: told from the file, as the delimiter is. */
  readonly encoding: Encoding | null;
  readonly delimiter: Delimiter | null;
  /** Line of the header, from 1: titles may stand above it. */
  readonly headerLine: number;
  /** Of a workbook, by its name or its number from 1; null: the only one that holds something. */
  readonly sheet: string | null;
  /** Rows to take; the others are passed over. */
  readonly only: RowRule | null;
  /** Rows to pass over, such as totals. */
  readonly skip: readonly RowRule[];
  /** Whether rows that repeat the header are passed over. */
  readonly skipsHeaders: boolean;
  /** Words that stand for an empty cell, in every column. */
  readonly nothing: readonly string[];
  /** What is no incident, or no site: rows of that nature, or of that name, are passed over. */
  readonly ignored: readonly string[];
}

/** How to read the files of one landlord. */
export interface Mapping extends FileRules {
  /** null: told from all the days of a file. */
  readonly dates: DateForm | null;
  /** The columns of each field: one, or several that are read together. */
  readonly columns: ReadonlyMap<IncidentField, readonly ColumnChoice[]>;
  /**
   * Columns that tell incidents without a reference apart; null: the values read of day, category, site,
   * part of the day, place and severity.
   */
  readonly identity: readonly string[] | null;
  /** What becomes of placeholders, and of numbers that a spreadsheet has shortened, as references. */
  readonly unusableReferences: "refused" | "absent";
  readonly categories: CodesByWord;
  /** null: the word says that nothing is known. */
  readonly timeBands: CodesByWord<string | null>;
  readonly places: CodesByWord<string | null>;
  readonly targets: CodesByWord<string | null>;
  readonly sources: CodesByWord<string | null>;
  readonly followUps: CodesByWord<string | null>;
  readonly severities: CodesByWord<number | null>;
  readonly site: {
    readonly columns: readonly ColumnChoice[];
    readonly match: SiteMatch;
    /** null: an unknown site is a bad row. */
    readonly create: SiteCreation | null;
  };
}
