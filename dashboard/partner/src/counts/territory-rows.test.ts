import type { CountStatus } from "../generated/graphql";
import { type MonthOfCounts, territoryRows } from "./territory-rows";

const number = (count: number | null, status: CountStatus, isPartial = false) => ({
  ...{ count, status, isPartial },
});

function month(counts: MonthOfCounts["counts"]): MonthOfCounts {
  return { month: "2026-10", counts, coverage: { dwellingsKnown: 2000, landlords: [] } };
}

const damage = {
  ...number(6, "VALUE"),
  family: "DAMAGE" as const,
  year: { ...number(50, "VALUE"), perThousandDwellings: 25 },
  yearBefore: number(40, "VALUE"),
};
const violence = {
  ...number(null, "WITHHELD"),
  family: "VIOLENCE" as const,
  year: { ...number(10, "VALUE", true), perThousandDwellings: 5 },
  yearBefore: number(null, "WITHHELD"),
};

it("keeps the pages' order of families, and leaves unknown what is not told", () => {
  const { families } = territoryRows(month([damage, violence]));
  expect(families.map(({ family }) => family)[1]).toBe("VIOLENCE");
  expect(families.find(({ family }) => family === "DAMAGE")).toEqual({
    family: "DAMAGE",
    month: { state: "VALUE", count: 6 },
    year: { state: "VALUE", count: 50 },
    yearBefore: { state: "VALUE", count: 40 },
    rate: { state: "VALUE", count: 25 },
  });
  expect(families.find(({ family }) => family === "THREAT")).toMatchObject({
    ...{ month: { state: "ABSENT" }, rate: { state: "ABSENT" } },
  });
});

it("adds up the families that are shown, and compares no sum of which a part is missing", () => {
  expect(territoryRows(month([damage, violence])).total).toEqual({
    month: { state: "VALUE", count: 6, isPartial: true },
    year: { state: "VALUE", count: 60, isPartial: true },
    yearBefore: { state: "VALUE", count: 40, isPartial: true },
    rate: { state: "VALUE", count: 30, isPartial: true },
  });
});

it("gives no rate of the territory where a landlord is missing", () => {
  const silent = [{ landlord: { slug: "orme" }, status: "TIMED_OUT" as const }];
  const coverage = { dwellingsKnown: 2000, landlords: silent };
  expect(territoryRows({ ...month([damage]), coverage }).total.rate).toEqual({ state: "ABSENT" });
});
