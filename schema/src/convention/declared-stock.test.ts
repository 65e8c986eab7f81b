import type { StockEntry } from "./convention.js";
import { declaredStock } from "./declared-stock.js";
import { smallConvention } from "./signatures/signature.fixture.js";
import { conventionHash } from "./signatures/signature-hash.js";

function part(dwellings: number, changes?: StockEntry["changes"]): StockEntry {
  return { commune: "77288", priorityDistrict: null, dwellings, ...(changes && { changes }) };
}

function bounds(parts: readonly StockEntry[], stockTolerance?: number) {
  const { least, most } = declaredStock(
    parts,
    stockTolerance === undefined ? {} : { stockTolerance },
  );
  return [least, most];
}

it("allows a tenth more or less where the convention says nothing, and at least one dwelling", () => {
  expect(bounds([part(138)])).toEqual([124, 152]);
  expect(bounds([part(100), part(100)])).toEqual([180, 220]);
  expect(bounds([part(3)])).toEqual([2, 4]);
  expect(bounds([])).toEqual([0, 0]);
});

it("allows what the convention says", () => {
  expect(bounds([part(200)], 0)).toEqual([200, 200]);
  expect(bounds([part(200)], 0.25)).toEqual([150, 250]);
  expect(bounds([part(30)], 0.1)).toEqual([27, 33]);
});

it("takes what was ever declared for right, before and after a sale or a purchase", () => {
  const purchase = part(100, [{ from: "2026-06", dwellings: 200 }]);
  const sale = part(200, [
    { from: "2026-01", dwellings: 120 },
    { from: "2026-06", dwellings: 0 },
  ]);
  expect(bounds([purchase])).toEqual([90, 220]);
  expect(bounds([sale])).toEqual([0, 220]);
});

it("says what was declared as of a month", () => {
  const parts = [part(50), part(100, [{ from: "2026-06", dwellings: 200 }])];
  const { inMonth } = declaredStock(parts, {});
  expect(["2025-12", "2026-05", "2026-06", "2026-10"].map(inMonth)).toEqual([150, 150, 250, 250]);
});

it("is signed: another tolerance or another sale is another convention", () => {
  const plain = smallConvention();
  const [landlord, ...others] = plain.landlords;
  if (landlord === undefined) throw new Error("no landlord");
  const stock = landlord.stock.map((each) => ({
    ...each,
    changes: [{ from: "2026-06", dwellings: 900 }],
  }));
  const hashes = [
    plain,
    { ...plain, stockTolerance: 0.1 },
    { ...plain, landlords: [{ ...landlord, stock }, ...others] },
  ].map(conventionHash);
  expect(new Set(hashes).size).toBe(3);
});
