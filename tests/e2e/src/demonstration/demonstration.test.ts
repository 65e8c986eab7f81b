import { readFileSync } from "node:fs";
import { parseConvention } from "@palier/schema";
import { demonstrationConvention } from "@palier/test-support";
import { askAs, makeHome, palier, type Run, removeHome, startPlatform } from "../cli/palier.js";

const agglomeration = "247700057";

interface LevelShare {
  readonly level: number | null;
  readonly sites: number;
  readonly dwellings: number;
  readonly share: number;
}
interface Edge {
  readonly cursor: string;
  readonly level: number;
  readonly dwellings: number;
  readonly node: { readonly id: string; readonly classification: { readonly level: number } };
}
interface Territory {
  readonly code: string;
  readonly month: string;
  readonly levels: readonly LevelShare[];
  readonly coverage: Readonly<Record<string, number>>;
  readonly sites: { readonly totalCount: number; readonly edges: readonly Edge[] };
  readonly trend: readonly { readonly month: string; readonly levels: readonly LevelShare[] }[];
}

let home: string;
/** Undefined where the browser's tests run beside these: they have started the same, and one is enough. */
let own: Run | undefined;
let url: string;

beforeAll(async () => {
  const { PALIER_BROWSER_ORIGIN: origin, PALIER_BROWSER_HOME: shared } = process.env;
  if (origin !== undefined && shared !== undefined) {
    home = shared;
    url = new URL("/graphql", origin).href;
    return;
  }
  home = await makeHome();
  ({ run: own, url } = await startPlatform(home, []));
});

afterAll(async () => {
  if (own === undefined) return;
  own.interrupt();
  await own.ended;
  await removeHome(home);
});

async function ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { data, errors } = await askAs("coordination", url, query, variables);
  expect(errors).toBeUndefined();
  return data as T;
}

function sum(levels: readonly LevelShare[], key: "sites" | "dwellings" | "share"): number {
  return levels.reduce((total, level) => total + level[key], 0);
}

it("gives the study's figures: 28 sites at levels 3 and 4, 4,300 dwellings, 25 % of 17,200", async () => {
  const { territory } = await ask<{ territory: Territory }>(
    `query ($code: ID!) { territory(code: $code) {
      month levels { level sites dwellings share }
      coverage { landlordsExpected landlordsAnswered dwellingsExpected dwellingsKnown }
      sites(levels: [3, 4], first: 100) { totalCount edges { level dwellings node { id classification { level } } } }
    } }`,
    { code: agglomeration },
  );
  const hard = territory.levels.filter(({ level }) => level === 3 || level === 4);
  expect([sum(hard, "sites"), sum(hard, "dwellings"), sum(hard, "share")]).toEqual([
    28, 4300, 0.25,
  ]);
  expect([sum(territory.levels, "dwellings"), territory.month]).toEqual([17_200, "2026-10"]);
  expect(territory.coverage).toEqual({
    landlordsExpected: 6,
    landlordsAnswered: 6,
    dwellingsExpected: 17_200,
    dwellingsKnown: 17_200,
  });
  const { edges, totalCount } = territory.sites;
  expect([totalCount, edges.length]).toEqual([28, 28]);
  expect(edges.reduce((total, { dwellings }) => total + dwellings, 0)).toBe(4300);
  expect(edges.map(({ node }) => node.classification.level)).toEqual(
    edges.map(({ level }) => level),
  );
});

it("makes the agglomeration the sum of its communes, and a district a part of it", async () => {
  const { territories } = await ask<{ territories: (Territory & { kind: string })[] }>(
    "{ territories { code kind levels { level sites dwellings share } } }",
  );
  const dwellingsAt = (level: number, of: readonly Territory[]) =>
    of.flatMap(({ levels }) => levels.filter((share) => share.level === level));
  const whole = territories.filter(({ code }) => code === agglomeration);
  const communes = territories.filter(({ kind }) => kind === "COMMUNE");
  const districts = territories.filter(({ kind }) => kind === "PRIORITY_DISTRICT");
  for (const level of [1, 2, 3, 4]) {
    const total = sum(dwellingsAt(level, whole), "dwellings");
    expect(sum(dwellingsAt(level, communes), "dwellings")).toBe(total);
    expect(sum(dwellingsAt(level, districts), "dwellings")).toBeLessThanOrEqual(total);
  }
  expect(sum(dwellingsAt(4, districts), "sites")).toBeGreaterThan(0);
});

it("pages through every site once, in order", async () => {
  const ids: string[] = [];
  const places: [number, number][] = [];
  let after: string | null = null;
  do {
    const { territory } = (await ask(
      `query ($code: ID!, $after: String) { territory(code: $code) {
        sites(first: 60, after: $after) { totalCount edges { cursor level dwellings node { id } } pageInfo { hasNextPage endCursor } }
      } }`,
      { code: agglomeration, after },
    )) as {
      territory: {
        sites: {
          totalCount: number;
          edges: Edge[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
    };
    const { edges, pageInfo, totalCount } = territory.sites;
    ids.push(...edges.map(({ node }) => node.id));
    places.push(...edges.map(({ level, dwellings }): [number, number] => [level, dwellings]));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    if (after === null) expect(ids).toHaveLength(totalCount);
  } while (after !== null);
  expect(new Set(ids).size).toBe(ids.length);
  expect(places).toEqual([...places].sort((a, b) => b[0] - a[0] || b[1] - a[1]));
});

it("shows the months before the tenth closed one as undetermined, then levels that move", async () => {
  const { territory } = await ask<{ territory: Territory }>(
    `query ($code: ID!) { territory(code: $code) {
      trend { month levels { level sites dwellings share } }
    } }`,
    { code: agglomeration },
  );
  expect(territory.trend).toHaveLength(36);
  const hardShares = territory.trend.map(({ levels }) =>
    sum(
      levels.filter(({ level }) => (level ?? 0) >= 3),
      "share",
    ),
  );
  const undetermined = territory.trend.filter(({ levels }) =>
    levels.some(({ level, share }) => level === null && share === 1),
  );
  expect(undetermined.map(({ month }) => month)).toEqual(
    territory.trend.slice(0, 9).map(({ month }) => month),
  );
  const determined = hardShares.slice(9);
  const changes = determined.slice(1).map((share, index) => share - (determined[index] ?? 0));
  expect(changes.some((change) => change > 0)).toBe(true);
  expect(changes.some((change) => change < 0)).toBe(true);
});

interface ListPage<ListEdge> {
  readonly edges: readonly ListEdge[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}
interface SiteEdge {
  readonly level: number | null;
  readonly node: { readonly id: string };
}
interface ChangeEdge {
  readonly from: number | null;
  readonly to: number | null;
  readonly node: { readonly id: string };
}

/** All entries of a list of a territory, page after page, as the account is told them. */
async function wholeList<ListEdge>(
  account: string,
  { code, month }: { readonly code: string; readonly month: string },
  list: (after: string) => string,
): Promise<ListEdge[]> {
  const entries: ListEdge[] = [];
  for (let after: string | null = null; ; ) {
    const asked = list(after === null ? "" : `, after: "${after}"`);
    const { data, errors } = await askAs(
      account,
      url,
      `{ territory(code: "${code}", month: "${month}") { list: ${asked} } }`,
    );
    expect(errors).toBeUndefined();
    const { edges, pageInfo } = (data as { territory: { list: ListPage<ListEdge> } }).territory
      .list;
    entries.push(...edges);
    if (!pageInfo.hasNextPage) return entries;
    after = pageInfo.endCursor;
  }
}

const convention = parseConvention(
  readFileSync(demonstrationConvention, "utf8"),
  demonstrationConvention,
);

it.each(convention.partners.map(({ code, scope }) => [code, scope[0] ?? ""]))(
  "tells %s of %s what a plain difference of two months' lists of sites tells, of a month and of a year (issue 13)",
  async (account, code) => {
    const levelsOf = async (month: string) => {
      const sites = await wholeList<SiteEdge>(
        account,
        { code, month },
        (after) => `sites(first: 200${after}) {
          edges { level node { id } } pageInfo { hasNextPage endCursor } }`,
      );
      return new Map(sites.map(({ level, node }) => [node.id, level]));
    };
    const now = await levelsOf("2026-10");
    // A small territory has months in which nothing moves.
    let changed = 0;
    for (const since of ["2026-09", "2025-10"]) {
      const before = await levelsOf(since);
      const differing = [...new Set([...before.keys(), ...now.keys()])]
        .filter((id) => before.get(id) !== now.get(id))
        .map((id) => `${id}: ${before.get(id) ?? null} to ${now.get(id) ?? null}`);
      const changes = await wholeList<ChangeEdge>(
        account,
        { code, month: "2026-10" },
        (after) => `changes(since: "${since}", first: 100${after}) {
          edges { from to node { id } } pageInfo { hasNextPage endCursor } }`,
      );
      const told = changes.map(({ from, to, node }) => `${node.id}: ${from} to ${to}`);
      expect(told.toSorted()).toEqual(differing.toSorted());
      changed += told.length;
    }
    expect(changed).toBeGreaterThan(0);
  },
);

it("keeps its answer and adds nothing when a landlord's own file is imported again", async () => {
  const folder = `${home}/demonstration`;
  const again = palier(home, [
    "import",
    `${folder}/lisiere/incidents-2026.csv`,
    "--landlord",
    "lisiere",
    "--mapping",
    `${folder}/lisiere/mapping.yaml`,
  ]);
  expect(await again.ended).toBe(0);
  expect(again.output()).toMatch(/\b0 incidents added/);
});
