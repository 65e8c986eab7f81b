import { type ActionSelection, actionPageId } from "@palier/schema";
import fc from "fast-check";
import { readActionPages } from "./read-action-pages.js";

const selection: ActionSelection = {
  territory: "10001",
  month: "2026-10",
  landlord: null,
  axis: 3,
  first: 2,
  after: { isOpen: true, dueDate: "2026-09-15", landlord: "lisiere", id: 7 },
};
const texts = { axis: 3, title: "Caves", responsibleParty: "Ville", site: "lisiere:R-1" };
const second = { ...texts, id: "9", status: "PLANNED", dueDate: "2026-09-15" };
const third = { ...texts, id: "8", status: "IN_PROGRESS", dueDate: null };
const fourth = { ...texts, id: "2", status: "DONE", dueDate: "2026-08-15" };
const tallies = [
  { axis: 3, status: "PLANNED", actions: 2 },
  { axis: 3, status: "IN_PROGRESS", actions: 1 },
  { axis: 3, status: "DONE", actions: 4 },
];

/** A page that counts, with one thing changed. */
function fromLisiere(changes: Record<string, unknown> = {}) {
  return {
    __typename: "LisiereActionPage",
    id: actionPageId({ ...selection, landlord: "lisiere" }),
    status: "ANSWERED",
    actions: [second, third, fourth],
    tallies,
    ...changes,
  };
}

const read = (...pages: unknown[]) => readActionPages(selection, { pages, expected: ["lisiere"] });

it("takes what a gateway leaves out for null", () => {
  const bare = { id: "8", status: "IN_PROGRESS", axis: 3, site: "lisiere:R-1" };
  const told = { ...bare, title: null, dueDate: null, responsibleParty: null };
  const [page] = read(fromLisiere({ actions: [second, bare, fourth] }));
  expect(page?.status).toBe("ANSWERED");
  expect(page).toEqual(read(fromLisiere({ actions: [second, told, fourth] }))[0]);
});

it("reads a page that follows the cursor", () => {
  const [page] = read(fromLisiere());
  expect(page).toMatchObject({ landlord: "lisiere", status: "ANSWERED", content: { tallies } });
  expect(page?.status === "ANSWERED" && page.content.actions[1]).toEqual({
    place: { isOpen: true, dueDate: null, landlord: "lisiere", id: 8 },
    sites: ["lisiere:R-1"],
    axis: 3,
    title: "Caves",
    status: "IN_PROGRESS",
    responsibleParty: "Ville",
    partner: null,
    changedOn: null,
  });
});

it("reads an action at several sites, its partner and its last change", () => {
  const told = { partner: "police-melun", changedOn: "2026-09-01" };
  const sites = ["lisiere:R-1", "lisiere:R-2"];
  const [page] = read(fromLisiere({ actions: [{ ...second, ...told, sites }] }));
  expect(page?.status === "ANSWERED" && page.content.actions).toMatchObject([{ ...told, sites }]);
});

it.each([
  [
    "more actions in all than a landlord can have",
    { tallies: tallies.map((tally) => ({ ...tally, actions: 5_000_000 })) },
  ],
  ["another landlord's site", { actions: [{ ...second, site: "lisiere-bis:R-1" }] }],
  [
    "another landlord's site among others",
    {
      actions: [{ ...second, sites: ["lisiere:R-1", "lisiere-bis:R-1"] }],
    },
  ],
  ["another first site than all of them", { actions: [{ ...second, sites: ["lisiere:R-2"] }] }],
  ["a site twice", { actions: [{ ...second, sites: ["lisiere:R-1", "lisiere:R-1"] }] }],
  ["no site", { actions: [{ ...second, sites: [] }] }],
  ["a change on a day that is none", { actions: [{ ...second, changedOn: "2026-02-30" }] }],
  ["no number", { actions: [{ ...second, id: "9a" }] }],
  ["a number written otherwise", { actions: [{ ...second, id: "09" }] }],
  ["another axis than asked for", { actions: [{ ...second, axis: 2 }] }],
  ["a status that nobody knows", { actions: [{ ...second, status: "LATE" }] }],
  ["a day that is none", { actions: [{ ...second, dueDate: "2026-02-30" }] }],
  ["a title that is no text", { actions: [{ ...second, title: { text: "Caves" } }] }],
  ["actions out of order", { actions: [third, second] }],
  ["an action at two places", { actions: [second, { ...second, dueDate: null }] }],
  ["the action of the cursor", { actions: [{ ...second, id: "7" }] }],
  ["more than one beyond the page", { actions: [second, third, fourth, { ...fourth, id: "3" }] }],
  ["no actions", { actions: null }],
  ["no tallies", { tallies: null }],
  ["fewer tallied than shown", { tallies: tallies.slice(0, 2) }],
  ["an axis and status twice", { tallies: [...tallies, tallies[0]] }],
  ["a tally of nothing", { tallies: [...tallies, { axis: 3, status: "ABANDONED", actions: 0 }] }],
  ["a tally of another axis", { tallies: [...tallies, { axis: 1, status: "DONE", actions: 1 }] }],
])("does not believe a landlord with %s", (_what, changes) => {
  expect(read(fromLisiere(changes))).toEqual([{ landlord: "lisiere", status: "INVALID_ANSWER" }]);
});

it("never fails on whatever landlords send", () => {
  const noise = fc.anything().map((actions) => fromLisiere({ actions, tallies: actions }));
  fc.assert(
    fc.property(noise, (page) => {
      expect(read(page)).toHaveLength(1);
    }),
  );
});
