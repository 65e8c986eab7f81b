import { readyStore } from "@palier/landlord-store/testing/database";
import type { DataSource } from "typeorm";
import { BinaryRows } from "./binary-rows.js";
import { CopyIn, type LoadedRows } from "./copy-in.js";

let store: DataSource;
beforeAll(async () => {
  ({ store } = await readyStore("lisiere"));
});
afterAll(() => store.destroy());

function rowsOf(table: string, numbers: readonly number[]): LoadedRows {
  const rows = new BinaryRows();
  for (const number of numbers) {
    rows.begin(1);
    rows.integer(number);
  }
  return { table, columns: ["number"], rows: rows.take() };
}

/** More than one message, and more than a socket takes at once. */
const many = Array.from({ length: 700_000 }, (_, index) => index);

it("loads several tables in their order, with one question", async () => {
  await store.transaction(async (tx) => {
    await tx.query("CREATE TEMPORARY TABLE one (number integer PRIMARY KEY) ON COMMIT DROP");
    await tx.query("CREATE TEMPORARY TABLE other (number integer REFERENCES one) ON COMMIT DROP");
    const copy = await CopyIn.of(tx);
    await copy.load([rowsOf("one", many), rowsOf("other", [1, 2])]);
    await copy.load([]);
    await copy.load([rowsOf("other", [3])]);
    const found = await tx.query(
      "SELECT (SELECT count(*)::integer FROM one) AS one, count(*)::integer AS other FROM other",
    );
    expect(found).toEqual([{ one: many.length, other: 3 }]);
  });
});

it("tells which rows the server refuses, passes over those behind them, and its connection answers afterwards", async () => {
  await store.query("CREATE TABLE refusing (number integer CHECK (number <> 7))");
  const told = store.transaction(async (tx) => {
    const copy = await CopyIn.of(tx);
    await copy.load([rowsOf("refusing", [1]), rowsOf("refusing", many), rowsOf("refusing", [2])]);
  });
  await expect(told).rejects.toThrow('violates check constraint "refusing_number_check"');
  const again = store.transaction(async (tx) => {
    const copy = await CopyIn.of(tx);
    await copy.load([rowsOf("nowhere", many), rowsOf("refusing", [2])]).catch(() => {});
    await tx.query("ROLLBACK");
    await tx.query("BEGIN");
    await copy.load([rowsOf("refusing", [3])]);
  });
  await again;
  expect(await store.query("SELECT number FROM refusing")).toEqual([{ number: 3 }]);
});
