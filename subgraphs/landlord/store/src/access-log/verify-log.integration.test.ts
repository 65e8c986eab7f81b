import type { DataSource } from "typeorm";
import { readyStore } from "../database/ready-store.fixture.js";
import { exampleEntry } from "./access-entry.fixture.js";
import { AccessLog } from "./access-log.js";
import type { LogProblem } from "./chain-check.js";
import { verifyLog } from "./verify-log.js";

/** A log of ten entries. */
async function openLog(): Promise<DataSource> {
  const { store } = await readyStore("lisiere");
  const log = new AccessLog(store);
  for (let number = 1; number <= 10; number += 1) await log.append(exampleEntry(number));
  return store;
}

/** As a superuser may, with the log's own refusals switched off. */
async function tamper(store: DataSource, statements: readonly string[]): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.query("SET LOCAL session_replication_role = replica");
    for (const statement of statements) await tx.query(statement);
  });
}

/** Nothing was purged that could be due. */
const dueBefore = null;

const columns = ["entry", "at", "partner", "previous", "hash", "salt", "digest"];
const swap = `UPDATE access_log AS one
  SET (${columns.join(", ")}) = ROW (${columns.map((column) => `other.${column}`).join(", ")})
  FROM access_log AS other WHERE one.sequence IN (3, 6) AND other.sequence = 9 - one.sequence`;

it.each<[string, readonly string[], readonly LogProblem[]]>([
  [
    "a changed entry",
    ["UPDATE access_log SET entry = replace(entry, 'agent-7', 'agent-8') WHERE sequence = 4"],
    [{ kind: "CHANGED", sequence: 4 }],
  ],
  [
    "an entry whose time or partner is another for a search than in the entry",
    [
      "UPDATE access_log SET partner = NULL WHERE sequence = 4",
      "UPDATE access_log SET at = at + interval '1 second' WHERE sequence = 6",
    ],
    [
      { kind: "CHANGED", sequence: 4 },
      { kind: "CHANGED", sequence: 6 },
    ],
  ],
  [
    "an entry that was replaced with a fitting hash",
    [
      "UPDATE access_log SET entry = replace(entry, 'agent-7', 'agent-8') WHERE sequence = 4",
      "UPDATE access_log SET digest = sha256(salt || convert_to(entry, 'UTF8')) WHERE sequence = 4",
      `UPDATE access_log SET hash = access_log_link('2026-11-01', digest, previous, 4, 0)
       WHERE sequence = 4`,
    ],
    [{ kind: "BROKEN", sequence: 5 }],
  ],
  [
    "removed entries",
    ["DELETE FROM access_log WHERE sequence IN (2, 5, 6)"],
    [
      { kind: "MISSING", from: 2, to: 2 },
      { kind: "MISSING", from: 5, to: 6 },
    ],
  ],
  [
    "a removed entry whose gap was closed",
    [
      "DELETE FROM access_log WHERE sequence = 9",
      "UPDATE access_log SET sequence = 9 WHERE sequence = 10",
    ],
    [
      { kind: "CHANGED", sequence: 9 },
      { kind: "CUT", from: 10, to: 10 },
    ],
  ],
  [
    "an entry inserted after the end",
    [
      `INSERT INTO access_log SELECT 11, at, partner, entry, hash, hash, salt, digest FROM access_log
       WHERE sequence = 10`,
    ],
    [{ kind: "INSERTED", sequence: 11 }],
  ],
  [
    "an entry inserted under a number that is taken",
    [
      "ALTER TABLE access_log DROP CONSTRAINT access_log_pkey",
      "INSERT INTO access_log SELECT * FROM access_log WHERE sequence = 4",
    ],
    [{ kind: "INSERTED", sequence: 4 }],
  ],
  [
    "two entries that changed places",
    [swap],
    [
      { kind: "CHANGED", sequence: 3 },
      { kind: "CHANGED", sequence: 6 },
    ],
  ],
  ["a cut end", ["DELETE FROM access_log WHERE sequence > 7"], [{ kind: "CUT", from: 8, to: 10 }]],
  ["an emptied log", ["DELETE FROM access_log"], [{ kind: "CUT", from: 1, to: 10 }]],
  ["a removed record of the end", ["DELETE FROM access_log_head"], [{ kind: "END", sequence: 10 }]],
])("finds %s, at its place", async (_, statements, problems) => {
  const store = await openLog();
  await tamper(store, statements);
  const verdict = await verifyLog(store, { dueBefore });
  await store.destroy();
  expect(verdict).toMatchObject({ isWhole: false, problems, problemCount: problems.length });
});

it("finds by a kept hash a log that was cut or written anew with all that belongs to it", async () => {
  const store = await openLog();
  const { last } = await verifyLog(store, { dueBefore });
  if (last === null) throw new Error("a log without an end");
  await new AccessLog(store).append(exampleEntry(11));
  await expect(verifyLog(store, { kept: last, dueBefore })).resolves.toMatchObject({
    isWhole: true,
    entries: 11,
  });

  await tamper(store, [
    "DELETE FROM access_log WHERE sequence > 8",
    `UPDATE access_log_head SET (sequence, hash) =
       (SELECT sequence, hash FROM access_log WHERE sequence = 8)`,
  ]);
  await expect(verifyLog(store, { dueBefore })).resolves.toMatchObject({
    isWhole: true,
    entries: 8,
  });
  const notAsKept = { isWhole: false, problems: [{ kind: "NOT_AS_KEPT", sequence: 10 }] };
  await expect(verifyLog(store, { kept: last, dueBefore })).resolves.toMatchObject(notAsKept);
  for (const number of [9, 10]) await new AccessLog(store).append(exampleEntry(number + 90));
  await expect(verifyLog(store, { kept: last, dueBefore })).resolves.toMatchObject(notAsKept);
  await store.destroy();
});

it("lists the first problems only of a log that is wrong throughout, and counts all", async () => {
  const store = await openLog();
  const log = new AccessLog(store);
  await Promise.all(
    Array.from({ length: 300 }, (_, index) => log.append(exampleEntry(11 + index))),
  );
  await tamper(store, ["UPDATE access_log SET entry = '{}'"]);
  const { problems, problemCount } = await verifyLog(store, { dueBefore });
  await store.destroy();
  expect([problems.length, problemCount]).toEqual([100, 310]);
});
