import type { ReactNode } from "react";
import { KeptTable } from "./kept-table";
import { ScrollWide } from "./scroll-wide";

/** A column's title; those of numbers stand at the right, above their figures. */
export type Column = string | { readonly number: string };

export interface DataTableProps {
  readonly className: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  /** It may be wider than a phone. */
  readonly isWide?: boolean;
  /** Body and foot. */
  readonly children: ReactNode;
}

/** A table that says what it holds and names each of its columns, and can be kept as a file. */
export function DataTable({ className, caption, columns, isWide, children }: DataTableProps) {
  const table = (
    <table className={className}>
      <caption>{caption}</caption>
      <TableHead columns={columns} />
      {children}
    </table>
  );
  return (
    <KeptTable caption={caption}>
      {isWide ? <ScrollWide label={caption}>{table}</ScrollWide> : table}
    </KeptTable>
  );
}

export function TableHead({ columns }: Pick<DataTableProps, "columns">) {
  return (
    <thead>
      <tr>
        {columns.map((column) =>
          typeof column === "string" ? (
            <th key={column} scope="col">
              {column}
            </th>
          ) : (
            <th key={column.number} scope="col" className="number">
              {column.number}
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}
