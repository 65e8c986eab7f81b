import { levelChangeCounts } from "./level-change-counts.js";
import { mergeChanges, type SiteChange } from "./merge-changes.js";

const change = (
  id: string,
  before: number | null,
  after: number | null,
  held: readonly [number | null, number | null] = [before, after],
): SiteChange => ({
  ...{ id, before, after, heldBefore: held[0], heldAfter: held[1] },
  ...{ computedAfter: held[1], dwellings: 50 },
});

function edgesOf(...changes: readonly SiteChange[]) {
  const page = { landlord: "lisiere", sites: changes, matching: changes.length };
  return mergeChanges({ first: 50, after: null }, [page]).edges;
}

it.each([
  [change("lisiere:A", 1, 3), "ROSE", 1, 3, 3],
  [change("lisiere:A", 4, 2), "FELL", 4, 2, 4],
  [change("lisiere:A", 0, 2), "DETERMINED", null, 2, null],
  [change("lisiere:A", 2, 0), "UNDETERMINED", 2, null, null],
  [change("lisiere:A", null, 3), "ADDED", null, 3, null],
  [change("lisiere:A", null, 0), "ADDED", null, null, null],
  [change("lisiere:A", 3, null), "REMOVED", 3, null, null],
])("tells %j as %s, with the gate that tipped", (given, move, from, to, gate) => {
  expect(edgesOf(given)).toMatchObject([{ move, from, to, gate, byDecision: false }]);
});

it("tells apart what a decision makes: the gate is that of the held levels, or none", () => {
  const both = change("lisiere:A", 1, 4, [1, 3]);
  const decisionAlone = change("lisiere:B", 3, 4, [3, 3]);
  // The grid lets it fall while a decision raises it.
  const against = change("lisiere:C", 2, 4, [3, 2]);
  expect(edgesOf(both, decisionAlone, against)).toMatchObject([
    { move: "ROSE", to: 4, gate: 3, byDecision: true },
    { move: "ROSE", to: 4, gate: null, byDecision: true },
    { move: "ROSE", to: 4, gate: null, byDecision: true },
  ]);
});

it("names no gate of a rise that is only held since, and the gate left of a fall", () => {
  const heldSince = { ...change("lisiere:A", 1, 3), computedAfter: 2 };
  const lower = { ...change("lisiere:B", 4, 3), computedAfter: 1 };
  expect(edgesOf(heldSince, lower)).toMatchObject([
    { node: { id: "lisiere:B" }, move: "FELL", gate: 4 },
    { node: { id: "lisiere:A" }, move: "ROSE", from: 1, to: 3, gate: null },
  ]);
});

it("puts the highest level first, gone or reached, over all landlords", () => {
  const pages = [
    { landlord: "lisiere", sites: [change("lisiere:A", 4, 3)], matching: 1 },
    { landlord: "orme", sites: [change("orme:B", 3, 4), change("orme:C", 1, 2)], matching: 2 },
  ];
  const { edges, totalCount, pageInfo } = mergeChanges({ first: 2, after: null }, pages);
  expect(edges.map(({ node }) => node)).toEqual([
    { __typename: "LisiereSite", id: "lisiere:A" },
    { __typename: "OrmeSite", id: "orme:B" },
  ]);
  expect([totalCount, pageInfo.hasNextPage]).toEqual([3, true]);
});

it("adds up what moved alike over all landlords, and level 4 stands apart from 3", () => {
  const tally = (before: number | null, after: number | null, sites: number, decided = 0) => ({
    ...{ before, after, sites, dwellings: sites * 50, decided },
  });
  const counts = levelChangeCounts([
    [tally(1, 3, 2), tally(3, 4, 1, 1)],
    [tally(1, 3, 3), tally(null, 2, 1)],
  ]);
  expect(counts).toEqual([
    { move: "ROSE", from: 3, to: 4, sites: 1, dwellings: 50, decided: 1 },
    { move: "ROSE", from: 1, to: 3, sites: 5, dwellings: 250, decided: 0 },
    { move: "ADDED", from: null, to: 2, sites: 1, dwellings: 50, decided: 0 },
  ]);
});
