import { numbered } from "./read-account.js";
import { levelsOfChange, type ToldLevel, type ToldShares } from "./told-levels.js";

/** Fetches a path of the gateway as the account; a refusal is an error. */
export type FetchFile = (path: string) => Promise<string>;

/** How far apart the months are whose levels are compared. */
export const spans: Readonly<Record<"month" | "year", number>> = { month: 1, year: 12 };

export interface FilesReading {
  readonly fetchFile: FetchFile;
  readonly territories: readonly string[];
  /** Published, the latest first. */
  readonly months: readonly string[];
}

/** Every file of each territory and month, and every OGC feature of each month. */
export function fileQuestions(reading: FilesReading) {
  return reading.months.flatMap((month) => [
    async () => ({ levels: await readFeatures(reading, month) }),
    ...reading.territories.flatMap((territory) => [
      async () => ({ shares: await readLevels(reading, territory, month) }),
      async () => ({ levels: await readSites(reading, territory, month) }),
      async () => ({
        levels: [
          ...(await readChanges(reading, { territory, month, span: "month" })),
          ...(await readChanges(reading, { territory, month, span: "year" })),
        ],
      }),
    ]),
  ]);
}

async function readLevels(
  { fetchFile }: FilesReading,
  territory: string,
  month: string,
): Promise<ToldShares[]> {
  const rows = await readRows(fetchFile, `levels.csv?territory=${territory}&month=${month}`);
  const { missing_landlords: missing = "" } = rows[0] ?? {};
  const shares = rows.map((row) => ({
    level: numberIn(row.level),
    sites: Number(row.sites),
    dwellings: Number(row.dwellings),
  }));
  const of = { territory, landlord: null, month: numbered(month) };
  return [{ way: "levels.csv", ...of, isWhole: missing === "", shares }];
}

async function readSites(
  { fetchFile }: FilesReading,
  territory: string,
  month: string,
): Promise<ToldLevel[]> {
  const query = `?territory=${territory}&month=${month}`;
  const rows = await readRows(fetchFile, `sites.csv${query}`);
  const { features } = JSON.parse(await fetchFile(`/exports/sites.geojson${query}`)) as FeaturePage;
  return [
    ...rows.map(({ id = "", level, held_level: held, computed_level: computed }) => ({
      ...{ way: "sites.csv", site: id, month: numbered(month), gate: null },
      levels: {
        level: numberIn(level),
        heldLevel: numberIn(held),
        computedLevel: numberIn(computed),
      },
    })),
    ...features.map((feature) => ofFeature("sites.geojson", month, feature)),
  ];
}

async function readChanges(
  { fetchFile, months }: FilesReading,
  asked: { readonly territory: string; readonly month: string; readonly span: "month" | "year" },
): Promise<ToldLevel[]> {
  const { territory, month, span } = asked;
  const since = numbered(month) - spans[span];
  if (!months.some((each) => numbered(each) === since)) return [];
  const path = `changes.csv?territory=${territory}&month=${month}&since=${span}`;
  const rows = await readRows(fetchFile, path);
  return rows.flatMap(({ id = "", move = "", ...row }) =>
    levelsOfChange("changes.csv", {
      ...{ site: id, since, month: numbered(month), move },
      ...{ from: numberIn(row.level_before), to: numberIn(row.level_after) },
      ...{ byDecision: row.by_decision === "YES", gate: numberIn(row.gate) },
    }),
  );
}

interface Feature {
  readonly properties: {
    readonly id: string;
    readonly level: number | null;
    readonly held_level: number | null;
    readonly computed_level: number | null;
  };
}

interface FeaturePage {
  readonly features: readonly Feature[];
  readonly links?: readonly { readonly rel: string; readonly href: string }[];
}

async function readFeatures({ fetchFile }: FilesReading, month: string): Promise<ToldLevel[]> {
  const told: ToldLevel[] = [];
  let path = `/ogc/collections/sites/items?datetime=${month}&limit=100`;
  for (;;) {
    const { features, links = [] } = JSON.parse(await fetchFile(path)) as FeaturePage;
    told.push(...features.map((feature) => ofFeature("OGC features", month, feature)));
    const next = links.find(({ rel }) => rel === "next");
    if (next === undefined) return told;
    const { pathname, search } = new URL(next.href);
    path = `${pathname}${search}`;
  }
}

function ofFeature(way: string, month: string, { properties }: Feature): ToldLevel {
  const { id, level, held_level: heldLevel, computed_level: computedLevel } = properties;
  const levels = { level, heldLevel, computedLevel };
  return { way, site: id, month: numbered(month), levels, gate: null };
}

function numberIn(text: string | undefined): number | null {
  return text === undefined || text === "" ? null : Number(text);
}

/** Rows of a CSV file by the names of its columns. */
async function readRows(fetchFile: FetchFile, name: string) {
  const text = await fetchFile(`/exports/${name}`);
  const lines = text.replace(/^\uFEFF/, "").split("\r\n");
  const [head = [], ...rows] = lines.filter((line) => line !== "").map(cellsOf);
  return rows.map(
    (cells): Readonly<Partial<Record<string, string>>> =>
      Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ""])),
  );
}

function cellsOf(line: string): string[] {
  const cells = `,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}
