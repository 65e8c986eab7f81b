import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "@palier/landlord-store";
import { readyStore } from "@palier/landlord-store/testing/database";
import { createDatabase } from "@palier/test-support";
import type { DataSource } from "typeorm";
import { type ImportOptions, importIncidents } from "../import-incidents.js";
import { type CalledIncident, incidentsCalled } from "../incident/called-incidents.js";
import { ImportRefusedError } from "../report/bad-row.js";
import type { ImportSummary } from "../report/import-progress.js";

export const header = "reference,site,day,category\n";

/** A store with two sites and a folder for the files of a test. */
export class ImportStore {
  private constructor(
    readonly store: DataSource,
    readonly folder: string,
  ) {}

  static async open(): Promise<ImportStore> {
    const folder = await mkdtemp(join(tmpdir(), "palier-import-"));
    const { store } = await readyStore("lisiere");
    await store.query(`
      INSERT INTO site (reference, name, commune, dwellings) VALUES
        ('RES-001', 'Les Tilleuls', '77288', 60), ('RES-002', 'Le Parc', '77288', 40)`);
    return new ImportStore(store, folder);
  }

  /** Another store with the same content, and the same files; nobody else may be connected to this one. */
  async copy(): Promise<ImportStore> {
    const { options } = this.store;
    const name = "url" in options ? new URL(String(options.url)).pathname.slice(1) : "";
    if (this.store.isInitialized) await this.store.destroy();
    const store = await openStore(await createDatabase(name), "lisiere");
    const folder = await mkdtemp(join(tmpdir(), "palier-import-"));
    await cp(this.folder, folder, { recursive: true });
    return new ImportStore(store, folder);
  }

  async close(): Promise<void> {
    if (this.store.isInitialized) await this.store.destroy();
    await rm(this.folder, { recursive: true });
  }

  async file(name: string, content: string | Buffer): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(path, content);
    return path;
  }

  /** Imports on 22 November 2026. */
  importFiles(files: readonly string[], options: ImportOptions = {}): Promise<ImportSummary> {
    const clock = () => new Date("2026-11-22T10:00:00Z");
    return importIncidents(this.store, files, { clock, ...options });
  }

  async importText(
    content: string | Buffer,
    options: ImportOptions = {},
    name = "incidents.csv",
  ): Promise<ImportSummary> {
    return this.importFiles([await this.file(name, content)], options);
  }

  /** The only incident of a reference, be it there or not. */
  async called(...reference: string[]): Promise<CalledIncident> {
    const [incident, ...others] = await incidentsCalled(this.store, reference);
    if (incident === undefined || others.length > 0) throw new Error("there are several");
    return incident;
  }

  incidents(): Promise<Record<string, unknown>[]> {
    return this.store.query(`
      SELECT s.reference AS site, i.day::text, i.category, r.source_row AS source, i.line
      FROM incident i JOIN site s ON s.id = i.site_id
      JOIN incident_source r USING (file_id, line)
      ORDER BY i.file_id, i.line`);
  }

  /** All rows of all tables but these. */
  async contents(
    ...except: readonly string[]
  ): Promise<readonly { readonly table: string; readonly rows: unknown }[]> {
    const tables = await this.store.query<{ name: string }[]>(
      `SELECT tablename AS name FROM pg_tables
       WHERE schemaname = current_schema AND tablename <> ALL ($1) ORDER BY 1`,
      [except],
    );
    const contents: { table: string; rows: unknown }[] = [];
    for (const { name } of tables) {
      const rows = await this.store.query(`SELECT * FROM "${name}" AS t ORDER BY t::text`);
      contents.push({ table: name, rows });
    }
    return contents;
  }
}

export async function refusal(attempt: Promise<unknown>): Promise<ImportRefusedError> {
  const error: unknown = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ImportRefusedError)) throw error ?? new Error("it was not refused");
  return error;
}
