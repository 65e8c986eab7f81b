import { type Fault, sendJson } from "../federation/faulty-front.js";
import { levelsOf, type TerritoryAnswer, territoryQuery } from "../federation/figures.js";
import { agglomeration } from "../federation/small-convention.js";
import { type SmallPlatform, sitesIn, startSmallPlatform } from "../federation/small-platform.js";

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await startSmallPlatform();
});

afterEach(() => lies(null));

afterAll(() => platform.stop());

type Json = Record<string, unknown>;

/** What `lisiere` answers from now on; it has declared 380 dwellings, in three sites. */
function lies(fault: Fault | null): void {
  const front = platform.fronts.get("lisiere");
  if (front !== undefined) front.fault = fault;
}

/** Answers with its own entities, those that hold one of these fields changed. */
function changed(changes: Readonly<Record<string, Json>>): Fault {
  return async (response, _asked, answer) => {
    const { data } = JSON.parse(await answer()) as { data: { _entities: Json[] } };
    const entities = data._entities.map((each) => {
      const all = Object.entries(changes).filter(([field]) => field in each);
      return Object.assign({}, each, ...all.map(([, change]) => change));
    });
    sendJson(response, JSON.stringify({ data: { _entities: entities } }));
  };
}

const others = ["val-de-brie", "orme"];

async function territory() {
  const answer = await platform.ask(territoryQuery, { code: agglomeration });
  return { ...answer, ...(answer.data as unknown as TerritoryAnswer) };
}

/** Whatever it says of its own, the others are counted and listed as they are, and it is named. */
async function expectSetAside(status: string) {
  const { territory: found, errors } = await territory();
  const counted = sitesIn(agglomeration, others);
  expect(found.levels).toEqual(levelsOf(counted));
  expect(found.coverage.landlords[0]).toMatchObject({ status, dwellings: null });
  expect(found.sites.totalCount).toBe(counted.length);
  expect(found.sites.missing[0]).toEqual({ landlord: { slug: "lisiere" }, status });
  expect(errors).toBeUndefined();
}

const figures = (tallies: object[]) => changed({ tallies: { tallies } });

it("counts nothing of a landlord that gives a million dwellings, having declared 380, in no list either", async () => {
  const lie = { level: 4, sites: 100_000, dwellings: 1_000_000 };
  const sites = Array.from({ length: 51 }, (_, index) => {
    return { id: `lisiere:${String(index).padStart(2, "0")}`, level: 4, dwellings: 10 };
  });
  lies(changed({ tallies: { tallies: [lie] }, sites: { matching: 100_000, sites } }));
  await expectSetAside("ABOVE_DECLARED");
});

it("says that it is above its declared stock even of one that lists what it has", async () => {
  lies(figures([{ level: 4, sites: 100_000, dwellings: 1_000_000 }]));
  const { territory: found } = await territory();
  expect(found.levels).toEqual(levelsOf(sitesIn(agglomeration, others)));
  expect(found.coverage.landlords[0]).toMatchObject({ status: "ABOVE_DECLARED", dwellings: null });
  expect(found.sites.missing[0]).toMatchObject({ status: "INVALID_ANSWER" });
});

it.each<[string, object[]]>([
  ["no tallies", []],
  ["no dwellings", [{ level: 4, sites: 3, dwellings: 0 }]],
  ["fewer dwellings than sites", [{ level: 4, sites: 3, dwellings: 2 }]],
  ["all of them at another level", [{ level: 1, sites: 3, dwellings: 380 }]],
  ["fewer of them", [{ level: 4, sites: 1, dwellings: 120 }]],
])(
  "believes neither total nor list of a landlord that counts %s beside the sites it lists",
  async (_what, tallies) => {
    lies(figures(tallies));
    const { territory: found } = await territory();
    expect(found.levels).toEqual(levelsOf(sitesIn(agglomeration, others)));
    expect(found.coverage.landlords[0]).toMatchObject({
      status: "INVALID_ANSWER",
      dwellings: null,
    });
  },
);

it.each<[string, object[]]>([
  ["no tallies", []],
  ["all of them at another level", [{ level: 1, sites: 3, dwellings: 380 }]],
])("leaves out of the list too who counts %s", async (_what, tallies) => {
  lies(figures(tallies));
  await expectSetAside("INVALID_ANSWER");
  const { extensions } = await territory();
  expect(extensions).toEqual({ landlords: [{ landlord: "lisiere", status: "INVALID_ANSWER" }] });
});

it("asks the others once, though it answers without the one that contradicts itself", async () => {
  lies(figures([]));
  for (const slug of others) platform.fronts.get(slug)?.take();
  await territory();
  for (const slug of others) {
    const asked = platform.fronts.get(slug)?.take() ?? [];
    // Contribution, page and the page's sites in one question.
    const [inputs, ...more] = asked.filter(({ query }) => /Contribution|SitePage/.test(query));
    expect(inputs?.query).toMatch(/Contribution.*SitePage.*nodes/);
    expect(more).toEqual([]);
  }
});

it("says of a landlord that gives far less than it declared that it does, and counts it", async () => {
  lies(figures([{ level: 4, sites: 1, dwellings: 120 }]));
  const { data } = await platform.ask(
    `{ territory(code: "${agglomeration}") { coverage { landlords { status dwellings belowDeclared } } } }`,
  );
  expect(data).toMatchObject({
    territory: {
      coverage: {
        landlords: [
          { status: "ANSWERED", dwellings: 120, belowDeclared: true },
          { status: "ANSWERED", belowDeclared: false },
          { status: "ANSWERED", belowDeclared: false },
          { status: "MONTH_NOT_CLOSED", belowDeclared: null },
        ],
      },
    },
  });
});

it.each<[string, string, Json, Json]>([
  ["dwellings", "Site.dwellings", { dwellings: -5 }, { dwellings: null }],
  [
    "landlord { slug name }",
    "Landlord.slug",
    { landlord: { __typename: "Landlord", slug: "orme" } },
    { landlord: null },
  ],
  [
    "location { latitude }",
    "Location.latitude",
    { location: { latitude: -999 } },
    { location: { latitude: null } },
  ],
  [
    "classification { level }",
    "Classification.level",
    { classification: { level: 9 } },
    { classification: null },
  ],
  [
    "history { month }",
    "Classification.month",
    { history: [{ month: "2030-01" }] },
    { history: null },
  ],
  [
    "history { month }",
    "Site.history",
    { history: Array.from({ length: 50_000 }, () => ({ month: "2026-10" })) },
    { history: null },
  ],
  [
    "incidentCounts { count }",
    "IncidentCount.count",
    { incidentCounts: [{ count: -3 }] },
    { incidentCounts: null },
  ],
  ["actions { axis }", "Action.axis", { actions: [{ axis: 77 }] }, { actions: [{ axis: null }] }],
  [
    "actions { title }",
    "Action.title",
    { actions: [{ title: "x".repeat(300_000) }] },
    { actions: [{ title: null }] },
  ],
])(
  "relays no %s that cannot be (%s), names the landlord, and leaves the rest",
  async (selection, field, lie, rest) => {
    const name = selection.split(" ")[0] ?? "";
    lies(changed({ [name]: lie }));
    const { data, errors, extensions } = await platform.ask(
      `{ lie: site(id: "lisiere:A") { name ${selection} } truth: site(id: "val-de-brie:A") { name } }`,
    );
    expect(data).toEqual({
      lie: { name: expect.stringContaining("Résidence"), ...rest },
      truth: { name: expect.stringContaining("Résidence") },
    });
    expect(errors).toEqual([
      {
        message: `The landlord lisiere gave for ${field} what the contract does not allow; it is left out`,
        path: ["lie"],
        extensions: {
          code: "INVALID_ANSWER",
          landlord: "lisiere",
          fr: expect.stringContaining(field),
        },
      },
    ]);
    expect(extensions).toEqual({ landlords: [{ landlord: "lisiere", status: "INVALID_ANSWER" }] });
  },
);
