import { type AnsweredMissing, type MissingLandlord, missingOf } from "../frame/missing";
import type { PatrolQuery } from "../generated/graphql";
import { type Pattern, together } from "../pattern/pattern";

type Sites = NonNullable<NonNullable<PatrolQuery["territory"]>["sites"]>;
type PatrolNode = NonNullable<Sites["edges"]>[number]["node"];

/** A site to be patrolled, with its pattern. */
export interface PatrolSite {
  readonly id: string;
  readonly name: string;
  readonly commune: string | null;
  readonly level: number | null;
  readonly pattern: Pattern;
}

/** What pages of sites come to. */
export interface PatrolSites {
  /** By level and dwellings, as the graph has them. */
  readonly sites: readonly PatrolSite[];
  /** Of those alone: what is not there is in no sum. */
  readonly sum: Pattern;
  /** Names of sites that show no incident, whoever asks: too small, or kept back by their landlord. */
  readonly withoutPattern: readonly string[];
  /** Landlords of whom a list, or the patterns, did not come. */
  readonly missing: readonly MissingLandlord[];
}

/** Fewest dwellings of a site of which single incidents are told. */
const fewestDwellings = 11;

export function patrolSitesOf(pages: readonly PatrolQuery[]): PatrolSites {
  const connections = pages.flatMap(({ territory }) => territory?.sites ?? []);
  const edges = connections.flatMap((sites) => sites.edges ?? []);
  const sites: PatrolSite[] = [];
  const withoutPattern: string[] = [];
  const silent = new Set<string>();
  for (const { level, dwellings, node } of edges) {
    if (node === null) continue;
    const name = node.name ?? node.id;
    const pattern = patternOf(node);
    if (pattern !== null) {
      sites.push({ id: node.id, name, commune: node.commune?.name ?? null, level, pattern });
    } else if (dwellings !== null && dwellings < fewestDwellings) withoutPattern.push(name);
    else silent.add(node.id.split(":")[0] ?? "");
  }
  const listed = missingOf(
    connections.flatMap(({ missing }): readonly AnsweredMissing[] => missing ?? []),
  );
  const known = new Set(listed.map(({ slug }) => slug));
  return {
    sites,
    sum: together(sites.map(({ pattern }) => pattern)),
    withoutPattern,
    missing: [
      ...new Map(listed.map((each) => [each.slug, each])).values(),
      ...[...silent]
        .filter((slug) => !known.has(slug))
        .map((slug) => ({ slug, status: "NO_ANSWER" as const })),
    ],
  };
}

/** Whole, or not at all: a part of it would be added up as if the rest were zero. */
function patternOf(node: NonNullable<PatrolNode>): Pattern | null {
  const pattern = node.incidentPattern;
  if (pattern == null) return null;
  const { incidents, times, places } = pattern;
  return incidents === null || times === null || places === null ? null : pattern;
}
