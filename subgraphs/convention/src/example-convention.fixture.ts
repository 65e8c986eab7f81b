import type { Convention } from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";

const { convention } = writeConvention({
  version: 2,
  validity: { from: "2026-01-01", until: "2028-12-31" },
  publication: { from: "2026-08", until: "2026-10" },
  territories: [
    { code: "10001", name: "Amont", population: 1200, longitude: 2.5, latitude: 48.5 },
    { code: "10002" },
    {
      code: "QP-1",
      kind: "PRIORITY_DISTRICT",
      name: "Les Rives",
      communes: ["10001", "10002"],
    },
  ],
  landlords: [
    {
      slug: "val-de-brie",
      name: "Val de Brie",
      stock: [
        { commune: "10001", dwellings: 30 },
        { commune: "10001", priorityDistrict: "QP-1", dwellings: 12 },
      ],
    },
    { slug: "lisiere", name: "Lisière", stock: [{ commune: "10001", dwellings: 50 }] },
  ],
  partners: [{ code: "police", kind: "POLICE", name: "Commissariat", scope: ["QP-1"] }],
});

/** A small agreement for tests: two landlords, a commune, and a district that lies partly outside it. */
export const exampleConvention: Convention = {
  ...convention,
  territories: convention.territories.filter(({ code }) => code !== "10002"),
};
