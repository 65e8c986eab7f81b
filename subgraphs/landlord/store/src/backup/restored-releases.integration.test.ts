import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@palier/test-support";
import type { DataSource } from "typeorm";
import { openStore } from "../database/open-store.js";
import { beginSite } from "../life/begin-site.js";
import { closeMonths } from "../month/close-months.js";
import { reopenMonths } from "../month/reopen-months.js";
import { releaseClosed } from "../release/release-counts.js";
import { clock, january, months, releasedLandlord } from "../release/released-landlord.fixture.js";
import { answerRestorations, restorations } from "../release/restorations.js";
import { createBackupKey, readBackupKey } from "./backup-keys.js";
import { restoreBackup } from "./restore-backup.js";
import { takeBackup } from "./take-backup.js";

/** Readers hold what a landlord released after its backup; what it releases once restored stands beside that. */

let folder: string;
let original: DataSource;
let restored: DataSource;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-restored-"));
  const { store, keeper, url } = await releasedLandlord();
  original = store;
  await keeper.sign(12);
  await closeMonths(store, months.slice(0, 13), clock);
  const keyFile = join(folder, "key.txt");
  const recipients = [await createBackupKey(keyFile)];
  const file = join(folder, "lisiere.age");
  await takeBackup(url, { landlord: "lisiere", recipients, file });
  await closeMonths(store, months.slice(13, 14), clock);
  const copy = await createDatabase();
  const identity = await readBackupKey(keyFile);
  await restoreBackup(copy, { landlord: "lisiere", file, identity });
  restored = await openStore(copy, "lisiere");
});
afterAll(async () => {
  await Promise.all([original?.destroy(), restored?.destroy()]);
  await rm(folder, { recursive: true });
});

async function lines(store: DataSource): Promise<unknown[]> {
  return store.query(`
    SELECT release_step, month, commune, priority_district, family, site_id, incidents, is_withheld,
      is_subtotal_withheld FROM release_line JOIN release_cell ON line_id = id ORDER BY 1, 2, 3, 4, 5, 6`);
}

it("releases nothing in a restored record before its landlord says what was released since", async () => {
  const before = await lines(restored);
  const told = /restored from a backup of 20.*"palier figures resume"/;
  await expect(closeMonths(restored, [months[13] ?? 0], clock)).rejects.toThrow(told);
  await expect(reopenMonths(restored, [months[12] ?? 0], clock)).rejects.toThrow(told);
  await restored.query(
    `INSERT INTO site (id, reference, name, commune, dwellings, first_month, facts_from)
     VALUES (13, 'S13', 'Site 13', '77285', 30, $1, $1)`,
    [january + 13],
  );
  await expect(beginSite(restored, "S13", january + 2, {}, clock)).rejects.toThrow(told);
  await restored.query("DELETE FROM site WHERE reference = 'S13'");
  // A node that starts releases nothing either, and starts where there is nothing to be released.
  expect(await releaseClosed(restored, clock)).toBeNull();
  expect(await lines(restored)).toEqual(before);
  const closed = await restored.query<{ count: number }[]>(
    "SELECT count(*)::integer AS count FROM closed_month",
  );
  expect(closed).toEqual([{ count: 13 }]);
});

it("makes the same releases again of the same closings, and keeps what was told", async () => {
  expect(await answerRestorations(restored, "MADE_AGAIN", "Direction")).toBe(1);
  await closeMonths(restored, months.slice(13, 14), clock);
  expect(await lines(restored)).toEqual(await lines(original));
  expect(await answerRestorations(restored, "ACCEPTED", "Direction")).toBe(0);
  expect(await restorations(restored)).toMatchObject([
    { answer: "MADE_AGAIN", author: "Direction" },
  ]);
});
