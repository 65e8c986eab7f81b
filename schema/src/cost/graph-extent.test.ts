import { writeConvention } from "../testing/index.js";
import { extentOf } from "./graph-extent.js";

const [upstream, downstream] = ["10001", "10002"] as const;
const stockIn = (...communes: readonly string[]) =>
  communes.map((commune) => ({ commune, dwellings: 100 }));
const { convention } = writeConvention({
  landlords: [
    { slug: "amont", stock: stockIn(upstream) },
    { slug: "aval", stock: stockIn(downstream) },
    { slug: "partout", stock: stockIn(upstream, downstream) },
  ],
  territories: [
    { code: upstream, name: "Amont" },
    { code: downstream, name: "Aval" },
    { code: "247", kind: "INTERCOMMUNALITY", name: "Rives", communes: [upstream, downstream] },
  ],
  partners: [],
});

it("counts the landlords of a territory that its caller sees", () => {
  const { landlordsIn, landlordsPerTerritory } = extentOf(convention, ["247"]);
  expect(landlordsPerTerritory).toBeCloseTo(7 / 3);
  expect([upstream, downstream, "247"].map(landlordsIn)).toEqual([2, 2, 3]);
});

it("does not tell how many landlords another territory has", () => {
  const { landlordsIn } = extentOf(convention, [upstream]);
  expect([upstream, downstream, "247", "nowhere"].map(landlordsIn)).toEqual([2, 3, 3, 3]);
});
