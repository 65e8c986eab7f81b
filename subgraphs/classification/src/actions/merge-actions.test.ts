import {
  type ActionPlace,
  type ActionSelection,
  type ActionStatus,
  actionPageId,
  actionStatuses,
  compareActionPlaces,
  openStatuses,
  parseActionCursor,
} from "@palier/schema";
import fc from "fast-check";
import { contentsOf } from "../list/read-pages.js";
import { mergeActions } from "./merge-actions.js";
import { readActionPages } from "./read-action-pages.js";

const types = new Map([
  ["lisiere", "LisiereActionPage"],
  ["val-de-brie", "ValDeBrieActionPage"],
]);
const slugs = [...types.keys()];

interface Owned {
  readonly landlord: string;
  readonly id: number;
  readonly axis: number;
  readonly status: ActionStatus;
  readonly dueDate: string | null;
}

function placeOf({ landlord, id, status, dueDate }: Owned): ActionPlace {
  return { isOpen: openStatuses.includes(status), dueDate, landlord, id };
}

/** The actions of all landlords in the order of the plan. */
const actions = fc
  .uniqueArray(
    fc.record({
      landlord: fc.constantFrom(...slugs),
      id: fc.integer({ min: 1, max: 30 }),
      axis: fc.integer({ min: 1, max: 5 }),
      status: fc.constantFrom(...actionStatuses),
      dueDate: fc.constantFrom(null, "2026-09-15", "2026-10-31", "2027-01-15"),
    }),
    { selector: ({ landlord, id }) => `${landlord} ${id}`, maxLength: 30 },
  )
  .map((all) => all.sort((a, b) => compareActionPlaces(placeOf(a), placeOf(b))));

/** The page as a landlord's node gives it. */
function pageOf(landlord: string, all: readonly Owned[], selection: ActionSelection) {
  const own = all.filter((action) => action.landlord === landlord);
  const { first, after } = selection;
  const following = own.filter((a) => after === null || compareActionPlaces(after, placeOf(a)) < 0);
  const kinds = [...new Set(own.map(({ axis, status }) => `${axis} ${status}`))];
  return {
    __typename: types.get(landlord),
    id: actionPageId({ ...selection, landlord }),
    status: "ANSWERED",
    actions: following.slice(0, first + 1).map(({ id, axis, status, dueDate }) => {
      const site = `${landlord}:R-1`;
      return { id: String(id), axis, status, dueDate, site, title: null, responsibleParty: null };
    }),
    tallies: kinds.map((kind) => {
      const alike = own.filter(({ axis, status }) => `${axis} ${status}` === kind);
      return { axis: alike[0]?.axis, status: alike[0]?.status, actions: alike.length };
    }),
  };
}

function listFor(all: readonly Owned[], first: number, after: ActionPlace | null) {
  const key = { territory: "10001", month: "2026-10", landlord: null, axis: null };
  const selection: ActionSelection = { ...key, first, after };
  const pages = slugs.map((slug) => pageOf(slug, all, selection));
  return mergeActions(
    selection,
    contentsOf(readActionPages(selection, { pages, expected: slugs })),
  );
}

it("gives the plan back, page after page, however its actions are split over landlords", () => {
  fc.assert(
    fc.property(actions, fc.integer({ min: 1, max: 9 }), (all, first) => {
      const gathered: string[] = [];
      let after: ActionPlace | null = null;
      let list: ReturnType<typeof listFor>;
      do {
        list = listFor(all, first, after);
        expect(list.totalCount).toBe(all.length);
        gathered.push(...list.edges.map(({ site, node }) => `${site.id} ${node.id}`));
        after = parseActionCursor(list.pageInfo.endCursor ?? "");
      } while (list.pageInfo.hasNextPage);
      expect(gathered).toEqual(all.map(({ landlord, id }) => `${landlord}:R-1 ${id}`));
    }),
  );
});

it("counts the whole selection by axis and status, whatever the page", () => {
  const planned = (landlord: string, id: number, axis: number): Owned => {
    return { landlord, id, axis, status: "PLANNED", dueDate: null };
  };
  const done: Owned = { ...planned("lisiere", 3, 1), status: "DONE" };
  const all = [planned("lisiere", 1, 1), planned("val-de-brie", 1, 1), planned("lisiere", 2, 4)];
  expect(listFor([...all, done], 1, null).counts).toEqual([
    { axis: 1, status: "PLANNED", actions: 2 },
    { axis: 1, status: "DONE", actions: 1 },
    { axis: 4, status: "PLANNED", actions: 1 },
  ]);
});
