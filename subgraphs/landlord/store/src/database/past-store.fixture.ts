import { readdir, readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { from } from "pg-copy-streams";
import { ownedDatabase } from "./owned-database.fixture.js";

/** Stores as commits of the past had them, which scripts/upgrade/make-store-fixture.mjs wrote down. */
const fixtures = fileURLToPath(new URL("../../fixtures/", import.meta.url));

/** As record-store.mjs named everything. */
const recordedName = "palier_fixture";

/** A line of a fixture. */
type Recorded =
  | { readonly schema: string }
  | { readonly copy: string; readonly columns: string; readonly rows: string }
  | { readonly roles: string }
  | PastLevels;

/** What was found in it then. */
export interface PastLevels {
  readonly levels: readonly unknown[];
  readonly tallies: readonly unknown[];
  readonly publicKey: string;
  readonly purged: number;
}

/** Files of all of them. */
export const pastStores = (await readdir(fixtures)).filter((name) => name.endsWith(".jsonl.gz"));

/** Tells PostgreSQL what it was told then, with the names of a database of its own. */
export async function replayStore(file: string): Promise<{ url: string; past: PastLevels }> {
  const { name, owner, url } = await ownedDatabase();
  const text = gunzipSync(await readFile(`${fixtures}${file}`)).toString();
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Recorded);
  // Decisions and actions refer to sites.
  const isSites = (line: Recorded) => "copy" in line && line.copy === "site";
  const firstCopy = lines.findIndex((line) => "copy" in line);
  lines.splice(firstCopy, 0, ...lines.splice(lines.findIndex(isSites), 1));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const tell = (statement: string) =>
    client.query(
      statement.replaceAll(
        new RegExp(`"?${recordedName}(_personal|_log|_federated)?"?`, "g"),
        (recorded, suffix: string | undefined) => {
          // The account had the database's name; here it has one of its own.
          const isDatabase = statement.includes(`DATABASE ${recorded}`);
          return `"${suffix === undefined && !isDatabase ? owner : `${name}${suffix ?? ""}`}"`;
        },
      ),
    );
  let past: PastLevels | undefined;
  await client.query("BEGIN");
  for (const recorded of lines) {
    if ("schema" in recorded) await tell(recorded.schema);
    else if ("roles" in recorded) await tell(recorded.roles);
    else if ("levels" in recorded) past = recorded;
    else {
      const { copy, columns, rows } = recorded;
      await client.query(`ALTER TABLE ${copy} DISABLE TRIGGER USER; DELETE FROM ${copy}`);
      const stream = client.query(from(`COPY ${copy} (${columns}) FROM STDIN`));
      await pipeline([rows], stream);
      await client.query(`ALTER TABLE ${copy} ENABLE TRIGGER USER`);
    }
  }
  // Rows that are copied move no sequence.
  await client.query(
    "SELECT setval(pg_get_serial_sequence('migrations', 'id'), (SELECT max(id) FROM migrations))",
  );
  await client.query("COMMIT");
  await client.end();
  if (past === undefined) throw new Error(`${file} does not say its levels`);
  return { url, past };
}
