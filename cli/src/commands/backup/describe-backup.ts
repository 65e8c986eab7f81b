import type { BackupHeader } from "@palier/landlord-store/backup";
import { counted, figure } from "@palier/schema";

/** What a backup holds, as it says of itself. */
export function describeBackup(header: BackupHeader): string {
  const { landlord, takenAt, convention, migrations, tables } = header;
  const rowsOf = (name: string) => tables.find((table) => table.name === name)?.rows ?? 0;
  const signed =
    convention === null
      ? "no convention in force"
      : `convention ${convention.reference}, version ${convention.version}, ${convention.hash}`;
  return [
    `  The record of ${landlord} as it stood at ${takenAt}, ${signed}.`,
    `  ${counted(rowsOf("site"), "site")}, ${counted(rowsOf("incident"), "incident")}, ${counted(rowsOf("closed_month"), "closed month")}, ${figure(rowsOf("access_log"))} in the access log; store as of ${migrations.at(-1)}.`,
  ].join("\n");
}
