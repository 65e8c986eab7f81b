import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { access, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { BadUserInputError } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { exportLog } from "../access-log/export-log.js";
import { copySettings } from "../backup/copy-text.js";
import { readCopy } from "../sql/read-copy.js";
import { furtherFiles } from "./further-files.js";
import { type RecordFile, recordFiles, siteFeatures } from "./record-files.js";

const rowsAFetch = 2_000;

/** A file as it was written. */
export interface WrittenFile {
  readonly name: string;
  readonly is: string;
}

/**
 * Writes all that a landlord holds into a folder, in open formats with a description of each column, as it
 * stood at one instant; whoever works with the record goes on meanwhile. The folder is there when it is whole,
 * and its owner alone can read it. What a killed process leaves beside it ends in `.part` and is of no use.
 *
 * @throws BadUserInputError when there is something of this name: nothing is replaced.
 */
export async function exportRecord(
  store: DataSource,
  landlord: string,
  folder: string,
  onFile: (name: string) => void = () => {},
): Promise<readonly WrittenFile[]> {
  await refusePresent(folder);
  const draft = `${folder}.${randomBytes(6).toString("hex")}.part`;
  await mkdir(draft, { mode: 0o700 });
  try {
    const files = await write(store, landlord, draft, onFile);
    await refusePresent(folder);
    await rename(draft, folder);
    await synchronised(dirname(folder));
    return files;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function write(
  store: DataSource,
  landlord: string,
  folder: string,
  onFile: (name: string) => void,
): Promise<WrittenFile[]> {
  const written: WrittenFile[] = [];
  const put = async (name: string, is: string, read: Readable) => {
    onFile(name);
    await writeFile(join(folder, name), read);
    written.push({ name, is });
  };
  const readme = await store.transaction("REPEATABLE READ", async (tx) => {
    await tx.query(copySettings);
    await tx.query("SET TRANSACTION READ ONLY");
    const files = [...recordFiles, ...(await furtherFiles(tx))];
    for (const file of files) await put(file.name, file.is, Readable.from(csv(tx, file)));
    await put("sites.geojson", geoJsonIs, Readable.from(geoJson(tx)));
    return readmeOf(landlord, files);
  });
  // It only grows, and is read at an instant of its own.
  const log = new PassThrough();
  await Promise.all([
    put(logName, logIs, log),
    exportLog(store, log).then(
      () => log.end(),
      (error: Error) => log.destroy(error),
    ),
  ]);
  await put("README.md", "what is in each file", Readable.from([readme]));
  await synchronised(folder);
  return written;
}

const logName = "access-log.jsonl";
const logIs = "who asked what, a line an entry, with its hash (palier audit verify follows them)";
const geoJsonIs = "sites that have a place, as points";

async function* csv(
  tx: EntityManager,
  { columns, query }: RecordFile,
): AsyncGenerator<string | Buffer> {
  yield `${Object.keys(columns).join(",")}\n`;
  yield* readCopy(tx, `COPY (${query}) TO STDOUT (FORMAT csv)`);
}

async function* geoJson(tx: EntityManager): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  await tx.query(`DECLARE features NO SCROLL CURSOR FOR ${siteFeatures}`);
  let before = "\n";
  for (;;) {
    const rows = await tx.query<{ line: string }[]>(`FETCH ${rowsAFetch} FROM features`);
    if (rows.length === 0) break;
    yield before + rows.map(({ line }) => line).join(",\n");
    before = ",\n";
  }
  await tx.query("CLOSE features");
  yield "\n]}\n";
}

function readmeOf(landlord: string, files: readonly RecordFile[]): string {
  const described = files.map(
    ({ name, is, columns }) =>
      `## ${name}\n\n${is}\n\n${Object.entries(columns)
        .map(([column, holds]) => `- \`${column}\`: ${holds}`)
        .join("\n")}\n`,
  );
  return [
    `# ${landlord}\n`,
    "Tout ce que ce bailleur tient dans Palier. Ces fichiers contiennent des données personnelles : ils ne sont lisibles que par vous, et doivent être effacés après usage.\n",
    "All that this landlord holds in Palier. These files hold personal data: only you can read them; delete them after use.\n",
    'CSV: UTF-8, commas, `"` around what needs it, a header. Months are YYYY-MM; an empty value is one that is not known. What begins with `=`, `+`, `-` or `@` is text and no formula: import it as text.\n',
    ...described,
    `## sites.geojson\n\n${geoJsonIs}\n`,
    `## ${logName}\n\n${logIs}\n`,
  ].join("\n");
}

async function writeFile(path: string, read: Readable): Promise<void> {
  await pipeline(read, createWriteStream(path, { flags: "wx", mode: 0o600 }));
  await synchronised(path);
}

/** Windows opens no folders. */
async function synchronised(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const file = await open(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function refusePresent(path: string): Promise<void> {
  const isPresent = await access(path).then(
    () => true,
    () => false,
  );
  if (isPresent) throw new BadUserInputError(`${path}: it exists already and is not replaced`);
}
