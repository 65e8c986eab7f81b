import {
  generateSigningKey,
  headHour,
  type LogHead,
  readLogHead,
  type SigningKey,
  signLogHead,
} from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import type { DataSource } from "typeorm";
import { createDataSource } from "../database/data-source.js";
import { readyStore } from "../database/ready-store.fixture.js";
import { prepareRoles } from "../database/roles/prepare-roles.js";
import { exampleEntry } from "./access-entry.fixture.js";
import { AccessLog } from "./access-log.js";
import { Keeper, monthsAgo } from "./keep-log.fixture.js";
import { keepPeerHead, LogCheckpoints, listHeads } from "./log-heads.js";
import { purgeLog } from "./purge-log.js";

const [six, noon, evening] = ["06", "12", "18"].map(
  (hour) => new Date(`2026-11-20T${hour}:00:00Z`),
) as [Date, Date, Date];

let store: DataSource;
let federated: DataSource;
let key: SigningKey;
let keeper: Keeper;
let checkpoints: LogCheckpoints;
beforeEach(async () => {
  ({ store } = await readyStore("lisiere"));
  federated = await createDataSource((await prepareRoles(store)).federatedUrl).initialize();
  key = await generateSigningKey();
  keeper = await Keeper.of(store);
  const landlords = exampleConvention.landlords.map((party) =>
    party.slug === "lisiere" ? { ...party, logKey: key.x } : party,
  );
  await keeper.sign(12, { landlords });
  checkpoints = new LogCheckpoints(federated.manager, "lisiere", key);
});
afterEach(async () => {
  await federated.destroy();
  await store.destroy();
});

/** As a superuser may, with the log's own refusals switched off. */
async function tamper(...statements: readonly string[]): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.query("SET LOCAL session_replication_role = replica");
    for (const statement of statements) await tx.query(statement);
  });
}

async function append(...ages: readonly number[]): Promise<void> {
  const log = new AccessLog(federated);
  for (const age of ages) await log.append(exampleEntry(age, { at: monthsAgo(age) }));
}

async function headOf(text: string): Promise<LogHead> {
  const head = await readLogHead(text, [{ slug: "lisiere", logKey: key.x }]);
  if (head === null) throw new Error("a head that the node has not signed");
  return head;
}

/** All of it anew, with everything that belongs to it, and without the second entry. */
const writtenAnew = [
  "CREATE TEMPORARY TABLE entries AS SELECT entry FROM access_log WHERE sequence <> 2 ORDER BY sequence",
  "DELETE FROM access_log",
  "UPDATE access_log_head SET sequence = 0, hash = decode(repeat('00', 32), 'hex')",
  "SELECT append_access_log((SELECT array_agg(entry) FROM entries))",
];

it("seals the log at fixed hours, once for all processes of a node, whatever happened", async () => {
  await append(3, 2, 1);
  const other = new LogCheckpoints(store.manager, "lisiere", key);
  const at = new Date(six.getTime() + 3_600_000);
  const [first, again] = await Promise.all([checkpoints.at(six), other.at(at)]);
  expect(again).toBe(first);
  expect(await checkpoints.at(at)).toBe(first);
  const second = await checkpoints.at(noon);
  const heads = await Promise.all([first, second].map(headOf));
  expect(heads.map(({ hour }) => hour)).toEqual([headHour(six), headHour(noon)]);
  // Nothing happened in between, and nobody can tell.
  expect(heads[0]?.seal).not.toBe(heads[1]?.seal);
  expect(Object.keys(heads[0] ?? {}).sort()).toEqual(["hour", "landlord", "seal"]);
  await append(0);
  await expect(keeper.verify(undefined, heads)).resolves.toMatchObject({
    isWhole: true,
    problems: [],
    ownHeads: 2,
  });
});

it("finds a log that was written anew, by the heads beside it and by those that others hold", async () => {
  await append(3, 2, 1);
  const held = [await headOf(await checkpoints.at(six))];
  await tamper(...writtenAnew);
  const { hour } = held[0] as LogHead;
  await expect(keeper.verify()).resolves.toMatchObject({
    isWhole: false,
    problems: [{ kind: "NOT_AS_SEALED", hour }],
  });
  await tamper("DELETE FROM log_checkpoint");
  await expect(keeper.verify(undefined, held)).resolves.toMatchObject({
    isWhole: false,
    problems: [{ kind: "HEAD_ABSENT", hour }],
  });
  // The node itself seals the log that was put in its place.
  await new LogCheckpoints(federated.manager, "lisiere", key).at(six);
  await expect(keeper.verify()).resolves.toMatchObject({ isWhole: true });
  await expect(keeper.verify(undefined, held)).resolves.toMatchObject({
    isWhole: false,
    problems: [{ kind: "OTHERS_HOLD", hour }],
  });
});

it("takes no head for the node's that its key has not signed", async () => {
  await append(1);
  const forged = await signLogHead(
    { ...(await headOf(await checkpoints.at(six))), hour: headHour(noon) },
    await generateSigningKey(),
  );
  await federated.query("SELECT keep_log_checkpoint($1, 1, '\\x00', $2)", [noon, forged]);
  // Signed, and of another hour.
  await federated.query("SELECT keep_log_checkpoint($1, 1, '\\x00', $2)", [
    evening,
    await checkpoints.at(six),
  ]);
  await expect(keeper.verify()).resolves.toMatchObject({
    isWhole: false,
    problems: [
      { kind: "NOT_AS_SEALED", hour: headHour(noon) },
      { kind: "NOT_AS_SEALED", hour: headHour(evening) },
    ],
  });
});

it("still compares heads with a log whose sealed entries were purged", async () => {
  await checkpoints.at(six);
  await append(30, 20);
  await checkpoints.at(noon);
  await append(1);
  await checkpoints.at(evening);
  await expect(purgeLog(store, null)).resolves.toBe(2);
  await expect(keeper.verify()).resolves.toMatchObject({ isWhole: true, ownHeads: 3, purged: 2 });
});

it("keeps of another landlord the first head of an hour, and the last 120", async () => {
  const start = new Date("2026-01-01T00:00:00Z").getTime();
  for (let index = 0; index < 125; index += 1) {
    const hour = headHour(new Date(start + index * 6 * 3_600_000));
    const head = { landlord: "val-de-brie", hour, seal: "" };
    await keepPeerHead(federated.manager, head, `${index}`);
    await keepPeerHead(federated.manager, head, "another");
  }
  const held = await listHeads(store.manager);
  expect(held).toEqual(Array.from({ length: 120 }, (_, index) => `${index + 5}`));
  await expect(federated.query("SELECT head FROM peer_log_head")).rejects.toThrow(
    "permission denied",
  );
  await expect(store.query("DELETE FROM log_checkpoint")).rejects.toThrow(
    "the access log is append-only",
  );
});
