import { sitePageId } from "@palier/schema";
import { OwnAccounts } from "./own-accounts.js";

const territory = { landlord: "lisiere", territory: "77288", month: "2026-10" };
const contribution = "lisiere:77288:2026-10";
const counted = [
  { level: 4, sites: 2, dwellings: 100 },
  { level: 1, sites: 1, dwellings: 50 },
];
const listed = [
  { id: "lisiere:A", level: 4, dwellings: 60 },
  { id: "lisiere:B", level: 4, dwellings: 40 },
  { id: "lisiere:C", level: 1, dwellings: 50 },
];

interface Told {
  readonly tallies?: readonly object[] | null;
  readonly sites?: readonly object[] | null;
  readonly matching?: number;
  readonly levels?: readonly number[] | null;
  readonly first?: number;
  readonly statuses?: readonly [string, string];
}

function contradictions(told: Told): string[] {
  const { tallies = counted, sites = listed, matching = 3, levels = null, first = 50 } = told;
  const [ofAll, ofPage] = told.statuses ?? ["ANSWERED", "ANSWERED"];
  const accounts = new OwnAccounts();
  accounts.note("lisiere", contribution, { status: ofAll, tallies });
  const page = sitePageId({ ...territory, levels, first, after: null });
  accounts.note("lisiere", page, { status: ofPage, matching, sites });
  return accounts.disbelieve();
}

it.each<[string, Told]>([
  ["says the same", {}],
  ["lists a part", { first: 2, sites: listed.slice(0, 2) }],
  ["lists one level", { levels: [1], matching: 1, sites: listed.slice(2) }],
  ["lists a level of which there is none", { levels: [3], matching: 0, sites: [] }],
  ["has nothing there", { tallies: [], matching: 0, sites: [] }],
  ["has not closed the month", { statuses: ["MONTH_NOT_CLOSED", "ANSWERED"], tallies: null }],
  ["withholds its page", { statuses: ["ANSWERED", "WITHHELD"], sites: null }],
])("believes a landlord that %s", (_what, told) => {
  expect(contradictions(told)).toEqual([]);
});

it.each<[string, Told]>([
  ["counts nothing, and lists sites", { tallies: [] }],
  ["counts fewer sites than there are to list", { matching: 77 }],
  ["counts sites, and lists none", { matching: 0, sites: [] }],
  ["lists a level that it does not count", { tallies: [{ level: 1, sites: 3, dwellings: 150 }] }],
  [
    "lists more of a level than it counts",
    { sites: [...listed.slice(0, 2), { ...listed[2], level: 4 }] },
  ],
  [
    "counts other dwellings than it lists",
    { sites: [{ ...listed[0], dwellings: 61 }, ...listed.slice(1)] },
  ],
  [
    "counts more dwellings than the whole list has",
    { sites: [{ ...listed[0], dwellings: 59 }, ...listed.slice(1)] },
  ],
  ["lists one level otherwise", { levels: [4], matching: 1, sites: listed.slice(0, 1) }],
])("disbelieves a landlord that %s, once", (_what, told) => {
  expect(contradictions(told)).toEqual(["lisiere"]);
});

it("holds a page to the contribution of its own territory and month, and to no other landlord's", () => {
  const accounts = new OwnAccounts();
  accounts.note("lisiere", contribution, { status: "ANSWERED", tallies: [] });
  for (const key of [
    { ...territory, month: "2026-09" },
    { ...territory, territory: "77285" },
  ]) {
    const page = sitePageId({ ...key, levels: null, first: 50, after: null });
    accounts.note("lisiere", page, { status: "ANSWERED", matching: 3, sites: listed });
  }
  const other = sitePageId({
    ...territory,
    landlord: "orme",
    levels: null,
    first: 50,
    after: null,
  });
  accounts.note("orme", other, { status: "ANSWERED", matching: 3, sites: listed });
  expect(accounts.disbelieve()).toEqual([]);
  const page = sitePageId({ ...territory, levels: null, first: 50, after: null });
  accounts.note("lisiere", page, { status: "ANSWERED", matching: 3, sites: listed });
  expect([accounts.disbelieve(), accounts.disbelieve()]).toEqual([["lisiere"], []]);
  expect(accounts.isDisbelieved("lisiere")).toBe(true);
});

it("keeps answers apart from what a plan makes of them", () => {
  const accounts = new OwnAccounts<{ rows: number[] }>();
  accounts.keep("a", { rows: [1] });
  accounts.known("a")?.rows.push(2);
  expect([accounts.known("a"), accounts.known("b")]).toEqual([{ rows: [1] }, undefined]);
});
