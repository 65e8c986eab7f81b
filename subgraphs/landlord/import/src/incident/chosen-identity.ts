import { fold } from "@palier/schema";
import type { CsvRow } from "../csv/csv-row.js";
import type { ColumnPosition, Columns } from "../mapping/columns.js";
import type { IncidentField } from "../mapping/mapping.js";
import type { IncidentDraft } from "./incident-draft.js";

type ValueOf = (draft: IncidentDraft, row: CsvRow) => string;

/**
 * What tells incidents without a reference apart where the mapping says so: of a column that is read, the value
 * that was read; of another, its text without case, accents and repeated spaces.
 */
export class ChosenIdentity {
  /** What is chosen, however the columns are called and ordered. */
  readonly definition: string;
  private readonly values: readonly ValueOf[];

  private constructor(parts: ReadonlyMap<string, ValueOf>) {
    const names = [...parts.keys()].sort();
    this.definition = names.join("; ");
    this.values = names.flatMap((name) => parts.get(name) ?? []);
  }

  static of({ identity, fields, site }: Columns): ChosenIdentity | null {
    if (identity === null) return null;
    const parts = new Map<string, ValueOf>();
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
    }
    return new ChosenIdentity(parts);
  }

  valuesOf(draft: IncidentDraft, row: CsvRow): readonly string[] {
    return this.values.map((read) => read(draft, row));
  }
}

function readValue(field: IncidentField, draft: IncidentDraft): string {
  if (field === "day") return draft.day.text;
  return fold(String(draft[field] ?? ""));
}
