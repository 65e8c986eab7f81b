import { setTimeout } from "node:timers/promises";
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
import { pastStores, replayStore } from "./past-store.fixture.js";
import { prepareRoles } from "./roles/prepare-roles.js";
import { openServingStore } from "./serving-store.js";

it("has a store of the past to upgrade", () => {
  expect(pastStores).toContain("store-a60ee4b.jsonl.gz");
});

it.each(pastStores)(
  "upgrades %s: same levels, whole log, serving login as before",
  async (file) => {
    const { url, past } = await replayStore(file);
    const store = await openStore(url, "lisiere");
    const levels = await store.query(`
    SELECT reference, from_month, to_month, computed_level, held_level, level, since
    FROM classification JOIN site ON site.id = site_id ORDER BY 1, 2`);
    expect(levels).toEqual(past.levels);
    expect(levels.length).toBeGreaterThan(5);
    expect(await store.query("SELECT * FROM level_tally ORDER BY 1, 2, 3, 4")).toEqual(
      past.tallies,
    );
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
  },
);

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
      WHERE relation = 'site'::regclass AND mode = 'AccessExclusiveLock' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
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
