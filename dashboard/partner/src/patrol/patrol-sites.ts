import type { GraphError } from "@palier/dashboard-ui/graph/errors";
import { type MissingLandlord, missingOver } from "../frame/missing";
import type { CoverageStatus, PatrolQuery } from "../generated/graphql";
import { absentMonths } from "../pattern/months";
import { type Pattern, together } from "../pattern/pattern";

type Sites = NonNullable<NonNullable<PatrolQuery["territory"]>["sites"]>;
type PatrolNode = NonNullable<Sites["edges"]>[number]["node"];

/** A site to be patrolled, with its pattern. */
export interface PatrolSite {
  readonly id: string;
  readonly name: string;
  readonly commune: string | null;
  readonly level: number | null;
  /** Of the months that its landlord counts. */
  readonly pattern: Pattern;
  /** Months that it does not count: not closed, or purged. Nothing is known of them. */
  readonly absent: readonly string[];
}

/** What pages of sites come to. */
export interface PatrolSites {
  /** By level and dwellings, as the graph has them. */
  readonly sites: readonly PatrolSite[];
  /** Of those alone: what is not there is in no sum. Null where no month of any is counted. */
  readonly sum: Pattern | null;
  /** How many that is: those with a month that is counted. */
  readonly countedSites: number;
  /** Names of sites that show no incident, whoever asks: too small. */
  readonly withoutPattern: readonly string[];
  /** Landlords of whom a list, or the patterns of some sites, did not come. */
  readonly missing: readonly MissingLandlord[];
}

/** Fewest dwellings of a site of which single incidents are told. */
const fewestDwellings = 11;

/**
 * @param months asked for, oldest first.
 * @returns null where the territory does not exist for the visitor.
 */
export function patrolSitesOf(
  pages: readonly PatrolQuery[],
  months: readonly string[],
  errors: readonly GraphError[] = [],
): PatrolSites | null {
  if (pages[0]?.territory == null) return null;
  const connections = pages.flatMap(({ territory }) => territory?.sites ?? []);
  const sites: PatrolSite[] = [];
  const withoutPattern: string[] = [];
  const lacking = new Map<string, { slug: string; status: CoverageStatus; sites: string[] }>();
  for (const { cursor, level, dwellings, node } of connections.flatMap(
    ({ edges }) => edges ?? [],
  )) {
    const id = node?.id ?? cursor;
    const name = node?.name ?? id;
    const found = patternOf(node);
    if (found !== null) {
      const absent = absentMonths(months, found.months);
      const commune = node?.commune?.name ?? null;
      sites.push({ id, name, commune, level, pattern: found, absent });
    } else if (dwellings !== null && dwellings < fewestDwellings) withoutPattern.push(name);
    else {
      const slug = id.split(":")[0] ?? "";
      const status = isKeptBack(node, slug, errors) ? "WITHHELD" : "NO_ANSWER";
      const key = `${slug} ${status}`;
      const of = lacking.get(key) ?? { slug, status, sites: [] };
      of.sites.push(name);
      lacking.set(key, of);
    }
  }
  const counted = sites.filter(({ absent }) => absent.length < months.length);
  return {
    sites,
    sum: counted.length === 0 ? null : together(counted.map(({ pattern }) => pattern)),
    countedSites: counted.length,
    withoutPattern,
    missing: [...missingOver(connections.map(({ missing }) => missing)), ...lacking.values()],
  };
}

/** Whole, or not at all: a part of it would be added up as if the rest were zero. */
function patternOf(
  node: PatrolNode,
): NonNullable<NonNullable<PatrolNode>["incidentPattern"]> | null {
  const pattern = node?.incidentPattern;
  if (pattern == null) return null;
  const { incidents, months, times, places } = pattern;
  return [incidents, months, times, places].includes(null) ? null : pattern;
}

/**
 * Its landlord answered, without a fault, and told no pattern. Where one failed the error says whose it is, and
 * of a list no path says where; what a landlord keeps to itself is refused in nobody's name. A fault of nobody's that
 * is no refusal may be anyone's: then nothing is known.
 */
function isKeptBack(node: PatrolNode, slug: string, errors: readonly GraphError[]): boolean {
  if (node?.name == null || node.incidentPattern != null) return false;
  return errors.every(({ extensions: { landlord, code } = {} }) =>
    landlord === undefined ? code === "FORBIDDEN" : landlord !== slug,
  );
}

/** Sites that lack the same months. */
export interface Gap {
  readonly months: readonly string[];
  readonly names: readonly string[];
}

/** Months that are in no sum, and of which sites. */
export function gapsOf(sites: readonly PatrolSite[]): readonly Gap[] {
  const gaps = new Map<string, { months: readonly string[]; names: string[] }>();
  for (const { name, absent } of sites) {
    if (absent.length === 0) continue;
    const gap = gaps.get(absent.join()) ?? { months: absent, names: [] };
    gap.names.push(name);
    gaps.set(absent.join(), gap);
  }
  return [...gaps.values()];
}
