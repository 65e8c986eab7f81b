import { openStore, withStoreLock } from "@palier/landlord-store";
import { createDatabase } from "@palier/test-support";
import { runPalier } from "../testing/command.fixture.js";

it("says why closing and reopening wait for an import", async () => {
  const databaseUrl = await createDatabase();
  const store = await openStore(databaseUrl, "lisiere");
  for (const command of ["close-month", "reopen-month"]) {
    const run = await withStoreLock(store, async (tx) => {
      const waiting = runPalier([command, "2025-01", "--landlord", "lisiere"], { databaseUrl });
      await untilSomebodyWaits(() =>
        tx.query(`SELECT FROM pg_locks WHERE NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`),
      );
      return { waiting };
    });
    // Whoever waits is told whom for: the session, its account and process, and since when.
    expect((await run.waiting).printed).toMatch(
      /waiting for another import or closing to end: session \d+ of \S+ \(palier, process \d+\).* since \d\d:\d\d:\d\d UTC/,
    );
  }
  await store.destroy();
});

async function untilSomebodyWaits(waiters: () => Promise<unknown[]>): Promise<void> {
  while ((await waiters()).length === 0) await new Promise((resolve) => setImmediate(resolve));
}
