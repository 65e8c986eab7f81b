import { monthNumber, monthsBetween, monthText } from "@palier/schema";
import { ExampleLandlord } from "../testing/example-landlord.js";

const closed = monthsBetween(monthNumber("2025-12"), monthNumber("2026-10"));

let landlord: ExampleLandlord;

beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites([
    { reference: "R-1", commune: "10001", priorityDistrict: "QP-1", dwellings: 50 },
    { reference: "R-2", commune: "10002", priorityDistrict: "QP-1", dwellings: 60 },
    { reference: "R-3", commune: "10002", dwellings: 70 },
    { reference: "R-4", commune: "99999", dwellings: 80 },
  ]);
  await landlord.addIncidents(
    closed.map((month) => ["R-2", `${monthText(month)}-05`, "DRUG_DEALING"] as const),
  );
  await landlord.close(closed);
});

afterAll(() => landlord.end());

const fields = "id status tallies { level sites dwellings }";
const contribution = (id: string) => landlord.askOne("Contribution", id, fields);

const quiet = (sites: number, dwellings: number) => ({ level: 1, sites, dwellings });
const hard = { level: 3, sites: 1, dwellings: 60 };

it.each([
  ["10001", [quiet(1, 50)]],
  ["10002", [hard, quiet(1, 70)]],
  ["247", [hard, quiet(2, 120)]],
  ["10", [hard, quiet(2, 120)]],
  ["QP-1", [hard, quiet(1, 50)]],
])("tallies the sites of territory %s by level", async (territory, tallies) => {
  const id = `lisiere:${territory}:2026-10`;
  expect(await contribution(id)).toEqual({ id, status: "ANSWERED", tallies });
});

it("counts sites whose level is undetermined at level 0", async () => {
  expect(await contribution("lisiere:10002:2026-08")).toMatchObject({
    status: "ANSWERED",
    tallies: [{ level: 0, sites: 2, dwellings: 130 }],
  });
});

it.each([
  ["a month it has not closed", "lisiere:247:2026-11", "MONTH_NOT_CLOSED"],
  ["a month before the publication", "lisiere:247:2023-12", "UNKNOWN"],
  ["a month after the publication", "lisiere:247:2026-12", "UNKNOWN"],
  ["a territory the convention does not hold", "lisiere:99999:2026-10", "UNKNOWN"],
])("brings nothing for %s", async (_, id, status) => {
  expect(await contribution(id)).toEqual({ id, status, tallies: null });
});

it.each(["val-de-brie:247:2026-10", "lisiere:247", "lisiere:247:2026-13", "lisiere", "", "::"])(
  "has no contribution %j",
  async (id) => {
    expect(await contribution(id)).toBeNull();
  },
);

it("answers without sites and incidents too", async () => {
  const empty = await ExampleLandlord.open("val-de-brie");
  const id = "val-de-brie:247:2026-10";
  expect(await empty.askOne("Contribution", id, "status tallies { level }")).toEqual({
    status: "MONTH_NOT_CLOSED",
    tallies: null,
  });
  await empty.close(closed);
  expect(await empty.askOne("Contribution", id, "status tallies { level }")).toEqual({
    status: "ANSWERED",
    tallies: [],
  });
  await empty.end();
});
