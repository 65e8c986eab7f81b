import { setTimeout } from "node:timers/promises";
import { slugs } from "./access-convention.js";
import { NodeProcess } from "./node-process.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";
import { askOnAndOn, kinds, wholeOf } from "./steady-questions.js";

/** Of a version to come: an older one cannot be built where the history is not there. */
const later = new URL("../../later-version.mjs", import.meta.url).href;

let platform: AccessPlatform;
beforeAll(async () => {
  platform = await startAccessPlatform();
});
afterAll(() => platform.stop());

it("goes over to a later version that migrates the store while partners ask: no error, nobody missing", async () => {
  const { front, store } = platform.nodes.lisiere;
  const former = await NodeProcess.instead(platform, "lisiere");
  const asking = askOnAndOn(platform);
  /** Until enough questions are answered that were asked from now on. */
  const untilMore = () => {
    const sinceMs = Date.now();
    return asking.untilAnswered(({ startedMs }) => startedMs > sinceMs);
  };
  await untilMore();

  // Somebody reads the table that the migration is to change, for as long as they like.
  const reader = store.createQueryRunner();
  await reader.query("BEGIN; SELECT count(*) FROM site");
  let isReady = false;
  const starting = NodeProcess.instead(platform, "lisiere", { imports: [later] }).finally(() => {
    isReady = true;
  });
  const waits = async () => {
    const found = await store.query(`SELECT FROM pg_locks
      WHERE relation = 'site'::regclass AND mode = 'AccessExclusiveLock' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    return found.length > 0;
  };
  for (const isWaiting of [true, false, true]) {
    while ((await waits()) !== isWaiting) await setTimeout(5);
    await untilMore();
  }
  expect(isReady).toBe(false);
  await reader.query("COMMIT");
  await reader.release();
  const upgraded = await starting;
  expect(await store.query("SELECT DISTINCT lifts FROM site")).toEqual([{ lifts: 0 }]);
  await untilMore();

  // Until it is stopped, the one of before answers too, from the newer store.
  front.target = former.url;
  await untilMore();
  expect((await fetch(new URL("/health/ready", former.url))).status).toBe(200);
  front.target = upgraded.url;
  await former.stop();
  await untilMore();

  const seen = await asking.stop();
  expect(kinds(seen)).toEqual(new Set([JSON.stringify(wholeOf(slugs))]));

  // What runs went on; what starts must know the store, and the one that serves stays.
  const { code, words } = await NodeProcess.refusal(platform, "lisiere");
  expect(code).toBe(1);
  expect(words).toMatch(
    /cannot start: Invalid configuration:\n- the database was brought up to date by a newer version of Palier \(this one does not know its migration AddToSites9000000000000\); run that version or a later one, or restore a backup/,
  );
  expect((await fetch(new URL("/health/ready", upgraded.url))).status).toBe(200);
  expect(await platform.nodes.lisiere.verifyLog()).toMatchObject({ isWhole: true, problems: [] });
  await upgraded.stop();
});
