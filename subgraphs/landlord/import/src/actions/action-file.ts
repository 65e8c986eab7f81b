import type { ActionFacts } from "@palier/landlord-store";
import { type ActionStatus, lastAxis } from "@palier/schema";
import type { CsvRow } from "../csv/csv-row.js";
import { readDay } from "../date/day.js";
import { type ColumnPosition, findColumn } from "../mapping/columns.js";
import { Header } from "../mapping/header.js";
import type { RowProblem } from "../report/bad-row.js";
import { readInteger } from "../value/decimal.js";
import { readRecorded } from "../value/plain-text.js";
import { misread, type Reading, read } from "../value/reading.js";
import { vocabularyReader } from "../value/vocabulary.js";

const statusWords = new Map<string, ActionStatus>([
  ["prévue", "PLANNED"],
  ["en cours", "IN_PROGRESS"],
  ["achevée", "DONE"],
  ["terminée", "DONE"],
  ["abandonnée", "ABANDONED"],
  ["planned", "PLANNED"],
  ["in progress", "IN_PROGRESS"],
  ["in_progress", "IN_PROGRESS"],
  ["done", "DONE"],
  ["abandoned", "ABANDONED"],
]);

interface ColumnRule {
  /** The names its column may bear, the preferred one first. */
  readonly names: readonly string[];
  readonly isRequired: boolean;
  readonly read: (text: string) => Reading<unknown>;
}

/** What an action of a file tells, in the order in which problems are told. */
const actionColumns = {
  sites: {
    names: ["sites", "site", "résidence", "code résidence"],
    isRequired: true,
    read: readSites,
  },
  axis: {
    names: ["axis", "axe"],
    isRequired: true,
    read: (text) => readInteger(text, 1, lastAxis),
  },
  title: {
    names: ["title", "intitulé", "action"],
    isRequired: true,
    read: (text) => readRecorded("title", text),
  },
  status: {
    names: ["status", "statut", "état"],
    isRequired: true,
    read: vocabularyReader("where an action stands", statusWords),
  },
  dueDate: {
    names: ["due_date", "échéance"],
    isRequired: false,
    read: (text) => {
      const reading = readDay(text);
      return reading.ok ? read(reading.value.text) : reading;
    },
  },
  responsibleParty: {
    names: ["responsible_party", "responsable"],
    isRequired: true,
    read: (text) => readRecorded("name", text),
  },
  partner: { names: ["partner", "partenaire"], isRequired: false, read: (text) => read(text) },
} as const satisfies Record<keyof ActionFacts, ColumnRule>;

// Object.entries has the entries of an object that is written out above, and no others.
const rules = Object.entries(actionColumns) as [keyof ActionFacts, ColumnRule][];

/** Palier's own names of the columns of a file of actions. */
export function actionColumnNames(isRequired: boolean): readonly string[] {
  return rules
    .filter(([, rule]) => rule.isRequired === isRequired)
    .map(
      ([
        ,
        {
          names: [name = ""],
        },
      ]) => name,
    );
}

export type ActionPositions = ReadonlyMap<keyof ActionFacts, ColumnPosition>;

export function bindActionColumns(
  cells: readonly string[],
  problems: RowProblem[],
): ActionPositions {
  const header = new Header(cells);
  return new Map(
    rules.flatMap(([fact, rule]) => {
      const position = findColumn(header, rule, problems);
      return position === null ? [] : [[fact, position] as const];
    }),
  );
}

/** @returns null with the problems when the row tells no action. */
export function readAction(
  { cells }: CsvRow,
  positions: ActionPositions,
  problems: RowProblem[],
): ActionFacts | null {
  const facts = rules.map(([fact, rule]) => {
    const position = positions.get(fact);
    const value = position === undefined ? "" : (cells[position.cell]?.trim() ?? "");
    if (value === "" && !rule.isRequired) return [fact, null] as const;
    const reading = value === "" ? nothing : rule.read(value);
    if (reading.ok) return [fact, reading.value] as const;
    problems.push({ column: position?.name ?? "", value, expected: reading.expected });
    return [fact, null] as const;
  });
  // Each fact was read by its own rule, and one that is required and missing is a problem.
  return problems.length > 0 ? null : (Object.fromEntries(facts) as unknown as ActionFacts);
}

const nothing = misread("a value; none stands here");

/** References with a vertical bar or a line break between them, which none holds. */
function readSites(text: string): Reading<readonly string[]> {
  const sites = text.split(/[|\n]/).map((reference) => reference.trim());
  const named = sites.filter((reference) => reference !== "");
  return named.length > 0
    ? read(named)
    : misread("a site's reference; several with | between them");
}
