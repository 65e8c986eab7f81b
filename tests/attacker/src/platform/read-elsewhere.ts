import { type Ask, numbered, pages } from "./read-account.js";
import { type FilesReading, fileQuestions, spans } from "./read-files.js";
import { type LevelShare, levelsOfChange, type ToldLevel, type ToldShares } from "./told-levels.js";

/** What an account reads of levels elsewhere than in the histories of sites. */
export interface ReadElsewhere {
  readonly levels: readonly ToldLevel[];
  readonly shares: readonly ToldShares[];
  /** Effective levels that were published before they were stated anew. */
  readonly formerLevels: readonly ToldLevel[];
  readonly formerShares: readonly ToldShares[];
}

interface Reading extends FilesReading {
  readonly ask: Ask;
  /** Whether gates are shown to the account. */
  readonly isSiteReader: boolean;
  readonly landlords: readonly string[];
}

/** Changes, trends and restatements of each territory, files and OGC features, of each month. */
export async function readElsewhere(reading: Reading): Promise<ReadElsewhere> {
  const { territories, months } = reading;
  const questions: Question[] = territories.flatMap((territory) => [
    async () => ({ shares: await readTrend(reading, territory) }),
    async () => ({ formerLevels: await readFormerLevels(reading, territory) }),
    ...months.map((month) => async () => ({
      formerShares: await readFormerShares(reading, territory, month),
    })),
    ...months.flatMap((month) =>
      months
        .filter((since) => Object.values(spans).includes(numbered(month) - numbered(since)))
        .map((since) => async () => ({
          levels: await readChanges(reading, territory, { since, month }),
        })),
    ),
  ]);
  const told = await askAll([...questions, ...fileQuestions(reading)]);
  return {
    levels: told.flatMap(({ levels = [] }) => levels),
    shares: told.flatMap(({ shares = [] }) => shares),
    formerLevels: told.flatMap(({ formerLevels = [] }) => formerLevels),
    formerShares: told.flatMap(({ formerShares = [] }) => formerShares),
  };
}

type Question = () => Promise<Partial<ReadElsewhere>>;

/** As many files as one person may have open. */
const questionsAtOnce = 2;

async function askAll(questions: readonly Question[]): Promise<Partial<ReadElsewhere>[]> {
  const left = questions.values();
  const askers = Array.from({ length: questionsAtOnce }, async () => {
    const told: Partial<ReadElsewhere>[] = [];
    for (const question of left) told.push(await question());
    return told;
  });
  return (await Promise.all(askers)).flat();
}

const coverage = "coverage { landlords { status } }";

interface Covered {
  readonly landlords: readonly { readonly status: string }[];
}

function isWhole({ landlords }: Covered): boolean {
  return landlords.every(({ status }) => status === "ANSWERED");
}

/** Of all landlords together, and of each alone. */
async function readTrend(
  { ask, months, landlords }: Reading,
  territory: string,
): Promise<ToldShares[]> {
  const told: ToldShares[] = [];
  for (const landlord of [null, ...landlords]) {
    const whose = landlord === null ? "" : `(landlord: "${landlord}")`;
    const { territory: answer } = (await ask(
      `{ territory(code: "${territory}") { trend${rangeOf(months)} { month
        levels${whose} { level sites dwellings } ${coverage} } } }`,
    )) as {
      territory: { trend: { month: string; levels: LevelShare[]; coverage: Covered }[] };
    };
    for (const point of answer.trend) {
      told.push({
        ...{ way: "trend", territory, landlord, month: numbered(point.month) },
        ...{ isWhole: isWhole(point.coverage), shares: point.levels },
      });
    }
  }
  return told;
}

async function readFormerLevels({ ask, months }: Reading, territory: string): Promise<ToldLevel[]> {
  const sites = await pages<{
    readonly id: string;
    readonly restatements: readonly { month: string; formerLevel: number | null }[];
  }>(ask, territory, 50, `id restatements${rangeOf(months)} { month formerLevel }`);
  return sites.flatMap(({ id, restatements }) =>
    restatements.map(({ month, formerLevel }) => ({
      ...{ way: "restatements", site: id, month: numbered(month), gate: null },
      levels: { level: formerLevel },
    })),
  );
}

async function readFormerShares(
  { ask }: Reading,
  territory: string,
  month: string,
): Promise<ToldShares[]> {
  const { territory: answer } = (await ask(
    `{ territory(code: "${territory}", month: "${month}") {
      restatements { levels { level sites dwellings } } ${coverage} } }`,
  )) as { territory: { restatements: { levels: LevelShare[] }[]; coverage: Covered } };
  return answer.restatements.map(({ levels }) => ({
    ...{ way: "restatements", territory, landlord: null, month: numbered(month) },
    ...{ isWhole: isWhole(answer.coverage), shares: levels },
  }));
}

interface ChangeEdge {
  readonly move: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly byDecision: boolean;
  readonly gate?: number | null;
  readonly node: { readonly id: string };
}

async function readChanges(
  { ask, isSiteReader }: Reading,
  territory: string,
  { since, month }: { readonly since: string; readonly month: string },
): Promise<ToldLevel[]> {
  const told: ToldLevel[] = [];
  for (let after: string | null = null; ; ) {
    const page: string = `since: "${since}", first: 200${after === null ? "" : `, after: "${after}"`}`;
    const { territory: answer } = (await ask(
      `{ territory(code: "${territory}", month: "${month}") { changes(${page}) {
        edges { move from to byDecision ${isSiteReader ? "gate" : ""} node { id } }
        pageInfo { hasNextPage endCursor } } } }`,
    )) as {
      territory: {
        changes: { edges: ChangeEdge[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
    };
    const { edges, pageInfo } = answer.changes;
    for (const { node, gate = null, ...change } of edges) {
      const between = { site: node.id, since: numbered(since), month: numbered(month) };
      told.push(...levelsOfChange("changes", { ...change, ...between, gate }));
    }
    if (!pageInfo.hasNextPage) return told;
    after = pageInfo.endCursor;
  }
}

function rangeOf(months: readonly string[]): string {
  return `(from: "${months.at(-1)}", to: "${months[0]}")`;
}
