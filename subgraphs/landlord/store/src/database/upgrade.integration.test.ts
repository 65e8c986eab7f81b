import { readdir, readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { from } from "pg-copy-streams";
import { DataSource, type MigrationInterface, type QueryRunner } from "typeorm";
import { exampleEntry } from "../access-log/access-entry.fixture.js";
import { AccessLog } from "../access-log/access-log.js";
import { verifyLog } from "../access-log/verify-log.js";
import { compareLevels } from "../backup/check-levels.js";
import { accessLogTerms } from "../signature/access-log-terms.js";
import { createDataSource } from "./data-source.js";
import { migrate } from "./migrate.js";
import { openStore } from "./open-store.js";
import { ownedDatabase, testPassword } from "./owned-database.fixture.js";
import { prepareRoles } from "./roles/prepare-roles.js";
import { openServingStore } from "./serving-store.js";

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

interface PastLevels {
  readonly levels: readonly unknown[];
  readonly tallies: readonly unknown[];
  readonly publicKey: string;
  readonly purged: number;
}

/** Tells PostgreSQL what it was told then, with the names of this database. */
async function replay(file: string): Promise<{ url: string; past: PastLevels }> {
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

const kept = (await readdir(fixtures)).filter((name) => name.endsWith(".jsonl.gz"));

it("has a store of the past to upgrade", () => {
  expect(kept).toContain("store-a60ee4b.jsonl.gz");
});

it.each(kept)("upgrades %s: same levels, whole log, serving login as before", async (file) => {
  const { url, past } = await replay(file);
  const store = await openStore(url, "lisiere");
  const levels = await store.query(`
    SELECT reference, from_month, to_month, computed_level, held_level, level, since
    FROM classification JOIN site ON site.id = site_id ORDER BY 1, 2`);
  expect(levels).toEqual(past.levels);
  expect(levels.length).toBeGreaterThan(5);
  expect(await store.query("SELECT * FROM level_tally ORDER BY 1, 2, 3, 4")).toEqual(past.tallies);
  // They are as old as the record: months of before that are closed later count them too.
  expect(
    await store.query("SELECT DISTINCT first_month, last_month, facts_from FROM site"),
  ).toEqual([{ first_month: 0, last_month: 1_000_000, facts_from: 0 }]);
  expect(await compareLevels(store, new Date("2026-11-27T12:00:00Z"))).toEqual(new Map());

  await prepareRoles(store, { password: testPassword });
  const { publicKey } = past;
  const terms = await accessLogTerms(store, { slug: "lisiere", publicKey }, new Date());
  await new AccessLog(store).append(exampleEntry(1, { at: new Date() }));
  expect(await verifyLog(store, { dueBefore: terms.dueBefore })).toMatchObject({
    isWhole: true,
    problems: [],
    entries: 61 - past.purged,
    purged: past.purged,
  });
  expect(past.purged).toBe(10);
  const serving = await openServingStore("lisiere", {
    databaseUrl: null,
    federatedDatabaseUrl: await federatedUrl(url),
  });
  expect(await serving.query("SELECT FROM incident LIMIT 1")).toHaveLength(1);
  await serving.destroy();
  await store.destroy();
});

async function federatedUrl(url: string): Promise<string> {
  const address = new URL(url);
  address.username = `${address.pathname.slice(1)}_federated`;
  return address.href;
}

/** As a version to come could bring: it takes the table of sites for itself until it is done. */
class AddToSites9000000000000 implements MigrationInterface {
  readonly name = "AddToSites9000000000000";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE site ADD COLUMN lifts integer NOT NULL DEFAULT 0;
      CREATE INDEX site_lifts_idx ON site (lifts)`);
  }

  async down(): Promise<void> {}
}

it("migrates while the version before answers, and loses no question, whoever keeps a table", async () => {
  const { url } = await ownedDatabase();
  const before = await openStore(url, "lisiere");
  await before.query(
    "INSERT INTO site (reference, name, commune, dwellings) VALUES ('A', 'A', '77288', 60)",
  );
  const { federatedUrl } = await prepareRoles(before);
  const serving = await openServingStore("lisiere", {
    databaseUrl: null,
    federatedDatabaseUrl: federatedUrl,
  });
  const { options } = createDataSource(url);
  const later = await new DataSource({
    ...options,
    migrations: [...(options.migrations as []), AddToSites9000000000000],
  }).initialize();
  const log = new AccessLog(serving);
  let asked = 0;
  let isOver = false;
  const ask = async () => {
    while (!isOver) {
      expect(await serving.query("SELECT name FROM site")).toEqual([{ name: "A" }]);
      await log.append(exampleEntry(1));
      asked += 1;
    }
  };
  const reader = before.createQueryRunner();
  await reader.query("BEGIN; SELECT count(*) FROM site");
  const asking = [ask(), ask(), ask()];
  const migrating = migrate(later);
  const waits = async () => {
    const found = await before.query(`SELECT FROM pg_locks
      WHERE relation = 'site'::regclass AND mode = 'AccessExclusiveLock' AND NOT granted`);
    return found.length > 0;
  };
  // It waits, steps back, and waits again: those who ask come through in between.
  for (const isWaiting of [true, false, true]) {
    while ((await waits()) !== isWaiting) await setTimeout(5);
    const others = asked;
    if (!isWaiting) while (asked < others + 20) await setTimeout(5);
  }
  await reader.query("COMMIT");
  await reader.release();
  await migrating;
  const afterwards = asked;
  while (asked < afterwards + 20) await setTimeout(5);
  isOver = true;
  await Promise.all(asking);
  expect(await before.query("SELECT lifts FROM site")).toEqual([{ lifts: 0 }]);
  // What runs goes on; what starts must know the store.
  await expect(openStore(url, "lisiere")).rejects.toThrow("newer version of Palier");
  await expect(
    openServingStore("lisiere", { databaseUrl: null, federatedDatabaseUrl: federatedUrl }),
  ).rejects.toThrow("newer version of Palier");
  for (const store of [serving, later, before]) await store.destroy();
});
