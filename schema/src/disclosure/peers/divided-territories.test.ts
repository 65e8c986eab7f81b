import { type ExampleLandlord, writeConvention } from "../../testing/write-convention.js";
import { dividedTerritories, territoriesWithPeerTotals } from "./divided-territories.js";

type Stock = NonNullable<ExampleLandlord["stock"]>;

function conventionWith(stock: Readonly<Record<string, Stock>>) {
  return writeConvention({
    territories: ["10001", "10002", "10003"].map((code) => ({ code })),
    landlords: Object.entries(stock).map(([slug, of]) => ({ slug, stock: of })),
  }).convention;
}

const shownBy = async (convention: Parameters<typeof territoriesWithPeerTotals>[0]) =>
  [...(await territoriesWithPeerTotals(convention, async () => {}))].sort();

const even = { commune: "10001", dwellings: 100 };

it("divides territories by commune and district, and leaves out those without stock", () => {
  const convention = writeConvention({
    territories: [
      { code: "10001" },
      { code: "10002" },
      { code: "QP1", kind: "PRIORITY_DISTRICT", communes: ["10001"] },
    ],
    landlords: [{ slug: "a", stock: [even, { ...even, priorityDistrict: "QP1" }] }],
  }).convention;
  const divided = dividedTerritories(convention, "2026-01");
  expect(divided.map(({ code, dwellings }) => [code, [...dwellings.keys()]])).toEqual([
    ["10001", ["10001/", "10001/QP1"]],
    ["QP1", ["10001/QP1"]],
  ]);
});

it("is not kept from totals by a territory without stock", async () => {
  const convention = conventionWith({ a: [even], b: [even], c: [even] });
  expect(await shownBy(convention)).toEqual(["10001"]);
});

it("takes totals that differ by places without declared stock alone for one", async () => {
  const wide = (code: string, ...communes: string[]) => ({
    ...{ code, kind: "INTERCOMMUNALITY" as const, communes },
  });
  const landlords = ["a", "b", "c"].map((slug) => ({ slug, stock: [even] }));
  const shown = (...territories: readonly { readonly code: string }[]) =>
    shownBy(writeConvention({ territories, landlords }).convention);
  const [commune, empty] = [{ code: "10001" }, { code: "10002" }];
  // Less the commune, the agglomeration is what somebody has where nobody declares any.
  expect(await shown(commune, empty, wide("200000001", "10001", "10002"))).toEqual(["10001"]);
  expect(await shown(commune, empty, wide("200000001", "10001"))).toEqual(["10001", "200000001"]);
});

it("shows none where in some month too few landlords have dwellings", async () => {
  const sold = { ...even, changes: [{ from: "2026-03", dwellings: 0 }] };
  const convention = conventionWith({ a: [even], b: [even], c: [sold] });
  expect(await shownBy(convention)).toEqual([]);
});

it("lets others have their turn before each month in which something changes", async () => {
  const changes = ["2026-03", "2026-05"].map((from) => ({ from, dwellings: 90 }));
  const convention = conventionWith({ a: [even], b: [{ ...even, changes }], c: [even] });
  let turns = 0;
  await territoriesWithPeerTotals(convention, async () => {
    turns += 1;
  });
  expect(turns).toBe(2);
});
