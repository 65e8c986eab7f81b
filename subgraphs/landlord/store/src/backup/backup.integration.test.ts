import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import { bundledProgram, createDatabase, inTurn } from "@palier/test-support";
import type { DataSource } from "typeorm";
import { exampleEntry } from "../access-log/access-entry.fixture.js";
import { AccessLog } from "../access-log/access-log.js";
import { createDataSource } from "../database/data-source.js";
import { alongMigrations } from "../database/migrate.js";
import { openStore } from "../database/open-store.js";
import { ownedDatabase } from "../database/owned-database.fixture.js";
import { openServingStore } from "../database/serving-store.js";
import { mostSessions } from "../sql/store-session.js";
import { createBackupKey, readBackupKey, recipientOfKey } from "./backup-keys.js";
import { compareLevels } from "./check-levels.js";
import { contentIn, contentOf, type FilledStore, fillStore } from "./filled-store.fixture.js";
import { type RestoreRequest, restoreBackup } from "./restore-backup.js";
import { sealText } from "./sealed-text.js";
import { readOtherTables, readTables, storeTables } from "./store-tables.js";
import { takeBackup } from "./take-backup.js";
import { withBackupText } from "./write-backup.js";

const program = await bundledProgram(new URL("./restore-process.fixture.ts", import.meta.url));

let folder: string;
let keyFile: string;
let recipient: string;
let identity: string;
let original: FilledStore;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-backup-"));
  keyFile = join(folder, "key.txt");
  recipient = await createBackupKey(keyFile);
  identity = await readBackupKey(keyFile);
  original = await fillStore();
  file = join(folder, "lisiere.backup");
  await takeBackup(original.url, { landlord: "lisiere", recipients: [recipient], file });
});
afterAll(async () => {
  await original.store.destroy();
  await rm(folder, { recursive: true });
});

async function restore(changes: Partial<RestoreRequest> = {}, url?: string) {
  const target = url ?? (await createDatabase());
  const request = { landlord: "lisiere", file, identity, ...changes };
  return { url: target, ...(await restoreBackup(target, request)) };
}

/** Names of all that stands in a database. */
async function occupants(url: string): Promise<unknown[]> {
  const database = await createDataSource(url).initialize();
  try {
    return await database.query(
      "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace",
    );
  } finally {
    await database.destroy();
  }
}

it("gives back everything to the byte, with its numbering, its log and its levels", async () => {
  const before = await contentOf(original.store);
  const { url, header } = await restore();
  expect(header).toMatchObject({ landlord: "lisiere", convention: { version: 1 } });
  const store = await openStore(url, "lisiere");
  expect(await contentOf(store)).toBe(before);
  expect(await compareLevels(store)).toEqual(new Map());
  // The next of everything is numbered, chained and guarded as it would have been.
  await new AccessLog(store).append(exampleEntry(4));
  const { keeper } = original;
  await expect(keeper.verify()).resolves.toMatchObject({ isWhole: true, entries: 3 });
  await expect(store.query("DELETE FROM access_log_head")).rejects.toThrow(
    /append-only|permission/,
  );
  await expect(store.query("UPDATE access_log SET partner = 'x'")).rejects.toThrow(
    /append-only|permission/,
  );
  const [site] = await store.query(
    "INSERT INTO site (reference, name, commune, dwellings) VALUES ('C', 'C', '77288', 1) RETURNING id",
  );
  expect(site).toEqual({ id: 3 });
  await store.destroy();
});

it("takes and restores as an account that is no administrator of the server", async () => {
  const { url } = await restore({}, (await ownedDatabase()).url);
  const again = join(folder, "owned.backup");
  await takeBackup(url, { landlord: "lisiere", recipients: [recipient], file: again });
  const { url: second } = await restore({ file: again }, (await ownedDatabase()).url);
  const store = await openStore(second, "lisiere");
  expect(await contentOf(store)).toBe(await contentOf(original.store));
  expect(await compareLevels(store)).toEqual(new Map());
  await store.destroy();
});

it("prepares the login for partners, which reads nothing of persons", async () => {
  const { roles } = await restore();
  const store = await openServingStore("lisiere", {
    databaseUrl: null,
    federatedDatabaseUrl: roles.federatedUrl,
  });
  expect(await store.query("SELECT name FROM site WHERE id = 1")).toEqual([
    { name: "Les Tilleuls" },
  ]);
  await expect(store.query("SELECT narrative FROM incident_personal")).rejects.toThrow(
    "permission",
  );
  await store.destroy();
});

it("finds levels that are not those of the incidents", async () => {
  const { url } = await restore();
  const store = await openStore(url, "lisiere");
  await store.query("UPDATE classification SET level = 2 WHERE site_id = 1");
  await store.query("DELETE FROM incident_count WHERE category = 'ARSON' AND month % 12 = 0");
  expect(await compareLevels(store)).toEqual(
    new Map([
      ["incident_count", 1],
      ["classification", expect.any(Number)],
    ]),
  );
  expect(await store.query("SELECT DISTINCT level FROM classification WHERE site_id = 1")).toEqual([
    { level: 2 },
  ]);
  await store.destroy();
});

it("holds one instant, and makes nobody wait, while the record is written to", async () => {
  const { store } = await fillStore();
  const before = await contentOf(store);
  const taken: Buffer[] = [];
  await withBackupText(store, async (_, text) => {
    for await (const piece of text) {
      if (taken.length === 0) {
        // As an import, a closing and a partner's question, each committed before any row is read.
        await store.query("DELETE FROM incident WHERE category = 'ARSON'");
        await store.query("DELETE FROM closed_month; UPDATE site SET dwellings = dwellings + 1");
        await new AccessLog(store).append(exampleEntry(9));
      }
      taken.push(piece);
    }
  });
  // Joined first: a piece may end within a letter.
  const text = Buffer.concat(taken).toString();
  expect(contentIn(text)).toBe(before);
  expect(await contentOf(store)).not.toBe(before);
  await store.destroy();
});

describe("of a record that is long", () => {
  let store: DataSource;
  beforeAll(async () => {
    ({ store } = await fillStore());
    await store.query(`
      UPDATE incident_personal SET narrative = (
        SELECT string_agg(md5(number::text), '') FROM generate_series(1, 40000) AS number
      )`);
  });
  afterAll(() => store.destroy());

  it.each<[string, string, (text: AsyncIterable<Buffer>) => Promise<void>]>([
    [
      "its reader fails",
      "no more of it",
      async (text) => {
        // The first of rows that are far from their end.
        for await (const { length } of text) if (length > 10_000) throw new Error("no more of it");
      },
    ],
    ["the disk is full", "ENOSPC", async (text) => writeFile("/dev/full", await sealed(text))],
    [
      "the disk fills",
      "ENOSPC",
      async (text) => {
        let room = 1_000_000;
        const file = new Writable({
          write({ length }: Buffer, _encoding, done) {
            room -= length;
            done(room < 0 ? new Error("ENOSPC") : null);
          },
        });
        await pipeline(await sealed(text), file);
      },
    ],
  ])("ends when %s, and holds no table any longer", async (_, words, use) => {
    await expect(withBackupText(store, (_header, text) => use(text))).rejects.toThrow(words);
    // In one transaction of its own, which waits for whoever holds the table.
    await store.query("LOCK TABLE incident_personal; SELECT 1");
    const sessions = Array.from({ length: 2 * mostSessions }, () => store.query("SELECT 1 AS one"));
    expect(new Set((await Promise.all(sessions)).flat().map(({ one }) => one))).toEqual(
      new Set([1]),
    );
  });
});

const sealed = (text: AsyncIterable<Buffer>) => sealText(text, [recipient]);

it("leaves nothing half when the restoration is killed, and can be done again", async () => {
  const url = await createDatabase();
  for (const table of inTurn(["node", "incident", "access_log", "peer_log_head"], 2)) {
    const child = spawn(process.execPath, [program, url, file, keyFile, table], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [said] = await once(child.stdout, "data");
    expect(String(said)).toBe("there\n");
    child.kill("SIGKILL");
    await once(child, "close");
    await sessionsGone(url);
    expect(await occupants(url)).toEqual([]);
  }
  await restore({}, url);
  const store = await openStore(url, "lisiere");
  expect(await contentOf(store)).toBe(await contentOf(original.store));
  await store.destroy();
});

/** Until the server has met the end of the killed process's connection. */
async function sessionsGone(url: string): Promise<void> {
  const database = await createDataSource(url).initialize();
  for (;;) {
    const others = await database.query<unknown[]>(`
      SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND backend_type = 'client backend'`);
    if (others.length === 0) break;
    await setTimeout(10);
  }
  await database.destroy();
}

it("refuses a file that was cut off or changed anywhere, and leaves the database empty", async () => {
  const whole = await readFile(file);
  const url = await createDatabase();
  const damaged = join(folder, "damaged.backup");
  const ends = [0, 1, 100, 300, whole.length >> 1, whole.length - 17, whole.length - 1];
  for (const end of ends) {
    await writeFile(damaged, whole.subarray(0, end));
    await expect(restore({ file: damaged }, url)).rejects.toThrow(/backup/);
  }
  for (const at of [20, 250, whole.length >> 1, whole.length - 1]) {
    const changed = Buffer.from(whole);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    await writeFile(damaged, changed);
    await expect(restore({ file: damaged }, url)).rejects.toThrow(/backup/);
  }
  expect(await occupants(url)).toEqual([]);
});

it("replaces nothing", async () => {
  await expect(restore({}, original.url)).rejects.toThrow(
    /the database is not empty: it holds access_log/,
  );
  const request = { landlord: "lisiere", recipients: [recipient], file };
  await expect(takeBackup(original.url, request)).rejects.toThrow("exists already");
});

it("opens for the keys it was made for, and for no other", async () => {
  const otherFile = join(folder, "other.txt");
  const other = await createBackupKey(otherFile);
  expect(await recipientOfKey(otherFile)).toBe(other);
  const both = join(folder, "both.backup");
  const request = { landlord: "lisiere", recipients: [recipient, other], file: both };
  await takeBackup(original.url, request);
  const otherIdentity = await readBackupKey(otherFile);
  await restore({ file: both, identity: otherIdentity });
  await expect(restore({ identity: otherIdentity })).rejects.toThrow("encrypted for other keys");
  expect((await stat(both)).mode & 0o777).toBe(0o600);
  expect((await readFile(both)).includes("Tilleuls")).toBe(false);
});

it("takes and restores the landlord's own, and another's only when it is named", async () => {
  const request = { landlord: "val-de-brie", recipients: [recipient] };
  const taken = takeBackup(original.url, { ...request, file: join(folder, "wrong.backup") });
  await expect(taken).rejects.toThrow('of landlord "lisiere", not of "val-de-brie"');
  await expect(restore({ landlord: "val-de-brie" })).rejects.toThrow(
    'the record of landlord "lisiere", not of "val-de-brie"',
  );
  const { url } = await restore({ landlord: "val-de-brie", fromLandlord: "lisiere" });
  await (await openStore(url, "val-de-brie")).destroy();
});

it("refuses what a newer version has written, and to run on it", async () => {
  const { store, url } = await fillStore();
  await store.query("INSERT INTO migrations (timestamp, name) VALUES (1, 'ToCome9000000000000')");
  const newer = join(folder, "newer.backup");
  await takeBackup(url, { landlord: "lisiere", recipients: [recipient], file: newer });
  await store.destroy();
  await expect(restore({ file: newer })).rejects.toThrow(
    "of a newer version of Palier than this one, which does not know its migration ToCome9000000000000",
  );
  await expect(openStore(url, "lisiere")).rejects.toThrow(
    "brought up to date by a newer version of Palier (this one does not know its migration ToCome",
  );
});

it("leaves no file when it cannot be written to its end", async () => {
  const before = await readdir(folder);
  const request = { landlord: "lisiere", recipients: ["age1nobody"], file: join(folder, "x") };
  await expect(takeBackup(original.url, request)).rejects.toThrow();
  expect(await readdir(folder)).toEqual(before);
});

it("knows every table that any version of the store has had", async () => {
  const store = await createDataSource(await createDatabase()).initialize();
  const met = new Set<string>();
  for (let count = 1; count <= store.migrations.length; count += 1) {
    await store.transaction((tx) => alongMigrations(store, tx, count));
    expect(await readOtherTables(store)).toEqual([]);
    for (const { name } of await readTables(store)) met.add(name);
  }
  expect([...met].sort()).toEqual([...storeTables].sort());
  await store.destroy();
});
