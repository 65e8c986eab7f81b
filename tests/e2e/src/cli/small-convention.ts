import { writeConvention } from "@palier/schema/testing";

/** A convention of two landlords over one commune: as small as a federation can be and still be one. */
export const { text: smallConvention } = writeConvention({
  title: "Two landlords",
  publication: { from: "2025-01", until: "2025-12" },
  territories: [{ code: "77288", name: "Melun" }],
  landlords: [
    { slug: "lisiere", stock: [{ commune: "77288", dwellings: 120 }] },
    { slug: "val-de-brie", stock: [{ commune: "77288", dwellings: 80 }] },
  ],
  partners: [{ code: "police-melun", kind: "POLICE", scope: ["77288"] }],
});

export const sitesFile = `reference,name,commune,dwellings
R-1,Les Ormes,77288,70
R-2,Les Tilleuls,77288,50
`;
