import { parseConvention, partnerKinds } from "@palier/schema";
import { streetConvention } from "./street-convention.js";

it("writes a convention that can be read, over one territory and one per authority", () => {
  const authority = { records: 2_000, files: [], center: { longitude: -2.9, latitude: 53.4 } };
  const convention = parseConvention(
    streetConvention({
      months: ["2020-11", "2020-12", "2021-01"],
      authorities: [
        { ...authority, name: "Greenford", slug: "greenford", anchorPoints: 70 },
        { ...authority, name: "St. Osyth", slug: "st-osyth", anchorPoints: 3 },
      ],
      records: 4_100,
      passedOver: 100,
    }),
    "convention.yaml",
  );
  expect(convention.publication).toEqual({ from: "2020-11", until: "2021-01" });
  expect(convention.territories.map(({ code, communes }) => [code, communes])).toEqual([
    ["STREET", ["00001", "00002"]],
    ["00001", ["00001"]],
    ["00002", ["00002"]],
  ]);
  const partners = convention.partners.map(({ code, kind, scope }) => [code, kind, ...scope]);
  expect(partners.map(([, kind]) => kind)).toEqual(partnerKinds);
  const named = [
    ["police-street", "POLICE", "STREET"],
    ["parquet-street", "JUSTICE", "STREET"],
    ["mairie-street", "MUNICIPALITY", "00001"],
    ["bailleur-street", "LANDLORD", "STREET"],
    ["coordination", "COORDINATOR", "STREET"],
  ];
  expect(partners).toEqual(expect.arrayContaining(named));
  expect(convention.landlords.map(({ slug, stock }) => [slug, stock[0]?.dwellings])).toEqual([
    ["greenford", 4_200],
    ["st-osyth", 180],
  ]);
});
