import { fold } from "@palier/schema";
import type { CsvRow } from "../csv/csv-row.js";
import type { ColumnPosition, Columns } from "../mapping/columns.js";
import type { IncidentField } from "../mapping/mapping.js";
import type { IncidentDraft } from "./incident-draft.js";

/** Fields that are the same wherever the values by default are. */
const valuesByDefault: ReadonlySet<IncidentField> = new Set([
  ...(["reference", "day", "category", "timeBand", "place", "severity"] as const),
]);

type ValueOf = (draft: IncidentDraft, row: CsvRow) => string;

/**
 * What tells incidents without a reference apart where the mapping says so: of a column that is read, the value
 * that was read; of another, its text without case, accents and repeated spaces.
 */
export class ChosenIdentity {
  /** What is chosen, however the columns are called and ordered. */
  readonly definition: string;
  private readonly values: readonly ValueOf[];

  private constructor(
    parts: ReadonlyMap<string, ValueOf>,
    /** Of columns that tell something besides the values by default. */
    private readonly furtherCells: readonly number[],
  ) {
    const names = [...parts.keys()].sort();
    this.definition = names.join("; ");
    this.values = names.flatMap((name) => parts.get(name) ?? []);
  }

  static of({ identity, fields, site }: Columns): ChosenIdentity | null {
    if (identity === null) return null;
    const parts = new Map<string, ValueOf>();
    const furtherCells: number[] = [];
    for (const column of identity) {
      const isHere = ({ cell }: ColumnPosition) => cell === column.cell;
      const read = [...fields].filter(([, position]) =>
        (position.parts ?? [position]).some(isHere),
      );
      for (const [field] of read) parts.set(field, (draft) => readValue(field, draft));
      if (site.some(isHere)) parts.set("site", (draft) => draft.site.reference);
      else if (read.length === 0) {
        parts.set(`"${fold(column.name)}"`, (_, row) => fold(row.cell(column.cell)));
      }
      if (!site.some(isHere) && !read.some(([field]) => valuesByDefault.has(field))) {
        furtherCells.push(column.cell);
      }
    }
    return new ChosenIdentity(parts, furtherCells);
  }

  /** What the row holds in chosen columns besides the values by default, as words are compared; empty ones left out. */
  furtherTexts(row: CsvRow): readonly string[] {
    return this.furtherCells.map((cell) => fold(row.cell(cell))).filter((text) => text !== "");
  }

  valuesOf(draft: IncidentDraft, row: CsvRow): readonly string[] {
    return this.values.map((read) => read(draft, row));
  }
}

function readValue(field: IncidentField, draft: IncidentDraft): string {
  if (field === "day") return draft.day.text;
  return fold(String(draft[field] ?? ""));
}
