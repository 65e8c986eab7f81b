import { monthNumber } from "@palier/schema";
import type { DataSource } from "typeorm";
import { createDataSource } from "../database/data-source.js";
import { readyStore } from "../database/ready-store.fixture.js";
import { prepareRoles } from "../database/roles/prepare-roles.js";
import { AccessCountsRepository } from "./access-counts.repository.js";
import { exampleEntry, refusedEntry } from "./access-entry.fixture.js";
import { AccessLog } from "./access-log.js";
import { Keeper, monthsAgo } from "./keep-log.fixture.js";
import { purgeLog } from "./purge-log.js";

let store: DataSource;
let federated: DataSource;
beforeEach(async () => {
  ({ store } = await readyStore("lisiere"));
  const { federatedUrl } = await prepareRoles(store);
  federated = await createDataSource(federatedUrl).initialize();
});
afterEach(async () => {
  await federated.destroy();
  await store.destroy();
});

/** As a month is counted from year 0. */
const monthAgo = (months: number) => monthNumber(monthsAgo(months).toISOString().slice(0, 7));

/** As the login that partners are served by, which has no right to read the log. */
async function counted(...monthsBefore: readonly number[]) {
  const months = monthsBefore.map(monthAgo);
  const found = await new AccessCountsRepository(federated.manager).findByMonths(months);
  return months.flatMap((month, index) => {
    const counts = found[index];
    return counts ? [{ month, counts }] : [];
  });
}

const firstInstant = (months: number) =>
  new Date(`${monthsAgo(months).toISOString().slice(0, 7)}-01T00:00:00Z`);

it("counts whole months by kind of partner and outcome, strangers apart", async () => {
  const log = new AccessLog(federated);
  const at = firstInstant(2);
  const justBefore = new Date(at.getTime() - 1);
  const justAfter = firstInstant(1);
  await log.append(exampleEntry(1, { at }));
  await log.append(exampleEntry(2, { at: new Date(justAfter.getTime() - 1) }));
  await log.append(exampleEntry(3, { at: monthsAgo(2), decision: "PARTLY_REFUSED", reason: "x" }));
  await log.append({ ...refusedEntry(4), at: monthsAgo(2) });
  await log.append(exampleEntry(5, { at: justBefore }));
  await log.append(exampleEntry(6, { at: justAfter }));
  expect(await counted(2, 3, 4)).toEqual([
    {
      month: monthAgo(2),
      counts: [
        { kind: "POLICE", outcome: "GRANTED", operations: 2 },
        { kind: "POLICE", outcome: "PARTLY_REFUSED", operations: 1 },
        { kind: null, outcome: "REFUSED", operations: 1 },
      ],
    },
    { month: monthAgo(3), counts: [{ kind: "POLICE", outcome: "GRANTED", operations: 1 }] },
    { month: monthAgo(4), counts: [] },
  ]);
});

it("counts an entry that stands for many requests as that many", async () => {
  const log = new AccessLog(federated);
  const at = monthsAgo(2);
  const since = at.toISOString();
  const refused = { at, decision: "REFUSED" } as const;
  await log.append({
    ...refusedEntry(1),
    at,
    reason: `303 requests without valid proofs since ${since}: 298 × visa: signature, 5 × no visa`,
  });
  for (const reason of [
    `turned away unread since ${since}: 40 × RATE_LIMITED, 2 × the caller left`,
    `7 more refused requests since ${since}: 7 × FORBIDDEN`,
    "FORBIDDEN: Site.address",
  ]) {
    await log.append(exampleEntry(2, { ...refused, reason }));
  }
  expect((await counted(2))[0]?.counts).toEqual([
    { kind: "POLICE", outcome: "REFUSED", operations: 50 },
    { kind: null, outcome: "REFUSED", operations: 303 },
  ]);
});

it("tells nothing of the month under way, nor of one that is not wholly kept", async () => {
  const keeper = await Keeper.of(store);
  await keeper.sign(12);
  const log = new AccessLog(federated);
  const days = (count: number) => count * 86_400_000;
  const inside = new Date(firstInstant(14).getTime() + days(10));
  for (const at of [monthsAgo(15), monthsAgo(14), inside, monthsAgo(13), monthsAgo(0)]) {
    await log.append(exampleEntry(1, { at }));
  }
  const told = async () => (await counted(0, 2, 13, 14, 15)).map(({ month }) => month);
  expect(await told()).toEqual([2, 13, 14, 15].map(monthAgo));
  await expect(purgeLog(store, new Date(firstInstant(14).getTime() + days(5)))).resolves.toBe(2);
  expect(await told()).toEqual([2, 13].map(monthAgo));
  const kept = await store.query<{ months: string }[]>(
    "SELECT count(*)::text AS months FROM access_log_month",
  );
  expect(kept).toEqual([{ months: "2" }]);
});

it("counts a month that is over once, and keeps who asks from all but the counts", async () => {
  await new AccessLog(federated).append(exampleEntry(1, { at: monthsAgo(2) }));
  const first = await counted(2);
  await store.transaction(async (tx) => {
    await tx.query("SET LOCAL session_replication_role = replica");
    await tx.query("DELETE FROM access_log");
  });
  expect(await counted(2)).toEqual(first);
  for (const statement of [
    "SELECT FROM access_log",
    "SELECT counts FROM access_log_month",
    "INSERT INTO access_log_month VALUES ('2026-01-01', '[]')",
    "UPDATE access_log_month SET counts = '[]'",
    "DELETE FROM access_log_month",
  ]) {
    await expect(federated.query(statement)).rejects.toThrow("permission denied");
  }
});

it.each(["2026-01-15", "9999-01-01", null])("counts no %s", async (day) => {
  const [row] = await federated.query<{ counts: unknown }[]>(
    "SELECT count_access_log($1) AS counts",
    [day],
  );
  expect(row).toEqual({ counts: null });
});

it("gives one count where several ask for a month at once", async () => {
  const log = new AccessLog(federated);
  await Promise.all([1, 2, 3].map((n) => log.append(exampleEntry(n, { at: monthsAgo(2) }))));
  const told = await Promise.all(Array.from({ length: 8 }, () => counted(2)));
  expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(told[0]?.[0]?.counts).toEqual([{ kind: "POLICE", outcome: "GRANTED", operations: 3 }]);
});

it("is misled by no text of an entry", async () => {
  const operation = 'A,"kind":"JUSTICE","decision":"REFUSED","reason":"9 × x"';
  const at = monthsAgo(2);
  const coordinates = [',"kind":"JUSTICE",', ',"decision":"REFUSED"'];
  await new AccessLog(federated).append(exampleEntry(1, { at, operation, coordinates }));
  expect((await counted(2))[0]?.counts).toEqual([
    { kind: "POLICE", outcome: "GRANTED", operations: 1 },
  ]);
});
