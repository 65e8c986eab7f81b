import { closeMonths, recordDecision, reopenMonths } from "@palier/landlord-store";
import { monthNumber, monthsBetween, monthText } from "@palier/schema";
import { ExampleLandlord } from "../testing/example-landlord.js";

const [first, september, october] = ["2025-12", "2026-09", "2026-10"].map(monthNumber) as [
  number,
  number,
  number,
];
const clock = () => new Date("2026-11-15T12:00:00Z");
const today = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);

let landlord: ExampleLandlord;
beforeEach(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites([
    { reference: "R-1", commune: "10001", dwellings: 50 },
    { reference: "R-2", commune: "10002", dwellings: 60 },
  ]);
  await landlord.addIncidents(
    monthsBetween(first, first + 2).map(
      (month) => ["R-1", `${monthText(month)}-05`, "DRUG_DEALING"] as const,
    ),
  );
  await landlord.close(monthsBetween(first, october));
});
afterEach(() => landlord.end());

const fields = "month formerLevel restatedOn reason";
const levels = async (id: string, span = "") => {
  const asked = `restatements${span} { ${fields} }`;
  return (await landlord.askOne("Site", `lisiere:${id}`, asked)) as { restatements: object[] };
};
const formers = async (territory: string, month = "2026-10") => {
  const asked = "status formers { restatedOn reason tallies { level sites dwellings } }";
  return landlord.askOne("Contribution", `lisiere:${territory}:${month}`, asked);
};

it("says of a reopened month what was published, and of one closed again what differs", async () => {
  expect(await levels("R-1")).toEqual({ restatements: [] });
  expect(await formers("247")).toEqual({ status: "ANSWERED", formers: [] });
  await reopenMonths(landlord.store, [october], clock, undefined, { reason: "LATE_INCIDENTS" });
  const entry = { month: "2026-10", restatedOn: today, reason: "LATE_INCIDENTS" };
  expect(await levels("R-1")).toEqual({ restatements: [{ ...entry, formerLevel: 3 }] });
  expect(await levels("R-2")).toEqual({ restatements: [{ ...entry, formerLevel: 1 }] });
  const before = [
    { level: 3, sites: 1, dwellings: 50 },
    { level: 1, sites: 1, dwellings: 60 },
  ];
  const former = { restatedOn: today, reason: "LATE_INCIDENTS", tallies: before };
  expect(await formers("247")).toEqual({ status: "MONTH_NOT_CLOSED", formers: [former] });

  const decision = { reason: "Guet", author: "Direction", fromMonth: october, untilMonth: october };
  await recordDecision(landlord.store, { siteReference: "R-2", level: 2, ...decision }, clock);
  await closeMonths(landlord.store, [october], clock);
  expect(await levels("R-1")).toEqual({ restatements: [] });
  expect(await levels("R-2")).toEqual({ restatements: [{ ...entry, formerLevel: 1 }] });
  expect(await formers("247")).toEqual({ status: "ANSWERED", formers: [former] });
  expect(await formers("10001")).toEqual({ status: "ANSWERED", formers: [] });
});

it("gives the months asked for, undetermined levels as null, the latest change first", async () => {
  const decision = {
    reason: "Guet",
    author: "Direction",
    fromMonth: september,
    untilMonth: october,
  };
  for (const level of [4, 2] as const) {
    await recordDecision(landlord.store, { siteReference: "R-2", level, ...decision }, clock);
  }
  const of = (month: string, formerLevel: number | null, reason = "DECISION") => {
    return { month, formerLevel, restatedOn: today, reason };
  };
  const inSeptember = [of("2026-09", 4), of("2026-09", 1)];
  expect(await levels("R-2")).toEqual({
    restatements: [of("2026-10", 4), of("2026-10", 1), ...inSeptember],
  });
  expect(await levels("R-2", '(to: "2026-09")')).toEqual({ restatements: inSeptember });
  expect(await levels("R-2", '(from: "2026-11")')).toEqual({ restatements: [] });
  await reopenMonths(landlord.store, [first + 3], clock);
  // Four closed months were too few for a level in March 2026.
  expect(await levels("R-2", '(from: "2026-03", to: "2026-03")')).toEqual({
    restatements: [of("2026-03", null, "REOPENED")],
  });
});
