import { monthNumber } from "@palier/schema";
import fc from "fast-check";
import { type ExampleIncident, ExampleLandlord } from "../testing/example-landlord.js";

const closed = ["2026-07", "2026-08", "2026-10"].map(monthNumber);
const open = "2026-09";

/** On days of closed months and of the open one between them: three that are told, two in a dwelling that are not. */
const incidents: ExampleIncident[] = ["2026-07", "2026-08", open, "2026-10", "2026-11"].flatMap(
  (month) =>
    ["01", "15", "28"].flatMap((day): ExampleIncident[] => [
      ...["NOISE", "DRUG_DEALING", "GRAFFITI"].map(
        (category): ExampleIncident => ["R-1", `${month}-${day}`, category],
      ),
      ["R-1", `${month}-${day}`, "NOISE", { place: "DWELLING" }],
      ["R-1", `${month}-${day}`, "BURGLARY", { place: "DWELLING", complaintReference: "PV-2" }],
    ]),
);

let landlord: ExampleLandlord;

beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites([
    { reference: "R-1" },
    { reference: "R-2" },
    { reference: "R-10", dwellings: 10 },
    { reference: "R-11", dwellings: 11 },
  ]);
  await landlord.addIncidents([
    ...incidents,
    [
      "R-2",
      "2026-10-31",
      "STAFF_ASSAULT",
      { timeBand: "NIGHT", place: "ROOF", severity: 4, complaintReference: "PV-1" },
    ],
    ["R-2", "2026-07-01", "NOISE", { timeBand: "NOON", place: "MOON" }],
    ["R-10", "2026-10-31", "NOISE"],
    ["R-11", "2026-10-31", "NOISE"],
  ]);
  await landlord.close(closed);
});

afterAll(() => landlord.end());

interface Page {
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: {
      readonly id: string;
      readonly day: string;
      readonly category: { code: string };
    };
  }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

async function page(args: string, id = "lisiere:R-1"): Promise<Page> {
  const fields = `incidents${args} {
    edges { cursor node { id day category { code } } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }`;
  return ((await landlord.askOne("Site", id, fields)) as { incidents: Page }).incidents;
}

it("shows what was recorded of an incident, latest first", async () => {
  const fields = `incidents { edges { node {
    category { code family label english: label(language: ENGLISH) }
    day timeBand place severity complaintReference
  } } }`;
  expect(await landlord.askOne("Site", "lisiere:R-2", fields)).toEqual({
    incidents: {
      edges: [
        {
          node: {
            category: {
              code: "STAFF_ASSAULT",
              family: "VIOLENCE",
              label: "Agression d’un membre du personnel",
              english: "Assault on staff",
            },
            day: "2026-10-31",
            timeBand: "NIGHT",
            place: "ROOF",
            severity: 4,
            complaintReference: "PV-1",
          },
        },
        {
          node: {
            category: {
              code: "NOISE",
              family: "INCIVILITY",
              label: "Nuisances sonores",
              english: "Noise",
            },
            day: "2026-07-01",
            timeBand: null,
            place: null,
            severity: null,
            complaintReference: null,
          },
        },
      ],
    },
  });
});

it("lists the incidents of closed months only", async () => {
  const { edges } = await page("(first: 100)");
  const days = edges.map(({ node }) => node.day);
  expect(days).toEqual([...days].sort().reverse());
  expect([...new Set(days.map((day) => day.slice(0, 7)))]).toEqual([
    "2026-10",
    "2026-08",
    "2026-07",
  ]);
  expect(edges).toHaveLength(27);
});

it("counts what took place in a dwelling, and lists none of it (issue 9)", async () => {
  const counts = 'incidentCounts(from: "2026-10", to: "2026-10") { family count }';
  expect(await landlord.askOne("Site", "lisiere:R-1", counts)).toMatchObject({
    incidentCounts: expect.arrayContaining([
      { family: "INCIVILITY", count: 6 },
      { family: "PROPERTY", count: 3 },
    ]),
  });
  const { edges, pageInfo } = await page('(from: "2026-10", family: PROPERTY, first: 1)');
  expect([edges, pageInfo.hasNextPage]).toEqual([[], false]);
  expect((await page('(from: "2026-10", family: INCIVILITY)')).edges).toHaveLength(3);
});

it("tells of no single incident of a site below eleven dwellings, and counts them (issue 9)", async () => {
  const fields =
    'incidents { edges { node { day } } } incidentCounts(from: "2026-10") { family count }';
  const found = await landlord.ask("Site", ["lisiere:R-10", "lisiere:R-11"], fields);
  const incidentCounts = expect.arrayContaining([{ family: "INCIVILITY", count: 1 }]);
  expect(found).toEqual([
    { incidents: null, incidentCounts },
    { incidents: { edges: [{ node: { day: "2026-10-31" } }] }, incidentCounts },
  ]);
});

it.each([
  ['(from: "2026-08", to: "2026-10", first: 100)', 18],
  ['(to: "2026-07")', 9],
  ['(from: "2026-09", to: "2026-09")', 0],
  ['(from: "2026-11")', 0],
  ['(from: "2026-10", to: "2026-07")', 0],
  ["(family: TRAFFICKING)", 9],
  ['(family: DAMAGE, from: "2026-10")', 3],
  ["(family: PROPERTY)", 0],
])("selects by months and family: %s", async (args, count) => {
  expect((await page(args)).edges).toHaveLength(count);
});

it("gives pages that make up the whole list", async () => {
  const sizes = fc.integer({ min: 1, max: 30 });
  const filters = fc.constantFrom("", ", family: INCIVILITY", ', to: "2026-08"');
  await fc.assert(
    fc.asyncProperty(sizes, filters, async (first, filter) => {
      const whole = await page(`(first: 100${filter})`);
      const edges: Page["edges"][number][] = [];
      let after = "";
      let isLast = false;
      while (!isLast) {
        const part = await page(`(first: ${first}${filter}${after})`);
        expect(part.pageInfo).toEqual({
          hasNextPage: edges.length + first < whole.edges.length,
          hasPreviousPage: edges.length > 0,
          startCursor: part.edges[0]?.cursor,
          endCursor: part.edges.at(-1)?.cursor,
        });
        edges.push(...part.edges);
        after = `, after: "${part.pageInfo.endCursor}"`;
        isLast = !part.pageInfo.hasNextPage;
      }
      expect(edges).toEqual(whole.edges);
    }),
    { numRuns: 20 },
  );
});

it("ends where nothing follows", async () => {
  const { pageInfo } = await page("(first: 100)");
  expect(await page(`(after: "${pageInfo.endCursor}")`)).toEqual({
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
  });
});

it.each(["(first: 0)", "(first: 101)", "(first: -1)", '(after: "x")', '(after: "")'])(
  "refuses %s",
  async (args) => {
    const fields = `name incidents${args} { edges { cursor } }`;
    const { data, errors } = await landlord.result("Site", ["lisiere:R-1"], fields);
    expect(data?._entities).toEqual([{ name: "R-1", incidents: null }]);
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  },
);
