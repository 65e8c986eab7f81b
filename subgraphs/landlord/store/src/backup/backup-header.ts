import { z } from "zod";
import { BackupError } from "./backup.error.js";

/** What this program writes and reads; another number is another layout of the file. */
export const backupFormat = 1;

const tableFormat = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()).min(1),
  /** How many the snapshot holds: what a file that is cut off is measured by. */
  rows: z.number().int().min(0),
  /** The numbers given out so far; null where a table numbers nothing. */
  numbering: z
    .strictObject({ column: z.string(), last: z.string(), isCalled: z.boolean() })
    .nullable(),
});

const headerFormat = z.strictObject({
  format: z.literal(backupFormat),
  landlord: z.string(),
  /** ISO 8601: of the snapshot. */
  takenAt: z.string(),
  /** Names of the migrations of the store, oldest first. */
  migrations: z.array(z.string()).min(1),
  /** Signed, and in force when the backup was taken. */
  convention: z
    .strictObject({ reference: z.string(), version: z.number(), hash: z.string() })
    .nullable(),
  tables: z.array(tableFormat),
});

/** What a backup says of itself, before its rows. */
export type BackupHeader = z.infer<typeof headerFormat>;

/** A table as a backup holds it. */
export type BackupTable = z.infer<typeof tableFormat>;

/** What stands behind the rows of a table. */
export interface TableEnd {
  readonly rows: number;
  /** SHA-256 of the rows' text, hexadecimal. */
  readonly sha256: string;
}

const opening = "-- palier backup ";
const closing = "-- end of table ";

/** Behind the last table; a file without it is cut off. */
export const endOfBackup = "-- end of backup";

export function headerLine(header: BackupHeader): string {
  return `${opening}${JSON.stringify(header)}\n`;
}

/** @throws BackupError when the line is not the head of a backup that this program reads. */
export function parseHeader(line: string): BackupHeader {
  const said = line.startsWith(opening) ? parsed(line.slice(opening.length)) : undefined;
  if (said === undefined) throw new BackupError("this is no backup of a landlord's record");
  const format = (said as { readonly format?: unknown } | null)?.format;
  if (typeof format === "number" && format > backupFormat) {
    throw new BackupError(
      `the backup was written by a newer version of Palier (format ${format}; this one reads ${backupFormat}); restore it with that version`,
    );
  }
  const { data } = headerFormat.safeParse(said);
  if (data === undefined) throw new BackupError("the head of the backup is damaged");
  return data;
}

/** Opens the rows of a table; as SQL, so that they can be read without Palier. */
export function tableLine({ name, columns }: Pick<BackupTable, "name" | "columns">): string {
  return `COPY ${name} (${columns.join(", ")}) FROM stdin;\n`;
}

export function tableEndLine(end: TableEnd): string {
  return `${closing}${JSON.stringify({ rows: end.rows, sha256: end.sha256 })}\n`;
}

/** @returns null when the line is none. */
export function parseTableEnd(line: string): TableEnd | null {
  const said = line.startsWith(closing) ? parsed(line.slice(closing.length)) : undefined;
  const { data } = z.object({ rows: z.number(), sha256: z.string() }).safeParse(said);
  return data ?? null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
