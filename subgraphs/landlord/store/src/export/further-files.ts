import type { EntityManager } from "typeorm";
import { readTables } from "../backup/store-tables.js";
import {
  month,
  monthList,
  notExported,
  point,
  type RecordFile,
  recordFiles,
} from "./record-files.js";

/** Tables that none of the described files has; sites, systems, months and instants as in those. */
export async function furtherFiles(tx: EntityManager): Promise<RecordFile[]> {
  const told = new Set([...notExported, ...recordFiles.flatMap(({ tables }) => tables)]);
  const types = await tx.query<{ column: string; type: string }[]>(
    `SELECT quote_ident(table_name) || '.' || quote_ident(column_name) AS column, data_type AS type
     FROM information_schema.columns WHERE table_schema = 'public'`,
  );
  const typeOf = new Map(types.map(({ column, type }) => [column, type]));
  return (await readTables(tx))
    .filter(({ name }) => !told.has(name))
    .map(({ name, columns }) => {
      const written = columns.map((column) =>
        writtenColumn(column, typeOf.get(`${name}.${column}`) ?? ""),
      );
      return {
        name: `${name.replaceAll("_", "-")}.csv`,
        is: `table ${name} of the record`,
        columns: Object.fromEntries(written.map(({ title, is }) => [title, is])),
        query: `SELECT ${written.map(({ sql }) => sql).join(", ")} FROM ${name} AS kept`,
        tables: [name],
      };
    });
}

interface WrittenColumn {
  readonly title: string;
  readonly is: string;
  readonly sql: string;
}

/** Columns that hold a MonthNumber, where they are integers. */
const months = new Set([
  ...["month", "since", "from_month", "to_month", "first_month", "last_month", "until_month"],
  ...["detail_before", "counts_before", "gates_before"],
]);

function writtenColumn(column: string, type: string): WrittenColumn {
  const bySite = "(SELECT reference FROM site WHERE site.id = kept.site_id)";
  const bySystem = "(SELECT name FROM submitting_system AS s WHERE s.id = kept.system_id)";
  if (column === "site_id") return { title: "site", is: "the landlord's reference", sql: bySite };
  if (column === "system_id") return { title: "system", is: "its name", sql: bySystem };
  if (type === "integer" && months.has(column)) {
    return { title: column, is: "YYYY-MM; empty: no bound", sql: month(column) };
  }
  if (type === "timestamp with time zone") {
    return { title: column, is: "instant, UTC", sql: point(column) };
  }
  if (column === "awaited_months") {
    return { title: column, is: "YYYY-MM, separated by |", sql: monthList(column) };
  }
  if (type === "ARRAY") {
    return { title: column, is: "separated by |", sql: `array_to_string(${column}, '|')` };
  }
  return { title: column, is: "as stored", sql: column };
}
