import { levelsOf, orderedIds, type TerritoryAnswer, territoryQuery } from "./figures.js";
import { agglomeration, leMee, melun } from "./small-convention.js";
import { landlordsOf, type SmallPlatform, sitesIn, startSmallPlatform } from "./small-platform.js";

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await startSmallPlatform();
});

afterAll(() => platform.stop());

/** Those that have closed the last published month. */
const counted = (territory: string) =>
  sitesIn(territory, landlordsOf[territory]?.filter((slug) => slug !== "tardif") ?? []);

async function territory(code: string, variables: object = {}) {
  const { data, errors } = await platform.ask(territoryQuery, { code, ...variables });
  expect(errors).toBeUndefined();
  return (data as unknown as TerritoryAnswer).territory;
}

it.each([melun, leMee, agglomeration])(
  "sums the levels of territory %s over its landlords, in the last published month",
  async (code) => {
    const { month, levels, sites } = await territory(code);
    expect(month).toBe("2026-10");
    expect(levels).toEqual(levelsOf(counted(code)));
    expect(sites.totalCount).toBe(counted(code).length);
    expect(sites.edges.map(({ node }) => node.id)).toEqual(orderedIds(counted(code)));
  },
);

it("gives the levels of one landlord, in a territory and along its trend", async () => {
  const levels = (landlord: string) =>
    `levels(landlord: "${landlord}") { level sites dwellings share }`;
  const { data, errors } = await platform.ask(`{ territory(code: "${agglomeration}") {
    ${levels("orme")} trend(from: "2026-09") { month ${levels("tardif")} } } }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    territory: {
      levels: levelsOf(sitesIn(agglomeration, ["orme"])),
      trend: [
        { month: "2026-09", levels: levelsOf(sitesIn(agglomeration, ["tardif"])) },
        // It has not closed the month: nothing is known, which is not zero.
        { month: "2026-10", levels: [] },
      ],
    },
  });
});

it("says of each expected landlord whether it counts", async () => {
  const { coverage } = await territory(agglomeration);
  expect(coverage).toEqual({
    landlordsExpected: 4,
    landlordsAnswered: 3,
    dwellingsExpected: 1000,
    dwellingsKnown: 700,
    landlords: [
      covered("lisiere", "ANSWERED", 380, 380),
      covered("val-de-brie", "ANSWERED", 200, 200),
      covered("orme", "ANSWERED", 120, 120),
      covered("tardif", "MONTH_NOT_CLOSED", 300, null),
    ],
  });
});

it("shows the hardest sites with what their landlords know of them", async () => {
  const { data, errors } = await platform.ask(`{
    territory(code: "${agglomeration}") {
      sites(levels: [3, 4], first: 2) {
        totalCount
        edges {
          level
          dwellings
          node {
            __typename id name address dwellings
            commune { code name }
            landlord { slug name }
            classification { month level since gates { level met } }
          }
        }
      }
    }
  }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    territory: {
      sites: {
        totalCount: 4,
        edges: [
          {
            level: 4,
            dwellings: 120,
            node: {
              __typename: "LisiereSite",
              id: "lisiere:A",
              name: "Résidence A",
              address: "120 rue des Lilas",
              dwellings: 120,
              commune: { code: melun, name: "Melun" },
              landlord: { slug: "lisiere", name: "Landlord lisiere" },
              classification: {
                month: "2026-10",
                level: 4,
                since: "2026-10",
                gates: [
                  { level: 4, met: true },
                  { level: 3, met: true },
                  { level: 2, met: false },
                ],
              },
            },
          },
          {
            level: 4,
            dwellings: 50,
            node: expect.objectContaining({
              __typename: "OrmeSite",
              id: "orme:A",
              commune: { code: leMee, name: "Le Mée-sur-Seine" },
            }),
          },
        ],
      },
    },
  });
});

it.each([1, 2, 3, 7])(
  "pages through all sites %i at a time, each once and in order",
  async (first) => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { sites } = await territory(agglomeration, { first, after });
      seen.push(...sites.edges.map(({ node }) => node.id));
      after = sites.pageInfo.hasNextPage ? sites.pageInfo.endCursor : null;
    } while (after !== null && seen.length < 100);
    expect(seen).toEqual(orderedIds(counted(agglomeration)));
  },
);

it("finds a site by its id, and nothing for an id that does not exist", async () => {
  const { data, errors } = await platform.ask(`{
    there: site(id: "val-de-brie:B") { id name dwellings commune { code } }
    notThere: site(id: "val-de-brie:Z") { name }
    noLandlord: site(id: "nobody:B") { name }
    noId: site(id: "") { name }
  }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    there: { id: "val-de-brie:B", name: "Résidence B", dwellings: 90, commune: { code: leMee } },
    notThere: null,
    noLandlord: null,
    noId: null,
  });
});

it("gives the trend month by month, and no level before ten months are closed", async () => {
  const { data, errors } = await platform.ask(`{
    territory(code: "${melun}") {
      trend { month levels { level sites } coverage { landlordsAnswered } }
    }
  }`);
  expect(errors).toBeUndefined();
  const { territory: found } = data as unknown as {
    territory: { trend: readonly { readonly month: string }[] };
  };
  expect(found.trend.map(({ month }) => month)).toEqual([
    "2026-01",
    "2026-02",
    "2026-03",
    "2026-04",
    "2026-05",
    "2026-06",
    "2026-07",
    "2026-08",
    "2026-09",
    "2026-10",
  ]);
  const none = [4, 3, 2, 1].map((level) => ({ level, sites: 0 }));
  expect(found.trend[0]).toEqual({
    month: "2026-01",
    levels: [...none, { level: null, sites: 4 }],
    coverage: { landlordsAnswered: 2 },
  });
  expect(found.trend.at(-1)).toEqual({
    month: "2026-10",
    levels: [4, 3, 2, 1].map((level) => ({ level, sites: 1 })),
    coverage: { landlordsAnswered: 2 },
  });
});

it("answers for the month asked for, and says which months there are for another", async () => {
  const month = (text: string) =>
    platform.ask(
      `{ territory(code: "${leMee}", month: "${text}") { month coverage { landlordsAnswered } } }`,
    );
  expect((await month("2026-09")).data).toEqual({
    territory: { month: "2026-09", coverage: { landlordsAnswered: 3 } },
  });
  const { data, errors } = await month("2027-01");
  expect(data).toEqual({ territory: null });
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining("2026-10"),
      path: ["territory"],
      extensions: { code: "BAD_USER_INPUT" },
    },
  ]);
});

it("passes on a landlord's own refusal, and where it is about", async () => {
  const { data, errors } = await platform.ask(`{
    site(id: "lisiere:A") { name incidents(first: 1000) { edges { cursor } } }
  }`);
  expect(data).toEqual({ site: { name: "Résidence A", incidents: null } });
  expect(errors).toEqual([
    {
      message: expect.stringContaining("100"),
      path: ["site", "incidents"],
      extensions: { code: "BAD_USER_INPUT" },
    },
  ]);
});

it("asks only the landlords of the territory, each once for its levels and sites", async () => {
  for (const front of platform.fronts.values()) front.take();
  await platform.ask(`{
    territory(code: "${melun}") { levels { level } sites { edges { level node { name } } } }
  }`);
  expect([...platform.fronts].map(([slug, front]) => [slug, front.take().length])).toEqual([
    ["lisiere", 1],
    ["val-de-brie", 1],
    ["orme", 0],
    ["tardif", 0],
  ]);
});

it("gives a landlord's selection to that landlord alone", async () => {
  for (const front of platform.fronts.values()) front.take();
  const { data } = await platform.ask(`{
    territory(code: "${agglomeration}") { sites(landlord: "orme") { totalCount edges { node { id } } } }
  }`);
  expect(data).toEqual({
    territory: {
      sites: { totalCount: 2, edges: [{ node: { id: "orme:A" } }, { node: { id: "orme:B" } }] },
    },
  });
  expect([...platform.fronts].filter(([, front]) => front.take().length > 0)).toMatchObject([
    ["orme", {}],
  ]);
});

function covered(
  slug: string,
  status: string,
  expectedDwellings: number,
  dwellings: number | null,
) {
  return { landlord: { slug }, status, expectedDwellings, dwellings };
}
