import { monthNumber, monthsBetween } from "@palier/schema";
import { ExampleLandlord } from "../testing/example-landlord.js";

let landlord: ExampleLandlord;

// The example convention publishes from 2024-01 on.
beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites([{ reference: "R-1" }]);
  await landlord.addIncidents([
    ["R-1", "2023-12-05", "DRUG_DEALING"],
    ["R-1", "2024-01-05", "NOISE"],
  ]);
  await landlord.close(monthsBetween(monthNumber("2023-03"), monthNumber("2024-01")));
});

afterAll(() => landlord.end());

const site = (fields: string) => landlord.askOne("Site", "lisiere:R-1", fields);

it("shows no month that is closed and not published", async () => {
  expect(
    await site(`classification(month: "2023-12") { month }
      history(from: "2023-01") { month closedMonths }
      incidentCounts(from: "2023-01", to: "2024-01") { month }
      incidents(from: "2023-01") { edges { node { day } } }`),
  ).toEqual({
    classification: null,
    // Months that are not shown count in the windows of those that are.
    history: [{ month: "2024-01", closedMonths: 11 }],
    incidentCounts: Array.from({ length: 7 }, () => ({ month: "2024-01" })),
    incidents: { edges: [{ node: { day: "2024-01-05" } }] },
  });
});
