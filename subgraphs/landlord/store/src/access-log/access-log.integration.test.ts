import { createHash } from "node:crypto";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { canonicalJson, loggedText, parseLogged } from "@palier/schema";
import type { DataSource } from "typeorm";
import { createDataSource } from "../database/data-source.js";
import { readyStore } from "../database/ready-store.fixture.js";
import { entryOfSubject, exampleEntry, refusedEntry } from "./access-entry.fixture.js";
import { AccessLog } from "./access-log.js";
import { exportLog } from "./export-log.js";
import { listLog } from "./list-log.js";
import { verifyLog } from "./verify-log.js";

let url: string;
let store: DataSource;
beforeAll(async () => {
  ({ databaseUrl: url, store } = await readyStore("lisiere"));
});
beforeEach(async () => {
  await store.transaction(async (tx) => {
    await tx.query("SET LOCAL session_replication_role = replica");
    await tx.query("DELETE FROM access_log");
    await tx.query(
      "UPDATE access_log_head SET sequence = 0, hash = decode(repeat('00', 32), 'hex')",
    );
  });
});
afterAll(() => store.destroy());

const wholeLog = { isWhole: true, problemCount: 0, problems: [], purged: 0 };
const dueBefore = null;

it("keeps one chain when a thousand operations of several processes end at once", async () => {
  const other = await createDataSource(url).initialize();
  const logs = [new AccessLog(store), new AccessLog(store), new AccessLog(other)];
  const numbers = Array.from({ length: 1_000 }, (_, index) => index + 1);
  await Promise.all(numbers.map((number) => logs[number % 3]?.append(exampleEntry(number))));
  await other.destroy();
  const verdict = await verifyLog(store, { dueBefore });
  expect(verdict).toMatchObject({ ...wholeLog, entries: 1_000, last: { sequence: 1_000 } });
  const listed = await listLog(store, { limit: 2_000 });
  expect(listed.map(({ sequence }) => sequence)).toEqual(numbers.toReversed());
  expect(listed.map(({ rows }) => rows).sort((a, b) => a - b)).toEqual(numbers);
});

it("gives back what was appended, of callers that nobody vouches for too", async () => {
  const log = new AccessLog(store);
  await log.append(exampleEntry(1));
  await log.append(refusedEntry(2));
  await expect(listLog(store, { limit: 10 })).resolves.toEqual([
    { sequence: 2, ...parseLogged(loggedText(refusedEntry(2))) },
    { sequence: 1, ...parseLogged(loggedText(exampleEntry(1))) },
  ]);
});

it("lists by time and partner, the latest first, up to a limit", async () => {
  const log = new AccessLog(store);
  for (let number = 1; number <= 6; number += 1) {
    await log.append(exampleEntry(number, { partner: number % 2 === 0 ? "mairie" : "parquet" }));
  }
  const sequences = async (selection: Parameters<typeof listLog>[1]) =>
    (await listLog(store, selection)).map(({ sequence }) => sequence);
  await expect(sequences({ limit: 2 })).resolves.toEqual([6, 5]);
  await expect(sequences({ partner: "mairie", limit: 2 })).resolves.toEqual([6, 4]);
  const [since, until] = [exampleEntry(2).at, exampleEntry(5).at];
  await expect(sequences({ since, until, limit: 9 })).resolves.toEqual([4, 3, 2]);
  await expect(sequences({ limit: 0 })).rejects.toThrow("has 1 to 100000 entries");
});

it("rejects every entry of a write that fails, and writes again when the database can", async () => {
  const log = new AccessLog(store);
  await store.query("ALTER FUNCTION append_access_log RENAME TO absent");
  const failed = await Promise.allSettled([1, 2, 3].map((n) => log.append(exampleEntry(n))));
  await store.query("ALTER FUNCTION absent RENAME TO append_access_log");
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  await log.append(exampleEntry(4));
  await expect(verifyLog(store, { dueBefore })).resolves.toMatchObject({ ...wholeLog, entries: 1 });
});

it("rejects an entry that no log can hold, and not those beside it", async () => {
  const log = new AccessLog(store);
  const ends = await Promise.allSettled([
    log.append(exampleEntry(1)),
    log.append(entryOfSubject(2, "a\u0000")),
    log.append(exampleEntry(3)),
  ]);
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

it.each([
  ["a change", "UPDATE access_log SET entry = '{}'"],
  ["a removal", "DELETE FROM access_log"],
  ["emptying", "TRUNCATE access_log"],
  ["removal of its end", "DELETE FROM access_log_head"],
  ["emptying of its end", "TRUNCATE access_log_head"],
  ["emptying of what purges left", "TRUNCATE access_log_purged"],
])("refuses %s of the log, even to the owner of the database", async (_, statement) => {
  await new AccessLog(store).append(exampleEntry());
  await expect(store.query(statement)).rejects.toThrow("the access log is append-only");
});

it("exports lines that anyone can verify without this program", async () => {
  const log = new AccessLog(store);
  await Promise.all([1, 2, 3, 4, 5].map((number) => log.append(exampleEntry(number))));
  const stream = new PassThrough();
  const written = text(stream);
  const result = await exportLog(store, stream);
  stream.end();
  const lines = (await written).trimEnd().split("\n");
  let previous = "0".repeat(64);
  for (const line of lines) {
    const { entry, hash, salt, ...hashed } = JSON.parse(line) as Record<string, string>;
    expect(sha256(canonicalJson(hashed))).toBe(hash);
    expect(sha256(Buffer.from(salt ?? "", "hex"), canonicalJson(entry))).toBe(hashed.digest);
    expect(canonicalJson({ entry, hash, salt, ...hashed })).toBe(line);
    expect(hashed.previous).toBe(previous);
    previous = hash ?? "";
  }
  expect(result).toEqual({ entries: 5, purged: 0, last: { sequence: 5, hash: previous } });
  expect((await verifyLog(store, { dueBefore })).last).toMatchObject(result.last);
});

function sha256(...parts: readonly (string | Buffer)[]): string {
  return parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");
}
