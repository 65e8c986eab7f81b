import type { LandlordAnswer } from "../contribution/landlord-answer.js";
import { levelShares } from "./level-shares.js";

function answered(...tallies: [level: number, sites: number, dwellings: number][]): LandlordAnswer {
  return {
    expected: {
      landlord: "lisiere",
      contribution: "lisiere:10001:2026-10",
      dwellings: 100,
      least: 90,
      most: 110,
    },
    status: "ANSWERED",
    tallies: tallies.map(([level, sites, dwellings]) => ({ level, sites, dwellings })),
  };
}

const absent: LandlordAnswer = { ...answered(), status: "FAILED" };

it("adds the landlords that answered, level by level", () => {
  expect(levelShares([answered([4, 1, 30], [1, 2, 50]), absent, answered([4, 2, 20])])).toEqual([
    { level: 4, sites: 3, dwellings: 50, share: 0.5 },
    { level: 3, sites: 0, dwellings: 0, share: 0 },
    { level: 2, sites: 0, dwellings: 0, share: 0 },
    { level: 1, sites: 2, dwellings: 50, share: 0.5 },
  ]);
});

it("lists undetermined sites, with their dwellings in every share", () => {
  expect(
    levelShares([answered([0, 1, 60], [2, 1, 40])]).map((one) => [one.level, one.share]),
  ).toEqual([
    [4, 0],
    [3, 0],
    [2, 0.4],
    [1, 0],
    [null, 0.6],
  ]);
});

it("has no shares where no dwelling answered", () => {
  const none = { sites: 0, dwellings: 0, share: null };
  expect(levelShares([absent])).toEqual([4, 3, 2, 1].map((level) => ({ level, ...none })));
});
