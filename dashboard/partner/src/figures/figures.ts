import type { Level } from "@palier/dashboard-ui/parts/levels";
import type { CoverageStatus } from "../generated/graphql";

/** One level's part of a territory. */
export interface LevelFigures {
  /** Null for the sites whose level is undetermined. */
  readonly level: Level;
  readonly sites: number;
  readonly dwellings: number;
  /** 0 to 1; null when the territory has no dwelling. */
  readonly share: number | null;
}

/** Sites and dwellings of several levels together. */
export interface Total {
  readonly sites: number;
  readonly dwellings: number;
  /** 0 to 1 of all dwellings that answered; null when there are none. */
  readonly share: number | null;
}

/** A territory's month as the graph sends it. */
export interface Measured {
  readonly levels?: readonly SentLevel[] | null;
  readonly coverage?: SentCoverage | null;
}

interface SentLevel {
  readonly level?: number | null;
  readonly sites?: number | null;
  readonly dwellings?: number | null;
  readonly share?: number | null;
}

interface SentCoverage {
  readonly landlordsExpected?: number | null;
  readonly landlordsAnswered?: number | null;
  readonly landlords?: readonly SentLandlord[] | null;
}

interface SentLandlord {
  readonly landlord?: { readonly slug: string } | null;
  readonly status?: CoverageStatus | null;
}

/** What can be said of a territory's month: an absent figure is never a zero. */
export type Finding =
  | { readonly kind: "levels"; readonly levels: readonly LevelFigures[] }
  /** Every site that answered lacks closed months. */
  | { readonly kind: "undetermined"; readonly levels: readonly LevelFigures[] }
  /** No landlord has dwellings there. */
  | { readonly kind: "no-dwellings" }
  /** Whoever could answer withholds. */
  | { readonly kind: "withheld" }
  | { readonly kind: "unknown" };

/** @param landlord Slug of the only one that `levels` are of; null for all. */
export function findingOf({ levels, coverage }: Measured, landlord: string | null): Finding {
  const asked = (coverage?.landlords ?? []).filter(
    (each) => landlord === null || each.landlord?.slug === landlord,
  );
  if (coverage?.landlords != null && asked.length === 0) return { kind: "no-dwellings" };
  const figures = readLevels(levels);
  const hasAnswered = asked.some(({ status }) => status === "ANSWERED");
  if (figures === null || !hasAnswered) {
    const isWithheld = asked.some(({ status }) => status === "WITHHELD");
    return { kind: isWithheld ? "withheld" : "unknown" };
  }
  const sites = totalOf(figures).sites;
  if (sites === 0) return { kind: "no-dwellings" };
  const determined = figures.some(({ level, sites: count }) => level !== null && count > 0);
  return { kind: determined ? "levels" : "undetermined", levels: figures };
}

/** Those of the levels together; all of them without `among`. */
export function totalOf(levels: readonly LevelFigures[], among?: readonly Level[]): Total {
  const all = sum(levels, "dwellings");
  const chosen = among === undefined ? levels : levels.filter(({ level }) => among.includes(level));
  const dwellings = sum(chosen, "dwellings");
  return {
    sites: sum(chosen, "sites"),
    dwellings,
    share: all === 0 ? null : dwellings / all,
  };
}

/** Only what has no level: beside it, "no site at level 4" would read as calm. */
export function undeterminedOf(levels: readonly LevelFigures[]): LevelFigures[] {
  return levels.filter(({ level }) => level === null);
}

/** Levels 3 and 4, which the steering committee follows. */
export const hardLevels = [4, 3] as const;

/** Whether a landlord that is expected is not in the figures. */
export function isPartial({ coverage }: Measured): boolean {
  const { landlordsAnswered, landlordsExpected } = coverage ?? {};
  return landlordsAnswered == null || landlordsAnswered !== landlordsExpected;
}

/** Slugs of the landlords that the figures rest on, in order. */
export function answeredBy({ coverage }: Measured): string[] {
  return (coverage?.landlords ?? [])
    .flatMap(({ landlord, status }) => (status === "ANSWERED" && landlord ? [landlord.slug] : []))
    .sort();
}

/** Null when a figure is missing: what is left would be a wrong total. */
function readLevels(levels: Measured["levels"]): LevelFigures[] | null {
  if (levels == null || levels.length === 0) return null;
  const read: LevelFigures[] = [];
  for (const { level = null, sites, dwellings, share = null } of levels) {
    if (sites == null || dwellings == null || !isLevel(level)) return null;
    read.push({ level, sites, dwellings, share });
  }
  return read;
}

function isLevel(level: number | null): level is Level {
  return level === null || [1, 2, 3, 4].includes(level);
}

function sum(levels: readonly LevelFigures[], figure: "sites" | "dwellings"): number {
  return levels.reduce((total, level) => total + level[figure], 0);
}
