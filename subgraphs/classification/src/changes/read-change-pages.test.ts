import { type ChangeSelection, changePageId } from "@palier/schema";
import { readChangePages } from "./read-change-pages.js";

const selection: ChangeSelection = {
  ...{ territory: "10001", month: "2026-10", since: "2026-09", landlord: null },
  ...{ first: 2, after: { level: 4, dwellings: 90, id: "lisiere:R-1" } },
};
const second = {
  ...{
    id: "lisiere:R-2",
    before: 4,
    after: 3,
    heldBefore: 4,
    heldAfter: 3,
    computedAfter: 2,
    dwellings: 90,
  },
};
const third = {
  ...{
    id: "lisiere:R-3",
    before: 1,
    after: 4,
    heldBefore: 1,
    heldAfter: 3,
    computedAfter: 3,
    dwellings: 80,
  },
};
const fourth = {
  ...{
    id: "lisiere:R-4",
    before: null,
    after: 3,
    heldBefore: null,
    heldAfter: 3,
    computedAfter: 3,
    dwellings: 99,
  },
};
const tally = { before: 1, after: 3, sites: 2, dwellings: 150, decided: 1 };

function fromLisiere(changes: Record<string, unknown> = {}) {
  return {
    __typename: "LisiereChangePage",
    id: changePageId({ ...selection, landlord: "lisiere" }),
    ...{ status: "ANSWERED", listStatus: "ANSWERED" },
    ...{ tallies: [tally], matching: 7, sites: [second, third, fourth] },
    ...changes,
  };
}

const declared = [
  {
    ...{ landlord: "lisiere", contribution: "lisiere:10001:2026-10" },
    ...{ dwellings: 300, least: 270, most: 330 },
  },
];

function read(page: unknown) {
  const { counted, listed } = readChangePages(selection, {
    ...{ pages: [page], expected: ["lisiere"], declared },
  });
  return [counted[0], listed[0]];
}

const counted = { landlord: "lisiere", status: "ANSWERED", content: [tally] };
const listed = {
  ...{ landlord: "lisiere", status: "ANSWERED" },
  content: { landlord: "lisiere", matching: 7, sites: [second, third, fourth] },
};

it("reads counts and a list that follows the cursor", () => {
  expect(read(fromLisiere())).toEqual([counted, listed]);
});

it("takes what a gateway leaves out for null", () => {
  const { before: _, heldBefore: __, ...entered } = fourth;
  const enteredTally = { after: 3, sites: 1, dwellings: 99, decided: 0 };
  const [counts, list] = read(
    fromLisiere({ tallies: [tally, enteredTally], sites: [second, third, entered] }),
  );
  expect(counts).toMatchObject({ content: [tally, { ...enteredTally, before: null }] });
  expect(list).toEqual(listed);
});

it("reads counts alone and a list alone, as a landlord gives them", () => {
  const withheld = { landlord: "lisiere", status: "WITHHELD" };
  const noList = { listStatus: "WITHHELD", sites: null, matching: null };
  expect(read(fromLisiere(noList))).toEqual([counted, withheld]);
  expect(read(fromLisiere({ status: "WITHHELD", tallies: null }))).toEqual([withheld, listed]);
});

it("takes for both the reason that the gateway fills in for a landlord that does not answer", () => {
  const nothing = { listStatus: null, tallies: null, sites: null, matching: null };
  const timedOut = { landlord: "lisiere", status: "TIMED_OUT" };
  expect(read(fromLisiere({ ...nothing, status: "TIMED_OUT" }))).toEqual([timedOut, timedOut]);
  const noAnswer = { landlord: "lisiere", status: "NO_ANSWER" };
  expect(read(null)).toEqual([noAnswer, noAnswer]);
});

it.each([
  ["another selection", { id: "lisiere:10001:2026-10:2026-08:2:" }],
  ["no counts", { tallies: null }],
  ["a level that did not move", { tallies: [{ ...tally, after: 1 }] }],
  ["one move twice", { tallies: [tally, tally] }],
  ["more decisions than sites", { tallies: [{ ...tally, decided: 3 }] }],
  ["a level that there is not", { tallies: [{ ...tally, after: 5 }] }],
])("does not believe counts with %s", (_what, changes) => {
  expect(read(fromLisiere(changes))[0]).toEqual({ landlord: "lisiere", status: "INVALID_ANSWER" });
});

it.each([
  ["no sites", { sites: null }],
  ["another order", { sites: [third, second] }],
  ["a site twice", { sites: [second, { ...third, id: second.id }] }],
  ["a site of another landlord", { sites: [{ ...second, id: "orme:R-2" }] }],
  ["a level that did not move", { sites: [{ ...second, after: 4 }] }],
  ["a held level in a month it was not there", { sites: [{ ...fourth, heldBefore: 2 }] }],
  ["a level and no held one", { sites: [{ ...second, heldAfter: 0 }] }],
  ["a level and no computed one", { sites: [{ ...second, computedAfter: null }] }],
  ["a level held below the computed one", { sites: [{ ...second, computedAfter: 4 }] }],
  ["fewer matches than sites", { matching: 2 }],
  ["a page that is too long", { sites: [second, third, fourth, { ...fourth, id: "lisiere:R-5" }] }],
])("does not believe a list with %s", (_what, changes) => {
  expect(read(fromLisiere(changes))[1]).toEqual({ landlord: "lisiere", status: "INVALID_ANSWER" });
});

it("does not believe more dwellings than both months can hold of what was declared", () => {
  const above = { landlord: "lisiere", status: "ABOVE_DECLARED" };
  expect(read(fromLisiere({ tallies: [{ ...tally, dwellings: 661 }] }))[0]).toEqual(above);
  expect(read(fromLisiere({ matching: 661 }))[1]).toEqual(above);
});
