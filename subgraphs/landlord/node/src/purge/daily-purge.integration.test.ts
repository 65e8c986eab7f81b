import { listPurges, openStore, prepareRoles, recordSignature } from "@palier/landlord-store";
import { generateSigningKey, signConvention } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { createDatabase } from "@palier/test-support";
import type { DataSource } from "typeorm";
import { purgeDaily } from "./daily-purge.js";

let databaseUrl: string;
let store: DataSource;

beforeEach(async () => {
  databaseUrl = await createDatabase();
  store = await openStore(databaseUrl, "lisiere");
});
afterEach(() => store.destroy());

async function sign(): Promise<void> {
  const key = await generateSigningKey();
  const retention = { incidentMonths: 24, countMonths: 36, accessLogMonths: 12 };
  const convention = { ...exampleConvention, retention };
  const signature = await signConvention(convention, "lisiere", key);
  await recordSignature(store, convention, signature, key.x);
}

/** A node whose clock and looks are the test's. */
class Node {
  now = new Date("2026-11-27T03:00:00Z");
  readonly told: string[] = [];
  #look = () => {};
  #over = async () => {};

  start(): void {
    const daily = purgeDaily({
      slug: "lisiere",
      databaseUrl,
      clock: () => this.now,
      log: (entry) => this.told.push(entry),
      often: (look) => {
        this.#look = look;
        return () => {};
      },
    });
    this.#over = daily.idle;
  }

  /** Until the look that begins now is over. */
  async lookAt(instant: string): Promise<void> {
    this.now = new Date(instant);
    this.#look();
    await this.#over();
  }
}

const runs = async () => (await listPurges(store.manager)).map(({ incidents }) => incidents);

it("purges once a day, says what it did, and catches a missed day up", async () => {
  await sign();
  await prepareRoles(store);
  await store.query(`
    INSERT INTO site (reference, name, commune, dwellings) VALUES ('A', 'A', '77288', 60);
    INSERT INTO incident (id, site_id, day, category, file_id, line)
    SELECT gen_random_uuid(), 1, day, 'NOISE', 1, 1
    FROM unnest(ARRAY['2024-05-03', '2024-11-02', '2024-12-02']::date[]) AS day;
    INSERT INTO closed_month SELECT generate_series(24292, 24299)`);
  const node = new Node();
  node.start();
  await node.lookAt("2026-11-27T03:00:00Z");
  expect(await runs()).toEqual([1]);
  expect(node.told).toEqual([
    "Purged, as the convention says: incidents up to 2024-10 (1, with 0 rows of files and 0 versions)",
  ]);
  await node.lookAt("2026-11-27T22:59:00Z");
  expect(await runs()).toEqual([1]);
  // Down for days.
  await node.lookAt("2026-12-05T17:00:00Z");
  await node.lookAt("2026-12-05T18:00:00Z");
  expect(await runs()).toEqual([1, 1]);
});

it("is done by one of two processes of a node", async () => {
  await sign();
  const [one, other] = [new Node(), new Node()];
  for (const node of [one, other]) node.start();
  await Promise.all([one, other].map((node) => node.lookAt("2026-11-27T03:00:00Z")));
  expect(await runs()).toEqual([0]);
});

it("warns once of an open month that would go uncounted", async () => {
  await sign();
  await store.query(`
    INSERT INTO site (reference, name, commune, dwellings) VALUES ('A', 'A', '77288', 60);
    INSERT INTO incident (id, site_id, day, category, file_id, line)
    VALUES (gen_random_uuid(), 1, '2024-10-03', 'NOISE', 1, 1)`);
  const node = new Node();
  node.start();
  await node.lookAt("2026-11-27T03:00:00Z");
  await node.lookAt("2026-11-28T03:00:00Z");
  expect(node.told).toEqual([expect.stringContaining("Close 2024-10")]);
  expect(await runs()).toEqual([0, 0]);
});

it("warns of several months once each, though they stand side by side for days", async () => {
  await sign();
  await store.query(`
    INSERT INTO site (reference, name, commune, dwellings) VALUES ('A', 'A', '77288', 60);
    INSERT INTO incident (id, site_id, day, category, file_id, line)
    SELECT gen_random_uuid(), 1, day, 'NOISE', 1, 1
    FROM unnest(ARRAY['2024-05-03', '2024-10-03', '2024-11-03']::date[]) AS day`);
  const node = new Node();
  node.start();
  for (const day of ["27", "28", "29"]) await node.lookAt(`2026-11-${day}T03:00:00Z`);
  const waiting = expect.stringContaining("Close 2024-10");
  const uncounted = "Purged while open, and counted nowhere: 2024-05";
  const warned = node.told.filter((words) => !words.startsWith("Purged, as"));
  expect(warned).toEqual([waiting, uncounted]);
});

it("purges nothing where nothing is signed, and tells a database that is away", async () => {
  const node = new Node();
  node.start();
  await node.lookAt("2026-11-27T03:00:00Z");
  expect(await runs()).toEqual([]);
  expect(node.told).toEqual([]);
  databaseUrl = "postgres://nobody:nothing@127.0.0.1:1/none";
  const away = new Node();
  away.start();
  await away.lookAt("2026-11-27T03:00:00Z");
  expect(away.told).toEqual([expect.stringContaining("was not purged")]);
});
