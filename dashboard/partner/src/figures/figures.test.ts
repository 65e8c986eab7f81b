import { answeredBy, findingOf, hardLevels, isPartial, type Measured, totalOf } from "./figures";

const measured = (
  counts: readonly (readonly [number | null, number, number])[],
  statuses: Readonly<Record<string, "ANSWERED" | "WITHHELD" | "UNREACHABLE">> = {
    ecluse: "ANSWERED",
  },
): Measured => {
  const landlords = Object.entries(statuses).map(([slug, status]) => ({
    landlord: { slug },
    status,
  }));
  return {
    levels: counts.map(([level, sites, dwellings]) => ({ level, sites, dwellings, share: 0 })),
    coverage: {
      landlords,
      landlordsExpected: landlords.length,
      landlordsAnswered: landlords.filter(({ status }) => status === "ANSWERED").length,
    },
  };
};

it("adds levels 3 and 4 up and takes their share of all dwellings, undetermined ones too", () => {
  const finding = findingOf(
    measured([
      [4, 1, 100],
      [3, 2, 150],
      [2, 0, 0],
      [1, 9, 700],
      [null, 1, 50],
    ]),
    null,
  );
  if (finding.kind !== "levels") throw new Error(finding.kind);
  expect(totalOf(finding.levels, hardLevels)).toEqual({ sites: 3, dwellings: 250, share: 0.25 });
});

it("tells a territory that nobody answered for from one that is at zero", () => {
  const zeros = [
    [4, 0, 0],
    [1, 0, 0],
  ] as const;
  expect(findingOf(measured(zeros, { ecluse: "UNREACHABLE" }), null).kind).toBe("unknown");
  expect(findingOf(measured(zeros, { ecluse: "WITHHELD" }), null).kind).toBe("withheld");
  expect(findingOf(measured(zeros, {}), null).kind).toBe("no-dwellings");
  expect(findingOf(measured(zeros), null).kind).toBe("no-dwellings");
  expect(findingOf({ levels: null, coverage: null }, null).kind).toBe("unknown");
});

it("does not take too few closed months for calm", () => {
  expect(
    findingOf(
      measured([
        [4, 0, 0],
        [null, 3, 90],
      ]),
      null,
    ).kind,
  ).toBe("undetermined");
});

it("judges a single landlord by its own answer", () => {
  const answer = measured([[1, 2, 80]], { ecluse: "ANSWERED", lisiere: "WITHHELD" });
  expect(findingOf(answer, "ecluse").kind).toBe("levels");
  expect(findingOf({ ...answer, levels: [] }, "lisiere").kind).toBe("withheld");
  expect(findingOf({ ...answer, levels: [] }, "elsewhere").kind).toBe("no-dwellings");
});

it("gives no total when one figure is missing", () => {
  const answer = measured([[4, 1, 10]]);
  expect(findingOf({ ...answer, levels: [{ level: 4, sites: null }] }, null).kind).toBe("unknown");
});

it("names whom the figures rest on", () => {
  const answer = measured([[1, 1, 1]], { saules: "ANSWERED", ecluse: "ANSWERED", x: "WITHHELD" });
  expect(answeredBy(answer)).toEqual(["ecluse", "saules"]);
  expect([isPartial(answer), isPartial(measured([])), isPartial({})]).toEqual([true, false, true]);
});
