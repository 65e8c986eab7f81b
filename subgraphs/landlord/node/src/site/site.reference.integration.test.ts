import { ExampleLandlord } from "../testing/example-landlord.js";

let landlord: ExampleLandlord;

beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites([
    {
      reference: "R-1",
      name: "Les Tilleuls",
      priorityDistrict: "QP-1",
      address: "1 rue du Port",
      longitude: 2.5,
      latitude: 48.5,
    },
    { reference: "R-2", commune: "99999", priorityDistrict: "QP-9" },
    { reference: "R:3" },
    { reference: "R-4", name: "Les \u202eChênes\nbât. A", address: "1 rue\u200b du Port" },
  ]);
});

afterAll(() => landlord.end());

const site = (fields: string, id = "lisiere:R-1") => landlord.askOne("Site", id, fields);

it("shows what a site is", async () => {
  const fields =
    "id lookup name commune { code name } priorityDistrict { code name } address location { longitude latitude } dwellings landlord { slug }";
  expect(await site(fields)).toEqual({
    id: "lisiere:R-1",
    lookup: "lisiere:R-1",
    name: "Les Tilleuls",
    commune: { code: "10001", name: "Amont" },
    priorityDistrict: { code: "QP-1", name: "Le Pont" },
    address: "1 rue du Port",
    location: { longitude: 2.5, latitude: 48.5 },
    dwellings: 50,
    landlord: { slug: "lisiere" },
  });
  expect(await site(fields, "lisiere:R-2")).toMatchObject({
    commune: { code: "99999", name: null },
    priorityDistrict: { code: "QP-9", name: null },
    address: null,
    location: null,
  });
  expect(await site(fields, "lisiere:R:3")).toMatchObject({ priorityDistrict: null });
});

it("shows a name and an address without what an old store holds of unseen characters", async () => {
  expect(await site("name address", "lisiere:R-4")).toEqual({
    name: "Les Chênes bât. A",
    address: "1 rue du Port",
  });
});

it("finds a site by its lookup too", async () => {
  const found = await landlord.ask("Site", ["lisiere:R-1"], "name");
  const byLookup = await landlord.query(
    '{ _entities(representations: [{ __typename: "LisiereSite", lookup: "lisiere:R-1" }]) { ... on LisiereSite { name } } }',
  );
  expect(byLookup.data?._entities).toEqual(found);
});

it.each([
  "lisiere:R-9",
  "val-de-brie:R-1",
  "lisiere",
  "lisiere:",
  "",
  "R-1",
  "lisiere:R-1\0",
  "lisiere:R-1' OR ''='",
  "LISIERE:R-1",
])("has no site %j", async (id) => {
  expect(await landlord.ask("Site", [id], "id name")).toEqual([null]);
});

it("has no site for a representation without a text as key", async () => {
  const { data, errors } = await landlord.query(
    '{ _entities(representations: [{ __typename: "LisiereSite" }, { __typename: "LisiereSite", id: 3 }, { __typename: "LisiereSite", id: ["lisiere:R-1"] }]) { __typename } }',
  );
  expect([data?._entities, errors]).toEqual([[null, null, null], undefined]);
});
