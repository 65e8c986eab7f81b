import { readyStore } from "@palier/landlord-store/testing/database";
import fc from "fast-check";
import type { DataSource } from "typeorm";
import { type IncidentId, idBytes } from "./incident-id.js";
import { RowRanks } from "./row-ranks.js";

let store: DataSource;
beforeAll(async () => {
  ({ store } = await readyStore("lisiere"));
});
afterAll(() => store.destroy());

function id(number: number): IncidentId {
  return String.fromCharCode(number).repeat(idBytes);
}

/** Files as chunks of rows, each row a number. */
type Files = readonly (readonly (readonly number[])[])[];

/** What the ranks are by definition. */
function countedRanks(files: Files): number[] {
  return files.flatMap((chunks) => {
    const rows = chunks.flat();
    return rows.map((row, index) => rows.slice(0, index + 1).filter((one) => one === row).length);
  });
}

async function ranksOf(files: Files, most: number): Promise<number[]> {
  return store.transaction(async (tx) => {
    const ranks = new RowRanks(tx, most);
    const found: number[] = [];
    for (const chunks of files) {
      await ranks.beginFile();
      for (const chunk of chunks) found.push(...(await ranks.next(chunk.map(id))));
    }
    return found;
  });
}

it("counts the equal rows of each file, in memory and beyond any bound of it", async () => {
  const chunk = fc.array(
    fc.integer({ min: 0, max: 255 }).map((row) => row % 6),
    { maxLength: 8 },
  );
  const files = fc.array(fc.array(chunk, { maxLength: 5 }), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(files, fc.integer({ min: 0, max: 7 }), async (given, most) => {
      expect(await ranksOf(given, most)).toEqual(countedRanks(given));
    }),
    { numRuns: 60 },
  );
});

it("leaves no table behind", async () => {
  await ranksOf([[[1, 1, 2], [1]]], 0);
  expect(await store.query("SELECT to_regclass('import_row_rank') AS found")).toEqual([
    { found: null },
  ]);
});
