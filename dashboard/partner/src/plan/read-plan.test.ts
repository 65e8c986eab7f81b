import type { ActionStatus } from "../generated/graphql";
import type { PlanConnection } from "./plan";
import { everyAction, type PlanFilter, readAxis, readStanding } from "./plan-filter";
import { type AskPage, readPlan } from "./read-plan";

const today = "2026-11-23";
const everything: PlanFilter = { ...everyAction, today };

function edge(cursor: string, status: ActionStatus, dueDate: string | null, landlord = "lisiere") {
  const site = {
    id: `${landlord}:R-1`,
    name: "Les Ormes",
    commune: { code: "77288", name: "Melun" },
  };
  return { cursor, node: { axis: 3, title: cursor, status, dueDate }, sites: [site] };
}

/** In the graph's order. */
const plan = [
  edge("a", "IN_PROGRESS", "2026-09-15"),
  edge("b", "PLANNED", "2026-11-22", "orme"),
  edge("c", "PLANNED", "2026-11-23"),
  edge("d", "IN_PROGRESS", null, "orme"),
  edge("e", "DONE", "2026-10-01"),
  edge("f", "ABANDONED", "2026-01-01", "orme"),
];

/** Pages of two; keeps where each began. */
function pages(edges: PlanConnection["edges"] = plan) {
  const asked: (string | null)[] = [];
  const all = edges ?? [];
  const askPage: AskPage = async (after) => {
    asked.push(after);
    const start = all.findIndex(({ cursor }) => cursor === after) + 1;
    const page = all.slice(start, start + 2);
    const data: PlanConnection = {
      edges: page,
      missing: [],
      pageInfo: {
        hasNextPage: start + 2 < all.length,
        endCursor: page.at(-1)?.cursor ?? null,
      },
    };
    return { data, errors: [] };
  };
  return { asked, askPage };
}

async function read(filter: Partial<PlanFilter>, wanted: number) {
  const { asked, askPage } = pages();
  const { data } = await readPlan(askPage, { ...everything, ...filter }, wanted);
  return { keys: data?.actions.map(({ key }) => key), hasMore: data?.hasMore, asked };
}

it("reads no more pages than it shows", async () => {
  expect(await read({}, 2)).toEqual({ keys: ["a", "b"], hasMore: true, asked: [null] });
  expect(await read({}, 3)).toEqual({
    keys: ["a", "b", "c"],
    hasMore: true,
    asked: [null, "b"],
  });
});

it("reads on until enough of a landlord's own are there", async () => {
  expect(await read({ landlord: "orme" }, 2)).toEqual({
    keys: ["b", "d"],
    hasMore: true,
    asked: [null, "b"],
  });
  expect(await read({ landlord: "orme" }, 50)).toMatchObject({
    keys: ["b", "d", "f"],
    hasMore: false,
  });
});

it("stops where what is looked for cannot follow in the graph's order", async () => {
  const late = await read({ due: "late" }, 50);
  expect(late).toEqual({ keys: ["a", "b"], hasMore: false, asked: [null, "b"] });
  const planned = await read({ standing: "PLANNED" }, 50);
  expect(planned).toEqual({ keys: ["b", "c"], hasMore: false, asked: [null, "b", "d"] });
  expect((await read({ standing: "open" }, 50)).keys).toEqual(["a", "b", "c", "d"]);
});

it("reads to the end for what may stand there", async () => {
  expect((await read({ standing: "ABANDONED" }, 50)).keys).toEqual(["f"]);
  expect((await read({ standing: "DONE" }, 50)).keys).toEqual(["e"]);
});

it("reads to the end for what was last changed in a month", async () => {
  const dated = plan.map(({ node, ...each }, index) => ({
    ...each,
    node: { ...node, changedOn: [null, "2026-10-01", "2026-09-30"][index % 3] ?? null },
  }));
  const { askPage } = pages(dated);
  const { data } = await readPlan(askPage, { ...everything, changedIn: "2026-10" }, 50);
  expect(data?.actions.map(({ key }) => key)).toEqual(["b", "e"]);
  expect(data?.hasMore).toBe(false);
});

it("gives up on a plan that never ends", async () => {
  let asked = 0;
  const endless: AskPage = async () => {
    asked += 1;
    const pageInfo = { hasNextPage: asked < 1_000, endCursor: `after ${asked}` };
    return { data: { edges: [edge("a", "DONE", null)], pageInfo, missing: [] }, errors: [] };
  };
  const { data } = await readPlan(endless, { ...everything, landlord: "orme" }, 50);
  expect(data).toMatchObject({ actions: [], hasMore: true });
  expect(asked).toBe(50);
});

it("names each missing landlord once, and keeps every error", async () => {
  const { askPage } = pages();
  const missing = [{ landlord: { slug: "ecluse", name: "Écluse" }, status: "TIMED_OUT" as const }];
  const partly: AskPage = async (after) => {
    const { data } = await askPage(after);
    return { data: data && { ...data, missing }, errors: [{ message: "no name" }] };
  };
  const { data, errors } = await readPlan(partly, everything, 50);
  expect(data?.missing).toEqual([{ slug: "ecluse", status: "TIMED_OUT" }]);
  expect(errors).toHaveLength(3);
});

it("tells a page that was not given from one that is empty", async () => {
  const given = async (page: PlanConnection) =>
    (await readPlan(async () => ({ data: page, errors: [] }), everything, 50)).data;
  expect(await given({ edges: null })).toMatchObject({ isReadable: false, actions: [] });
  expect(await given({ edges: [] })).toMatchObject({ isReadable: true, actions: [] });
});

it("says null for a territory that does not exist for the reader", async () => {
  const answer = await readPlan(async () => ({ data: null, errors: [] }), everything, 50);
  expect(answer.data).toBeNull();
});

it("takes nothing from the address that it does not know", () => {
  expect(["1", "5", "0", "6", "1.5", "", null].map(readAxis)).toEqual([
    1,
    5,
    null,
    null,
    null,
    null,
    null,
  ]);
  expect(["open", "DONE", "done", "x", null].map(readStanding)).toEqual([
    "open",
    "DONE",
    null,
    null,
    null,
  ]);
});
