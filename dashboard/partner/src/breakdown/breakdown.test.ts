import { breakdownOf, type MeasuredTerritory } from "./breakdown";

const territory = (
  code: string,
  kind: MeasuredTerritory["kind"],
  communes: readonly string[],
  hardDwellings = 0,
  hasAnswered = true,
): MeasuredTerritory => ({
  code,
  name: `T ${code}`,
  kind,
  communes: communes.map((commune) => ({ code: commune })),
  levels: [
    { level: 4, sites: 1, dwellings: hardDwellings, share: 0 },
    { level: 1, sites: 1, dwellings: 100 - hardDwellings, share: 0 },
  ],
  coverage: {
    landlordsExpected: 1,
    landlordsAnswered: hasAnswered ? 1 : 0,
    landlords: [{ landlord: { slug: "a" }, status: hasAnswered ? "ANSWERED" : "TIMED_OUT" }],
  },
});

const territories = [
  territory("all", "INTERCOMMUNALITY", ["1", "2", "3"], 20),
  territory("1", "COMMUNE", ["1"], 10),
  territory("2", "COMMUNE", ["2"], 30),
  territory("3", "COMMUNE", ["3"], 40, false),
  territory("9", "COMMUNE", ["9"], 50),
  territory("Q", "PRIORITY_DISTRICT", ["2", "9"], 60),
];

it("puts the hardest first and those without figures last", () => {
  const rows = breakdownOf(territories, "all", "COMMUNE", null);
  expect(rows.map(({ code, share, isPartial }) => [code, share, isPartial])).toEqual([
    ["2", 0.3, false],
    ["1", 0.1, false],
    ["3", null, true],
  ]);
});

it("takes a district that straddles the border, and not the territory itself", () => {
  const codes = (within: string, kind: "COMMUNE" | "PRIORITY_DISTRICT") =>
    breakdownOf(territories, within, kind, null).map(({ code }) => code);
  expect(codes("all", "PRIORITY_DISTRICT")).toEqual(["Q"]);
  expect(codes("2", "COMMUNE")).toEqual([]);
  expect(codes("Q", "COMMUNE")).toEqual(["9", "2"]);
});
