import type { DecidedSitesQuery } from "../generated/graphql";
import { decidedListOf } from "./decided-list";

type Node = NonNullable<
  NonNullable<
    NonNullable<NonNullable<DecidedSitesQuery["territory"]>["sites"]>["edges"]
  >[number]["node"]
>;

function site(id: string, decision: { level: number; until: string } | null): Node {
  return {
    ...{ id: `lisiere:${id}`, name: id, commune: null, landlord: { slug: "lisiere" } },
    classification: { heldLevel: 2, decision },
  };
}

function page(nodes: readonly (Node | null)[], missing: string[] = []): DecidedSitesQuery {
  return {
    territory: {
      code: "77288",
      sites: {
        pageInfo: null,
        missing: missing.map((slug) => ({ status: "TIMED_OUT", landlord: { slug } })),
        edges: nodes.map((node) => ({ node })),
      },
    },
  };
}

it("lists decided sites of all pages, what ends first at the top, beside what the grid would give", () => {
  const list = decidedListOf([
    page([site("a", { level: 4, until: "2026-12" }), site("b", null)]),
    page([site("c", { level: 1, until: "2026-11" })]),
  ]);
  expect(list?.sites.map(({ name, level, heldLevel }) => [name, level, heldLevel])).toEqual([
    ["c", 1, 2],
    ["a", 4, 2],
  ]);
  expect(list).toMatchObject({ missing: [], unread: 0 });
});

it("tells what it does not know from none", () => {
  expect(decidedListOf([page([]), { territory: { code: "77288", sites: null } }])).toBeNull();
  expect(decidedListOf([])).toBeNull();
  const unread = { ...site("d", null), classification: null };
  expect(decidedListOf([page([unread, null], ["val"]), page([], ["val"])])).toEqual({
    ...{ sites: [], unread: 2 },
    missing: [{ slug: "val", status: "TIMED_OUT" }],
  });
});
