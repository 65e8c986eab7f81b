import fc from "fast-check";
import { levelShares } from "../levels/level-shares.js";
import { coverageOf } from "./coverage.js";
import { readAnswers } from "./read-answers.js";

const lisiere = {
  landlord: "lisiere",
  contribution: "lisiere:10001:2026-10",
  dwellings: 50,
  least: 45,
  most: 55,
};
const brie = {
  landlord: "val-de-brie",
  contribution: "val-de-brie:10001:2026-10",
  dwellings: 30,
  least: 27,
  most: 33,
};

/** An answer that counts, with one thing changed. */
function fromLisiere(changes: Record<string, unknown> = {}) {
  return {
    __typename: "LisiereContribution",
    id: lisiere.contribution,
    status: "ANSWERED",
    tallies: [{ level: 3, sites: 2, dwellings: 20 }],
    ...changes,
  };
}

function statusesOf(contributions: unknown): string[] {
  return readAnswers({ contributions, expected: [brie, lisiere] }).map(({ status }) => status);
}

it("reads answers in the convention's order", () => {
  expect(readAnswers({ contributions: [fromLisiere()], expected: [brie, lisiere] })).toEqual([
    { expected: brie, status: "NO_ANSWER" },
    {
      expected: lisiere,
      status: "ANSWERED",
      tallies: [{ level: 3, sites: 2, dwellings: 20 }],
    },
  ]);
});

it("counts a landlord without sites as one that answered", () => {
  expect(statusesOf([fromLisiere({ tallies: [] })])).toEqual(["NO_ANSWER", "ANSWERED"]);
});

it.each([
  ["MONTH_NOT_CLOSED", "MONTH_NOT_CLOSED"],
  ["WITHHELD", "WITHHELD"],
  ["RATE_LIMITED", "RATE_LIMITED"],
  ["BUDGET_USED", "BUDGET_USED"],
  ["NOT_IN_FORCE", "NOT_IN_FORCE"],
  ["UNREACHABLE", "UNREACHABLE"],
  ["TIMED_OUT", "TIMED_OUT"],
  ["FAILED", "FAILED"],
  ["INVALID_ANSWER", "INVALID_ANSWER"],
  ["UNKNOWN", "INVALID_ANSWER"],
  ["answered", "INVALID_ANSWER"],
  [7, "INVALID_ANSWER"],
  [null, "NO_ANSWER"],
])("turns the status %j into %s", (status, reason) => {
  expect(statusesOf([null, fromLisiere({ status })])).toEqual(["NO_ANSWER", reason]);
});

it.each([
  ["another id than the one expected", { id: brie.contribution }],
  ["no id", { id: null }],
  ["no tallies", { tallies: null }],
  ["tallies that are no list", { tallies: { level: 3, sites: 2, dwellings: 20 } }],
  ["an empty tally", { tallies: [null] }],
  ["a level above 4", { tallies: [{ level: 5, sites: 1, dwellings: 1 }] }],
  ["a negative level", { tallies: [{ level: -1, sites: 1, dwellings: 1 }] }],
  ["no level", { tallies: [{ level: null, sites: 1, dwellings: 1 }] }],
  ["half a site", { tallies: [{ level: 1, sites: 0.5, dwellings: 1 }] }],
  ["fewer than no dwellings", { tallies: [{ level: 1, sites: 1, dwellings: -1 }] }],
  ["text for a number", { tallies: [{ level: 1, sites: "1", dwellings: 1 }] }],
  ["more dwellings than any landlord has", { tallies: [{ level: 1, sites: 1, dwellings: 2e9 }] }],
  ["fewer dwellings than sites", { tallies: [{ level: 4, sites: 77, dwellings: 0 }] }],
  ["a site without a dwelling", { tallies: [{ level: 4, sites: 2, dwellings: 1 }] }],
  ["dwellings without a site", { tallies: [{ level: 1, sites: 0, dwellings: 1 }] }],
  [
    "a level twice",
    {
      tallies: [
        { level: 1, sites: 1, dwellings: 1 },
        { level: 1, sites: 2, dwellings: 2 },
      ],
    },
  ],
])("does not count a landlord with %s", (_what, changes) => {
  expect(statusesOf([fromLisiere(changes)])).toEqual(["NO_ANSWER", "INVALID_ANSWER"]);
});

const former = { restatedOn: "2026-12-01", reason: "DECISION", tallies: [] };
const later = { ...former, restatedOn: "2026-12-02" };
const mostOfAll = { ...former, tallies: [{ level: 4, sites: 1, dwellings: 55 }] };

it.each([
  ["ANSWERED", [later, former], [later, former]],
  ["MONTH_NOT_CLOSED", [former], [former]],
  ["ANSWERED", [mostOfAll], [mostOfAll]],
  ["WITHHELD", [former], undefined],
  ["ANSWERED", [], undefined],
  ["ANSWERED", null, undefined],
])("keeps what a landlord that is %s had published before", (status, formers, kept) => {
  const [answer] = readAnswers({
    contributions: [fromLisiere({ status, formers })],
    expected: [lisiere],
  });
  expect([answer?.status, answer?.formers]).toEqual([status, kept]);
});

it.each([
  ["no list", {}],
  ["no day", [{ ...former, restatedOn: "2026-13-01" }]],
  ["no reason", [{ ...former, reason: null }]],
  ["tallies that nobody has", [{ ...former, tallies: [{ level: 1, sites: 2, dwellings: 1 }] }]],
  ["another order", [former, later]],
  [
    "more dwellings than are believed",
    [later, { ...former, tallies: [{ level: 4, sites: 1, dwellings: 56 }] }],
  ],
])("does not count a landlord whose former levels have %s", (_what, formers) => {
  expect(statusesOf([fromLisiere({ formers })])).toEqual(["NO_ANSWER", "INVALID_ANSWER"]);
});

it.each([
  [55, "ANSWERED"],
  [56, "ABOVE_DECLARED"],
  [1_000_000, "ABOVE_DECLARED"],
])("of at most 55 dwellings that are believed takes %d for %s, in no part", (dwellings, status) => {
  const lower = { level: 1, sites: 1, dwellings: 10 };
  const upper = { level: 4, sites: 10, dwellings: dwellings - 10 };
  const contributions = [fromLisiere({ tallies: [lower, upper] })];
  const answers = readAnswers({ contributions, expected: [lisiere] });
  expect(answers.map((answer) => answer.status)).toEqual([status]);
  expect(coverageOf(answers).dwellingsKnown).toBe(status === "ANSWERED" ? dwellings : 0);
});

it.each([
  [56, "ABOVE_DECLARED"],
  [20, "INVALID_ANSWER"],
])("says of %d dwellings that the gateway does not believe: %s", (dwellings, status) => {
  const tallies = [{ level: 4, sites: 1, dwellings }];
  expect(statusesOf([fromLisiere({ status: "INVALID_ANSWER", tallies })])).toEqual([
    "NO_ANSWER",
    status,
  ]);
});

it("does not count a landlord that answers twice, were it the same", () => {
  expect(statusesOf([fromLisiere(), fromLisiere()])).toEqual(["NO_ANSWER", "INVALID_ANSWER"]);
});

it("leaves aside what is nobody's or another's", () => {
  const stranger = fromLisiere({ __typename: "StrangerContribution" });
  const impostor = fromLisiere({ id: brie.contribution });
  expect(statusesOf([stranger, "noise", 7, [fromLisiere()]])).toEqual(["NO_ANSWER", "NO_ANSWER"]);
  expect(statusesOf([impostor])).toEqual(["NO_ANSWER", "INVALID_ANSWER"]);
});

it("never fails on, nor adds to a total from, whatever landlords send", () => {
  const noise = fc.oneof(
    fc.anything(),
    fc.anything().map((tallies) => fromLisiere({ tallies })),
  );
  fc.assert(
    fc.property(fc.array(noise), (contributions) => {
      const answers = readAnswers({ contributions, expected: [brie, lisiere] });
      const known = coverageOf(answers).dwellingsKnown;
      expect(levelShares(answers).reduce((sum, { dwellings }) => sum + dwellings, 0)).toBe(known);
      expect(Number.isSafeInteger(known)).toBe(true);
    }),
  );
});

it.each([
  [{}],
  [{ contributions: [] }],
  [{ contributions: [], expected: [lisiere, lisiere] }],
  [{ contributions: [], expected: [{ ...lisiere, landlord: "Nobody!" }] }],
  [{ contributions: [], expected: [{ ...lisiere, most: undefined }] }],
  [{ contributions: null, expected: [] }],
  [null],
])("fails on a representation that is not the contract's: %j", (representation) => {
  expect(() => readAnswers(representation)).toThrow("A representation without");
});
