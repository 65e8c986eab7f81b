import fc from "fast-check";
import { levelShares } from "../levels/level-shares.js";
import { coverageOf } from "./coverage.js";
import type { Expected, LandlordAnswer } from "./landlord-answer.js";

function expected(landlord: string, dwellings: number): Expected {
  const bounds = { least: dwellings - 5, most: dwellings + 5 };
  return { landlord, contribution: `${landlord}:10001:2026-10`, dwellings, ...bounds };
}

const tallies = fc.uniqueArray(fc.integer({ min: 0, max: 4 })).chain((levels) =>
  fc.tuple(
    ...levels.map((level) =>
      fc.record({
        level: fc.constant(level),
        sites: fc.integer({ min: 1, max: 500 }),
        dwellings: fc.integer({ min: 0, max: 50_000 }),
      }),
    ),
  ),
);
const answer: fc.Arbitrary<LandlordAnswer> = fc
  .record({ dwellings: fc.nat(60_000), tallies, isAbsent: fc.boolean() })
  .map(({ dwellings, tallies: given, isAbsent }) =>
    isAbsent
      ? { expected: expected("x", dwellings), status: "TIMED_OUT" }
      : { expected: expected("x", dwellings), status: "ANSWERED", tallies: given },
  );
const answers = fc
  .array(answer, { maxLength: 8 })
  .map((all) =>
    all.map((one, i) => ({ ...one, expected: { ...one.expected, landlord: `l${i}` } })),
  );

it("says of each landlord whether it is counted, and sums", () => {
  const counted = [
    { level: 4, sites: 1, dwellings: 30 },
    { level: 0, sites: 1, dwellings: 12 },
  ];
  expect(
    coverageOf([
      { expected: expected("lisiere", 50), status: "ANSWERED", tallies: counted },
      { expected: expected("val-de-brie", 40), status: "TIMED_OUT" },
    ]),
  ).toEqual({
    landlordsExpected: 2,
    landlordsAnswered: 1,
    dwellingsExpected: 90,
    dwellingsKnown: 42,
    landlords: [
      {
        landlord: { slug: "lisiere" },
        status: "ANSWERED",
        expectedDwellings: 50,
        dwellings: 42,
        belowDeclared: true,
      },
      {
        landlord: { slug: "val-de-brie" },
        status: "TIMED_OUT",
        expectedDwellings: 40,
        dwellings: null,
        belowDeclared: null,
      },
    ],
  });
});

it("rests on the same dwellings and sites as the levels, whatever the landlords' order", () => {
  fc.assert(
    fc.property(answers, (given) => {
      const coverage = coverageOf(given);
      const shares = levelShares(given);
      const sites = given.flatMap((one) => (one.status === "ANSWERED" ? one.tallies : []));
      expect(shares.reduce((sum, { dwellings }) => sum + dwellings, 0)).toBe(
        coverage.dwellingsKnown,
      );
      expect(shares.reduce((sum, share) => sum + share.sites, 0)).toBe(
        sites.reduce((sum, tally) => sum + tally.sites, 0),
      );
      const turned = given.toReversed();
      expect(levelShares(turned)).toEqual(shares);
      expect(coverageOf(turned)).toEqual({
        ...coverage,
        landlords: coverage.landlords.toReversed(),
      });
    }),
  );
});

it.each([
  [44, true],
  [45, false],
  [55, false],
])("says of %d dwellings of fifty declared whether they are far fewer: %s", (dwellings, isFar) => {
  const counted = [{ level: 1, sites: 1, dwellings }];
  const { landlords } = coverageOf([
    { expected: expected("lisiere", 50), status: "ANSWERED", tallies: counted },
  ]);
  expect(landlords[0]).toMatchObject({ status: "ANSWERED", dwellings, belowDeclared: isFar });
});
