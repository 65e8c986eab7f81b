import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { bundledProgram } from "@palier/test-support";
import type { DataSource } from "typeorm";
import { readyStore } from "../database/ready-store.fixture.js";
import { listLog } from "./list-log.js";
import { verifyLog } from "./verify-log.js";

const program = await bundledProgram(new URL("./append-process.fixture.ts", import.meta.url));

/** @returns The numbers that a process acknowledged before it was killed, some while after so many. */
async function appendUntilKilled(
  databaseUrl: string,
  first: number,
  [entries, lifeMs]: readonly [entries: number, lifeMs: number],
) {
  const child = spawn(process.execPath, [program, databaseUrl, String(first)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  const acknowledged: number[] = [];
  let end: Promise<void> | null = null;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(Number(line));
    if (acknowledged.length >= entries)
      end ??= setTimeout(lifeMs).then(() => void child.kill("SIGKILL"));
  }
  await end;
  expect(await exit).toEqual([null, "SIGKILL"]);
  return acknowledged;
}

/** Until the server has met the end of the killed process's connections. */
async function backendsGone(store: DataSource): Promise<void> {
  for (;;) {
    const others = await store.query<unknown[]>(`
      SELECT FROM pg_stat_activity WHERE datname = current_database()
      AND backend_type = 'client backend' AND query LIKE '%append_access_log%' AND pid <> pg_backend_pid()`);
    if (others.length === 0) return;
    await setTimeout(10);
  }
}

it("holds every acknowledged entry in an unbroken chain when its writer is killed at any instant", async () => {
  const { databaseUrl, store } = await readyStore("lisiere");
  const acknowledged: number[] = [];
  // How long after which entry.
  const lives = [
    [1, 0],
    [1, 1],
    [1, 7],
    [1, 40],
    [1, 150],
    [301, 7],
  ] as const;
  for (const [round, life] of lives.entries()) {
    acknowledged.push(...(await appendUntilKilled(databaseUrl, 1 + round * 100_000, life)));
    await backendsGone(store);
    const verdict = await verifyLog(store, { dueBefore: null });
    expect(verdict).toMatchObject({ isWhole: true, problems: [] });
    const written = new Set((await listLog(store, { limit: 100_000 })).map(({ rows }) => rows));
    expect(acknowledged.filter((number) => !written.has(number))).toEqual([]);
    expect(written.size).toBe(verdict.entries);
  }
  await store.destroy();
  expect(acknowledged.length).toBeGreaterThan(300);
});
