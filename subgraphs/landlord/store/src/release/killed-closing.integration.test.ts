import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { bundledProgram, inTurn } from "@palier/test-support";
import type { DataSource } from "typeorm";
import { closeMonths } from "../month/close-months.js";
import { clock, january, months, releasedLandlord } from "./released-landlord.fixture.js";
import { verifyStoredReleases } from "./verify-stored-releases.js";

const program = await bundledProgram(new URL("./close-process.fixture.ts", import.meta.url));

/** Numbers of statements before which a closing is killed, until it is done before the next: more than it takes. */
const killedAt = Array.from({ length: 1_000 }, (_, kill) => 2 + 5 * kill);

async function close(url: string, month: number, killAt: number): Promise<boolean> {
  const child = fork(program, [url, String(month), String(killAt)], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [code] = await once(child, "exit");
  return code === 0;
}

/** Until the server has met the end of a killed process's connections. */
async function backendsGone(store: DataSource): Promise<void> {
  const left = () =>
    store.query<unknown[]>(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND application_name LIKE 'palier%' AND state <> 'idle'`,
    );
  while ((await left()).length > 0) await setTimeout(10);
}

/** All that a closing writes. */
async function content(store: DataSource): Promise<unknown> {
  const tables = ["closed_month", "incident_count", "level_tally", "release", "release_line"];
  const rows = [...tables, "release_cell", "release_level", "release_note"].map((table) =>
    store.query(
      `SELECT to_jsonb(t) - 'closed_at' - 'made_at' AS row FROM ${table} AS t ORDER BY 1`,
    ),
  );
  return Promise.all(rows);
}

it("a closing that is killed at any instant leaves neither it nor its release", async () => {
  const { url, store, keeper } = await releasedLandlord();
  await keeper.sign(12);
  await closeMonths(store, months.slice(0, 12), clock);
  const before = await content(store);
  let reached = 0;
  for (const killAt of inTurn(killedAt, 2)) {
    reached = killAt;
    const isDone = await close(url, january + 12, killAt);
    await backendsGone(store);
    if (isDone) break;
    expect(await content(store)).toEqual(before);
  }
  expect(killedAt.indexOf(reached)).toBeGreaterThan(5);
  const { releases, findings } = await verifyStoredReleases(store, clock);
  expect(releases.map(({ publishedMonths }) => publishedMonths)).toEqual([
    months.slice(0, 12),
    [january + 12],
  ]);
  expect(findings).toEqual([]);
  await store.destroy();
}, 240_000);

it("of closings at once each makes its release, one after the other", async () => {
  const { store, keeper } = await releasedLandlord();
  await keeper.sign(12);
  await closeMonths(store, months.slice(0, 12), clock);
  const closed = await Promise.all(
    [january + 12, january + 12, january + 13].map((month) => closeMonths(store, [month], clock)),
  );
  expect(closed.map(({ released }) => released?.step ?? null).sort()).toEqual([1, 2, null]);
  const { releases, findings } = await verifyStoredReleases(store, clock);
  expect(releases).toHaveLength(3);
  expect(findings).toEqual([]);
  await store.destroy();
});
