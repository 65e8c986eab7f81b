import { conventionHash } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import type { DataSource } from "typeorm";
import { readyStore } from "../database/ready-store.fixture.js";
import { exampleEntry } from "./access-entry.fixture.js";
import { AccessLog } from "./access-log.js";
import { Keeper, monthsAgo } from "./keep-log.fixture.js";
import { listLog } from "./list-log.js";
import { purgeLog } from "./purge-log.js";

let store: DataSource;
let keeper: Keeper;
beforeEach(async () => {
  ({ store } = await readyStore("lisiere"));
  keeper = await Keeper.of(store);
});
afterEach(() => store.destroy());

async function append(...months: readonly number[]): Promise<void> {
  const log = new AccessLog(store);
  for (const [number, month] of months.entries()) {
    await log.append(exampleEntry(number, { at: monthsAgo(month) }));
  }
}

/** As a superuser may, with the log's own refusals switched off. */
async function tamper(...statements: readonly string[]): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.query("SET LOCAL session_replication_role = replica");
    for (const statement of statements) await tx.query(statement);
  });
}

const byHand = `INSERT INTO access_log_purged
  SELECT sequence, (at AT TIME ZONE 'UTC')::date, digest, previous FROM access_log`;

it("purges what the convention lets go, and the chain verifies from its first entry to its last", async () => {
  await keeper.sign(12);
  // The fourth was written late: an entry is not purged while a younger one stands before it.
  await append(30, 20, 5, 30, 1);
  const { last } = await keeper.verify();
  const [first] = (await listLog(store, { limit: 9 })).slice(-1);
  await expect(purgeLog(store, monthsAgo(25))).resolves.toBe(1);
  await expect(purgeLog(store, monthsAgo(13))).resolves.toBe(1);
  await expect(purgeLog(store, monthsAgo(13))).resolves.toBe(0);
  const left = { isWhole: true, problems: [], entries: 3, purged: 2, notComparable: 0, last };
  await expect(keeper.verify(last ?? undefined)).resolves.toMatchObject(left);
  expect(JSON.stringify(await store.query("SELECT * FROM access_log_purged"))).not.toContain(
    first?.subject,
  );
});

it("still compares a hash that was kept of an entry purged since, and takes no invented one", async () => {
  await keeper.sign(12);
  await append(30);
  const kept = (await keeper.verify()).last ?? undefined;
  await append(20, 1);
  await purgeLog(store, monthsAgo(13));
  await expect(keeper.verify(kept)).resolves.toMatchObject({ isWhole: true, purged: 2 });
  for (const sequence of [1, 2, 3, 4]) {
    await expect(keeper.verify({ sequence, hash: "ab".repeat(32) })).resolves.toMatchObject({
      isWhole: false,
      problems: [{ kind: "NOT_AS_KEPT", sequence }],
    });
  }
});

it("purges nothing that is not due, whoever asks", async () => {
  await append(30, 1);
  await expect(purgeLog(store, monthsAgo(13))).rejects.toThrow("no signed convention in force");
  await keeper.sign(12);
  for (const when of ["2099-01-01", "infinity", monthsAgo(11).toISOString()]) {
    const purge = store.query("SELECT purge_access_log($1)", [when]);
    await expect(purge).rejects.toThrow("keeps the access log for 12 months");
  }
  await expect(keeper.verify()).resolves.toMatchObject({ isWhole: true, entries: 2 });
  await expect(store.query("DELETE FROM access_log WHERE sequence = 1")).rejects.toThrow(
    "only a purge removes entries",
  );
});

it.each([
  ["an entry", "entry = replace(entry, 'agent-7', 'agent-8')"],
  ["an entry and its digest", "entry = '{}', digest = sha256(salt || '{}')"],
  ["a hash", "hash = sha256('other')"],
  ["a day", "at = at - interval '1 day'"],
])("does not make whole by a purge a log in which %s was altered", async (_, change) => {
  await keeper.sign(12);
  await append(30, 20, 1);
  await tamper(`UPDATE access_log SET ${change} WHERE sequence = 2`);
  await expect(purgeLog(store, monthsAgo(13))).rejects.toThrow("entry 2 of the access log");
  const problems = [{ kind: "CHANGED", sequence: 2 }];
  await expect(keeper.verify()).resolves.toMatchObject({ isWhole: false, problems, entries: 3 });
});

it("finds what was purged early under a text that the landlord has not signed", async () => {
  await keeper.sign(12);
  await append(30, 5, 3, 0);
  const retention = { ...exampleConvention.retention, accessLogMonths: 1 };
  const text = { ...exampleConvention, retention };
  await store.query("UPDATE convention_signature SET convention = $1, hash = $2", [
    JSON.stringify(text),
    conventionHash(text),
  ]);
  await expect(purgeLog(store, monthsAgo(2))).resolves.toBe(3);
  await expect(keeper.verify()).resolves.toMatchObject({
    isWhole: false,
    problems: [{ kind: "NOT_DUE", from: 1, to: 3 }],
  });
  await keeper.sign(12, { version: 2 });
  await expect(keeper.verify()).resolves.toMatchObject({
    isWhole: false,
    problems: [{ kind: "NOT_DUE", from: 2, to: 3 }],
  });
});

it("finds what a superuser purged early by hand, whatever day it gives what is left", async () => {
  await keeper.sign(12);
  await append(30, 5, 3, 0);
  await tamper(`${byHand} WHERE sequence < 3`, "DELETE FROM access_log WHERE sequence < 3");
  const early = { kind: "NOT_DUE", from: 2, to: 2 };
  await expect(keeper.verify()).resolves.toMatchObject({ isWhole: false, problems: [early] });
  await tamper("UPDATE access_log_purged SET day = '2020-01-01'");
  await expect(keeper.verify()).resolves.toMatchObject({
    isWhole: false,
    problems: [
      { kind: "BROKEN", sequence: 2 },
      { kind: "BROKEN", sequence: 3 },
    ],
  });
  await tamper("UPDATE access_log_purged SET digest = NULL, previous = NULL");
  await expect(keeper.verify()).resolves.toMatchObject({
    isWhole: false,
    problems: [
      { kind: "CHANGED", sequence: 1 },
      { kind: "CHANGED", sequence: 2 },
    ],
  });
});

it("owes nobody what an earlier convention let go, and lets go early by none to come", async () => {
  const validity = (from: string) => ({ from, until: "2030-12-31" });
  await keeper.sign(12, { version: 1, validity: validity("2024-01-01") });
  await keeper.sign(36, { version: 2, validity: validity("2026-03-31") });
  await keeper.sign(1, { version: 3, validity: validity("2027-01-01") });
  const due = async (day: string) => (await keeper.terms(new Date(`${day}T12:00:00Z`))).dueBefore;
  expect(await due("2023-12-31")).toBe(null);
  expect(await due("2024-02-29")).toBe("2023-02-28");
  expect(await due("2026-03-30")).toBe("2025-03-30");
  expect(await due("2026-11-27")).toBe("2025-03-31");
  expect(await due("2029-12-31")).toBe("2029-11-30");
});
