import { ActionRow, recordActions } from "@palier/landlord-store";
import {
  type ActionPageKey,
  type ActionPlace,
  actionPageId,
  compareActionPlaces,
  openStatuses,
} from "@palier/schema";
import fc from "fast-check";
import { ExampleLandlord } from "../testing/example-landlord.js";
import { gatewayFor } from "../viewer/viewer.fixture.js";

const statuses = ["PLANNED", "IN_PROGRESS", "DONE", "ABANDONED"] as const;
const dueDates = ["2026-09-15", null, "2026-10-31", "1999-12-31", "2027-02-28", null];

let landlord: ExampleLandlord;

beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites([
    { id: 1, reference: "AMONT", commune: "10001" },
    { id: 2, reference: "PONT", commune: "10002", priorityDistrict: "QP-1" },
    { id: 3, reference: "LOIN", commune: "99999" },
  ]);
  await landlord.store.getRepository(ActionRow).insert(
    Array.from({ length: 48 }, (_, index) => ({
      id: index + 1,
      siteId: (index % 3) + 1,
      axis: (index % 5) + 1,
      title: `Action ${index + 1}`,
      status: statuses[index % 4],
      dueDate: dueDates[index % 6],
      responsibleParty: "Ville",
    })),
  );
});

afterAll(() => landlord.end());

interface SiteAction {
  readonly id: string;
  readonly site: string;
  readonly axis: number;
  readonly status: string;
  readonly dueDate: string | null;
}

interface Page {
  readonly status: string;
  readonly actions: readonly SiteAction[] | null;
  readonly tallies: readonly { readonly actions: number }[] | null;
}

const whole: ActionPageKey = {
  landlord: "lisiere",
  territory: "247",
  month: "2026-10",
  axis: null,
  first: 200,
  after: null,
};
const fields =
  "status actions { site sites id axis title status dueDate responsibleParty partner changedOn } tallies { axis status actions }";

async function page(key: Partial<ActionPageKey>, asked = landlord): Promise<Page> {
  return (await asked.askOne("ActionPage", actionPageId({ ...whole, ...key }), fields)) as Page;
}

function placeOf({ id, status, dueDate }: SiteAction): ActionPlace {
  const isOpen = openStatuses.some((open) => open === status);
  return { isOpen, dueDate, landlord: "lisiere", id: Number(id) };
}

it("lists the actions in the order of the plan, with all that is shown of them", async () => {
  const { status, actions } = await page({});
  expect(status).toBe("ANSWERED");
  expect(actions).toHaveLength(32);
  const places = actions?.map(placeOf) ?? [];
  expect(places).toEqual([...places].sort(compareActionPlaces));
  expect(actions?.[0]).toEqual({
    site: "lisiere:AMONT",
    sites: ["lisiere:AMONT"],
    id: "10",
    axis: 5,
    title: "Action 10",
    status: "IN_PROGRESS",
    dueDate: "1999-12-31",
    responsibleParty: "Ville",
    partner: null,
    changedOn: null,
  });
});

it("counts an action at several sites once, and tells of those in the territory alone", async () => {
  const at = await ExampleLandlord.open();
  await at.addSites([
    { id: 1, reference: "AMONT", commune: "10001" },
    { id: 2, reference: "PONT", commune: "10002" },
    { id: 3, reference: "LOIN", commune: "99999" },
  ]);
  await recordActions(
    at.store,
    [
      {
        sites: ["LOIN", "PONT", "AMONT"],
        axis: 4,
        title: "Halls",
        status: "PLANNED",
        dueDate: null,
        responsibleParty: "Bailleur",
        partner: "police-melun",
      },
    ],
    { author: "Direction", partners: null, clock: () => new Date("2026-11-27T12:00:00Z") },
  );
  const asked = async (territory: string) => {
    const { actions, tallies } = await page({ territory }, at);
    expect(tallies).toMatchObject([{ actions: 1 }]);
    return actions;
  };
  const told = { partner: "police-melun", changedOn: "2026-11-27" };
  const both = ["lisiere:AMONT", "lisiere:PONT"];
  expect(await asked("247")).toMatchObject([{ site: both[0], sites: both, ...told }]);
  expect(await asked("10002")).toMatchObject([{ site: both[1], sites: [both[1]] }]);
  const title = "actions { title changedOn partner }";
  const halls = { actions: [{ title: "Halls", ...told }] };
  for (const id of both) expect(await at.askOne("Site", id, title)).toEqual(halls);
  await at.end();
});

it("gives one more action than asked for, and tallies the whole selection", async () => {
  const { actions, tallies } = await page({ axis: 3, territory: "QP-1", first: 1 });
  expect(actions).toHaveLength(2);
  expect(tallies).toEqual([
    { axis: 3, status: "ABANDONED", actions: 1 },
    { axis: 3, status: "DONE", actions: 1 },
    { axis: 3, status: "IN_PROGRESS", actions: 1 },
  ]);
});

it("gives pages that make up the whole plan", async () => {
  const keys = fc.record({
    first: fc.integer({ min: 1, max: 15 }),
    axis: fc.constantFrom(null, 1, 5),
    territory: fc.constantFrom("247", "10001", "QP-1"),
  });
  await fc.assert(
    fc.asyncProperty(keys, async (key) => {
      const all = await page({ ...key, first: 200 });
      const count = all.tallies?.reduce((sum, { actions }) => sum + actions, 0);
      expect(all.actions?.length).toBe(count);
      const gathered: SiteAction[] = [];
      let after: ActionPlace | null = null;
      do {
        const part = await page({ ...key, after });
        expect(part.tallies).toEqual(all.tallies);
        const shown = part.actions?.slice(0, key.first) ?? [];
        gathered.push(...shown);
        const final = shown.at(-1);
        after = (part.actions?.length ?? 0) > key.first && final ? placeOf(final) : null;
      } while (after !== null);
      expect(gathered).toEqual(all.actions);
    }),
    { numRuns: 25 },
  );
});

it("goes on after a place of any landlord, or of none", async () => {
  const all = (await page({})).actions ?? [];
  const places = fc.record({
    isOpen: fc.boolean(),
    dueDate: fc.constantFrom(null, "0001-01-01", "1999-12-31", "2026-10-15", "9999-12-31"),
    landlord: fc.constantFrom("adret", "lisiere", "val-de-brie"),
    id: fc.constantFrom(1, 24, 2 ** 31 - 1),
  });
  await fc.assert(
    fc.asyncProperty(places, async (after) => {
      const { actions } = await page({ after });
      expect(actions).toEqual(
        all.filter((action) => compareActionPlaces(after, placeOf(action)) < 0),
      );
    }),
    { numRuns: 60 },
  );
});

it("does not wait for a month to be closed", async () => {
  expect((await page({ month: "2026-11" })).status).toBe("ANSWERED");
});

it.each([{ month: "2026-12" }, { territory: "99999" }])("knows nothing of %j", async (key) => {
  expect(await page(key)).toEqual({ status: "UNKNOWN", actions: null, tallies: null });
});

it.each(["val-de-brie:247:2026-10:*:50:", "lisiere:247:2026-10", "lisiere:247:2026-10:6:50:", ""])(
  "has no page %j",
  async (id) => {
    expect(await landlord.askOne("ActionPage", id, "id")).toBeNull();
  },
);

it.each([
  [["10001"], { "10001": 16 }],
  [["QP-1"], { "QP-1": 16 }],
  [["247"], { "10001": 16, "10002": 16, "247": 32, "QP-1": 16 }],
  [["99999"], {}],
])("holds nothing outside the scope %j, in lists nor tallies", async (scope, seen) => {
  const gateway = landlord.seenBy(gatewayFor("MUNICIPALITY", scope));
  const counts: Record<string, number> = {};
  for (const territory of ["10001", "10002", "247", "QP-1"]) {
    const { status, actions, tallies } = await page({ territory }, gateway);
    if (status === "UNKNOWN") continue;
    const count = tallies?.reduce((sum, tally) => sum + tally.actions, 0) ?? 0;
    expect(actions).toHaveLength(count);
    counts[territory] = count;
  }
  expect(counts).toEqual(seen);
});

it("answers any number of pages in one statement", async () => {
  const ids = [1, 2, 3, 4, 5].map((axis) => actionPageId({ ...whole, axis }));
  expect(await landlord.statements(() => landlord.ask("ActionPage", ids, fields))).toHaveLength(1);
});
