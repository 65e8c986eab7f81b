import type { ChangedSitesFragment } from "../generated/graphql";
import { changedListOf } from "./changed-list";

const edge = (cursor: string) => ({
  ...({
    cursor,
    move: "ROSE",
    from: 1,
    to: 3,
    byDecision: false,
    dwellings: 50,
    node: null,
  } as const),
});

function page(changes: Partial<ChangedSitesFragment>): ChangedSitesFragment {
  const pageInfo = { hasNextPage: false, endCursor: null };
  return { ...{ since: "2026-09", totalCount: 2, missing: [], edges: [], pageInfo }, ...changes };
}

it("adds pages up, and names whoever is missing in one of them", () => {
  const missing = [{ landlord: { slug: "orme" }, status: "TIMED_OUT" as const }];
  const list = changedListOf([page({ edges: [edge("1")] }), page({ edges: [edge("2")], missing })]);
  expect(list).toEqual({
    edges: [edge("1"), edge("2")],
    totalCount: 2,
    missing: [{ slug: "orme", status: "TIMED_OUT" }],
  });
});

it("takes no answer for no list, never for an empty one", () => {
  const lists = [[null], [undefined], [page({ edges: null })], [page({}), null]].map(changedListOf);
  expect(lists).toEqual([null, null, null, null]);
  expect(changedListOf([page({ totalCount: 0 })])?.edges).toEqual([]);
});
