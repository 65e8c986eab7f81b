import { partnerKinds } from "@palier/schema";
import { lastMonth, melun, partners, policeElsewhere } from "./access-convention.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

/** What changed between two months, beside what a plain comparison of their lists of sites tells. */

let platform: AccessPlatform;

beforeAll(async () => {
  platform = await startAccessPlatform();
});
afterAll(() => platform.stop());

interface Edge {
  readonly level: number | null;
  readonly dwellings: number;
  readonly node: { readonly id: string };
}

interface Change extends Omit<Edge, "level"> {
  readonly move: string;
  readonly from: number | null;
  readonly to: number | null;
}

interface Count {
  readonly move: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly sites: number;
  readonly dwellings: number;
}

interface Territory {
  readonly changes: {
    readonly since: string;
    readonly totalCount: number;
    readonly edges: readonly Change[];
    readonly counts: readonly Count[];
    readonly missing: readonly unknown[];
    readonly notCounted: readonly unknown[];
  };
}

const accounts = [...partnerKinds.map((kind) => partners[kind]), policeElsewhere];
const territories = ["77288", "77152", "247700057", "QN07701M"];
const spans = [
  ["2025-05", lastMonth],
  ["2025-03", "2025-04"],
  ["2025-03", lastMonth],
] as const;

async function ask<T>(account: string, query: string): Promise<T | null> {
  const { data, errors } = await platform.ask(account, query);
  expect(errors).toBeUndefined();
  return (data as { readonly territory: T | null }).territory;
}

async function levelsOf(account: string, territory: string, month: string) {
  const found = await ask<{ readonly sites: { readonly edges: readonly Edge[] } }>(
    account,
    `{ territory(code: "${territory}", month: "${month}") { sites(first: 200) { edges { level dwellings node { id } } } } }`,
  );
  return found && new Map(found.sites.edges.map((edge) => [edge.node.id, edge]));
}

type Told = Pick<Change, "move" | "from" | "to" | "dwellings">;

/** As the schema words it, of a site's entries in both lists. */
function toldOf(before: Edge | undefined, after: Edge | undefined): Told[] {
  const [from, to] = [before?.level ?? null, after?.level ?? null];
  const there = after ?? before;
  if (there === undefined) throw new Error("a site that is in no list");
  const told = (move: string): Told[] => [{ move, from, to, dwellings: there.dwellings }];
  if (before === undefined) return told("ADDED");
  if (after === undefined) return told("REMOVED");
  if (from === to) return [];
  if (from === null) return told("DETERMINED");
  if (to === null) return told("UNDETERMINED");
  return told(to > from ? "ROSE" : "FELL");
}

/** What is told of sites that moved alike, as lines in no order of its own. */
function countLines(counts: readonly Count[]): string[] {
  return counts
    .map(({ move, from, to, ...sum }) => `${move} ${from} to ${to}: ${sum.sites}, ${sum.dwellings}`)
    .sort();
}

function counted(changes: readonly Told[]): Count[] {
  const counts = new Map<string, Count>();
  for (const { dwellings, ...moved } of changes) {
    const key = JSON.stringify(moved);
    const sum = counts.get(key) ?? { ...moved, sites: 0, dwellings: 0 };
    counts.set(key, { ...sum, sites: sum.sites + 1, dwellings: sum.dwellings + dwellings });
  }
  return [...counts.values()];
}

/** Of sites that are in both lists, or in one. */
async function difference(
  account: string,
  territory: string,
  [since, month]: (typeof spans)[number],
) {
  const earlier = await levelsOf(account, territory, since);
  const later = await levelsOf(account, territory, month);
  if (earlier === null || later === null) return null;
  const ids = [...new Set([...earlier.keys(), ...later.keys()])].sort();
  return ids.flatMap((id) =>
    toldOf(earlier.get(id), later.get(id)).map((told) => ({ id, ...told })),
  );
}

it.each(accounts)(
  "tells %s what a plain comparison of both months' lists tells it",
  async (account) => {
    let changed = 0;
    for (const territory of territories) {
      for (const span of spans) {
        const expected = await difference(account, territory, span);
        const found = await ask<Territory>(
          account,
          `{ territory(code: "${territory}", month: "${span[1]}") { changes(since: "${span[0]}", first: 200) {
          since totalCount missing { status } notCounted { status }
          edges { move from to dwellings node { id } } counts { move from to sites dwellings }
        } } }`,
        );
        if (expected === null || found === null) {
          expect([expected, found]).toEqual([null, null]);
          continue;
        }
        const { edges, counts, ...rest } = found.changes;
        expect(rest).toEqual({
          ...{ since: span[0], totalCount: expected.length, missing: [], notCounted: [] },
        });
        const told = edges.map(({ node: { id }, ...change }) => ({ id, ...change }));
        expect(told.sort((one, other) => (one.id < other.id ? -1 : 1))).toEqual(expected);
        expect(countLines(counts)).toEqual(
          countLines(counted(expected.map(({ id: _, ...change }) => change))),
        );
        changed += expected.length;
      }
    }
    expect(changed).toBeGreaterThan(0);
  },
);

it("says since when, the gate that tipped and what a decision made", async () => {
  const found = await ask<Territory>(
    partners.POLICE,
    `{ territory(code: "${melun}") { changes(first: 1) { since edges { move from to gate byDecision } } } }`,
  );
  expect(found?.changes).toEqual({
    since: "2025-05",
    edges: [{ move: "ROSE", from: 1, to: 4, gate: 3, byDecision: true }],
  });
});

it("tells no gate to whom the convention denies reasons", async () => {
  const query = `{ territory(code: "${melun}") { changes { edges { gate } } } }`;
  const { status, errors } = await platform.ask(partners.LANDLORD, query);
  expect([status, errors?.[0]?.extensions?.fields]).toEqual([
    403,
    [expect.objectContaining({ field: "LevelChangeEdge.gate", line: "REASONS" })],
  ]);
});

it("has nothing to compare before the first published month, and says what `since` may be", async () => {
  const first = `{ territory(code: "${melun}", month: "2024-01") { changes { since } } }`;
  expect(await ask<Territory>(partners.POLICE, first)).toEqual({ changes: null });
  for (const since of [lastMonth, "2023-12", "2030-01"]) {
    const query = `{ territory(code: "${melun}") { changes(since: "${since}") { since } } }`;
    const { errors } = await platform.ask(partners.POLICE, query);
    expect(errors).toMatchObject([
      {
        extensions: { code: "BAD_USER_INPUT" },
        message: `\`since\` must be a published month before ${lastMonth}: of 2024-01 to ${lastMonth}`,
      },
    ]);
  }
});

it("says of a month that nobody has closed that nothing is known, not that nothing changed", async () => {
  const query = `{ territory(code: "${melun}", month: "2024-03") { changes {
    counts { sites } totalCount notCounted { status } missing { status } } } }`;
  const found = await ask<Territory>(partners.COORDINATOR, query);
  const missing = Array.from({ length: 3 }, () => ({ status: "MONTH_NOT_CLOSED" }));
  expect(found?.changes).toEqual({
    ...{ counts: [], totalCount: 0, notCounted: missing, missing },
  });
});
