import { type MonthNumber, monthNumber, monthText, type Viewer } from "@palier/schema";
import fc from "fast-check";
import { type ExampleIncident, ExampleLandlord } from "../testing/example-landlord.js";
import { exampleViewer } from "../viewer/viewer.fixture.js";

const closed = ["2025-10", "2025-11", "2026-06", "2026-07", "2026-08", "2026-10"].map(monthNumber);

let landlord: ExampleLandlord;

beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites([
    { reference: "R-1" },
    { reference: "R-2" },
    { reference: "R-3" },
    { reference: "R-10", dwellings: 10 },
    { reference: "R-11", dwellings: 11 },
  ]);
});

afterAll(() => landlord.end());

const fields = (args = "") => `incidentPattern${args} { incidents
  months { month incidents }
  times { timeBand weekday incidents }
  places { place incidents }
  families { family incidents } }`;

interface Pattern {
  readonly incidents: number;
  readonly months: readonly { readonly month: string; readonly incidents: number }[];
  readonly times: readonly {
    readonly timeBand: string;
    readonly weekday: string;
    readonly incidents: number;
  }[];
  readonly places: readonly { readonly place: string; readonly incidents: number }[];
  readonly families: readonly { readonly family: string; readonly incidents: number }[];
}

interface Single {
  readonly day: string;
  readonly timeBand: string | null;
  readonly place: string | null;
  readonly category: { readonly family: string };
}

async function pattern(seen: ExampleLandlord, id: string, args = ""): Promise<Pattern | null> {
  const site = await seen.askOne("Site", `lisiere:${id}`, fields(args));
  return (site as { incidentPattern: Pattern | null }).incidentPattern;
}

async function singles(seen: ExampleLandlord, id: string, args: string): Promise<Single[]> {
  const list = `incidents${args.replace(")", ", first: 100)")} {
    edges { node { day timeBand place category { family } } } pageInfo { hasNextPage } }`;
  const site = (await seen.askOne("Site", `lisiere:${id}`, list)) as {
    incidents: { edges: { node: Single }[]; pageInfo: { hasNextPage: boolean } };
  };
  expect(site.incidents.pageInfo.hasNextPage).toBe(false);
  return site.incidents.edges.map(({ node }) => node);
}

const weekdayNames = "SUNDAY MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY".split(" ");

/** By hand: the cells of a pattern that are not zero, from single incidents. */
function cellsOf(counted: readonly Single[], all: readonly Single[]): Record<string, number> {
  const isOfDays = (month: string) =>
    all.some(({ day }) => day.startsWith(month) && !day.endsWith("-01"));
  const cells: Record<string, number> = {};
  for (const { day, timeBand, place, category } of counted) {
    const month = day.slice(0, 7);
    const weekday = isOfDays(month)
      ? weekdayNames[new Date(`${day}T12:00:00Z`).getUTCDay()]
      : "NOT_RECORDED";
    const keys = [
      month,
      `${timeBand ?? "NOT_RECORDED"} ${weekday}`,
      `at ${place ?? "NOT_RECORDED"}`,
      category.family,
    ];
    for (const key of keys) cells[key] = (cells[key] ?? 0) + 1;
  }
  return cells;
}

function cellsIn({ months, times, places, families }: Pattern): Record<string, number> {
  const cells = [
    ...months.map(({ month, incidents }) => [month, incidents] as const),
    ...times.map((each) => [`${each.timeBand} ${each.weekday}`, each.incidents] as const),
    ...places.map(({ place, incidents }) => [`at ${place}`, incidents] as const),
    ...families.map(({ family, incidents }) => [family, incidents] as const),
  ];
  return Object.fromEntries(cells.filter(([, incidents]) => incidents > 0));
}

const days = fc
  .tuple(
    fc.constantFrom("2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"),
    fc.integer({ min: 1, max: 28 }),
  )
  // The first of the month often: a landlord that records months has nothing else.
  .chain(([month, day]) =>
    fc.constantFrom(`${month}-01`, `${month}-${String(day).padStart(2, "0")}`),
  );
const incidents = fc.array(
  fc.record({
    day: days,
    category: fc.constantFrom("NOISE", "GRAFFITI", "DRUG_DEALING", "BURGLARY"),
    timeBand: fc.constantFrom(null, "MORNING", "NIGHT", "NOON"),
    place: fc.constantFrom(null, "ROOF", "STAIRWELL", "DWELLING", "MOON"),
    complaintReference: fc.constantFrom(null, "", "PV-1"),
    followUp: fc.constantFrom(null, null, "COMPLAINT", "NONE"),
  }),
  { minLength: 1, maxLength: 60 },
);
const asked = fc.constantFrom(
  '(from: "2025-11", to: "2026-10")',
  '(from: "2026-07", to: "2026-08")',
  '(from: "2026-06", to: "2026-10", family: INCIVILITY)',
  '(from: "2026-08", to: "2026-11", family: TRAFFICKING)',
);
const readers: readonly (Viewer | null)[] = [
  null,
  exampleViewer("POLICE", ["247"]),
  exampleViewer("JUSTICE", ["247"]),
];

it("counts what each reader could count in the list of single incidents, and nothing else", async () => {
  await landlord.close(closed);
  await fc.assert(
    fc.asyncProperty(incidents, asked, async (recorded, args) => {
      await landlord.store.query("DELETE FROM incident");
      await landlord.addIncidents(
        recorded.map(({ day, category, ...rest }): ExampleIncident => ["R-1", day, category, rest]),
      );
      for (const reader of readers) {
        const seen = reader === null ? landlord : landlord.seenBy(reader);
        const counted = await singles(seen, "R-1", args);
        const all = await singles(seen, "R-1", args.replace(/, family: \w+/, ""));
        const found = await pattern(seen, "R-1", args);
        if (found === null) throw new Error("no pattern");
        expect(cellsIn(found)).toEqual(cellsOf(counted, all));
        expect(found.incidents).toBe(counted.length);
      }
    }),
    { numRuns: 40 },
  );
});

it("has a cell for each part of the day, weekday and place, for what is not recorded, and for each closed month", async () => {
  await landlord.store.query("DELETE FROM incident");
  await landlord.addIncidents([["R-2", "2026-10-05", "NOISE", { timeBand: "NIGHT" }]]);
  const found = await pattern(landlord, "R-2");
  expect(found?.times.filter(({ incidents }) => incidents > 0)).toEqual([
    { timeBand: "NIGHT", weekday: "MONDAY", incidents: 1 },
  ]);
  expect(found?.times.map(({ timeBand, weekday }) => `${timeBand} ${weekday}`)).toHaveLength(40);
  expect(found?.places.find(({ place }) => place === "NOT_RECORDED")).toEqual({
    place: "NOT_RECORDED",
    incidents: 1,
  });
  expect(found?.places).toHaveLength(9);
  expect(found?.families).toHaveLength(7);
  // September is not closed: absent, which is not zero.
  expect(found?.months).toEqual([
    { month: "2025-11", incidents: 0 },
    { month: "2026-06", incidents: 0 },
    { month: "2026-07", incidents: 0 },
    { month: "2026-08", incidents: 0 },
    { month: "2026-10", incidents: 1 },
  ]);
});

it("shows no pattern of a site below eleven dwellings, and zeros of one without incidents", async () => {
  await landlord.addIncidents([["R-10", "2026-10-05", "NOISE"]]);
  const small = await pattern(landlord, "R-10");
  const large = await pattern(landlord, "R-11");
  expect(small).toBeNull();
  expect(large?.incidents).toBe(0);
});

it("leaves months out whose incidents are purged", async () => {
  const horizon = (month: MonthNumber) =>
    landlord.store.query("UPDATE purge_horizon SET detail_before = $1", [month]);
  await horizon(monthNumber("2026-08"));
  const found = await pattern(landlord, "R-2");
  await horizon(0);
  expect(found?.months.map(({ month }) => month)).toEqual(["2026-08", "2026-10"]);
});

it("reads all sites that are asked for in one statement", async () => {
  const ids = ["R-1", "R-2", "R-3", "R-11"].map((id) => `lisiere:${id}`);
  const statementsOf = (some: readonly string[]) =>
    landlord.statements(() => landlord.ask("Site", some, fields()));
  const many = await statementsOf(ids);
  const one = await statementsOf(ids.slice(0, 1));
  expect(many).toHaveLength(one.length);
  expect(many.filter((each) => each.includes("GROUPING SETS"))).toHaveLength(1);
});

it.each(['(from: "2020-01", to: "2026-10")', '(from: "2023-10", to: "2026-10")'])(
  "refuses more than 36 months: %s",
  async (args) => {
    const { errors } = await landlord.result("Site", ["lisiere:R-1"], fields(args));
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  },
);

it("gives the last twelve months unless told, of those that are closed and published", async () => {
  const months = (await pattern(landlord, "R-2"))?.months.map(({ month }) => month) ?? [];
  expect(months).toEqual(closed.slice(1).map(monthText));
});
