import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import type { CSSProperties } from "react";
import { Incidents } from "./times-table";

export interface TallyRow {
  readonly key: string;
  readonly name: string;
  /** Null where it is not there. */
  readonly incidents: number | null;
  /** Whether the name says that nothing was recorded. */
  readonly isUnrecorded?: boolean;
}

export interface TallyTableProps {
  readonly caption: string;
  readonly columns: readonly [name: string, number: string];
  readonly rows: readonly TallyRow[];
}

/** One number a row, with a bar as long as it is large. */
export function TallyTable({ caption, columns: [name, number], rows }: TallyTableProps) {
  const largest = Math.max(1, ...rows.map(({ incidents }) => incidents ?? 0));
  return (
    <DataTable className="tally-table" caption={caption} columns={[name, { number }]}>
      <tbody>
        {rows.map(({ key, name: row, incidents, isUnrecorded = false }) => (
          <tr key={key} data-recorded={!isUnrecorded}>
            <th scope="row">{row}</th>
            <td
              className="number"
              // The style sheet draws the bar by it.
              style={{ "--part": (incidents ?? 0) / largest } as CSSProperties}
            >
              <Incidents incidents={incidents} />
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
