import {
  compareSitePlaces,
  landlordSdl,
  landlordTypeNames,
  parseContributionId,
  parseSitePageId,
  type SitePageKey,
} from "@palier/schema";
import { federatedSchema } from "@palier/subgraph-kit";
import type { GraphQLSchema } from "graphql";

/** A site as a literal landlord knows it; it stands at the same level in every month. */
export interface LiteralSite {
  readonly reference: string;
  readonly commune: string;
  /** 1 to 4; 0 for undetermined. */
  readonly level: number;
  readonly dwellings: number;
}

/** Communes of a territory, by its code. */
export type Communes = ReadonlyMap<string, readonly string[]>;

/** A landlord's subgraph that answers from a list instead of a database. */
export function literalLandlord(
  slug: string,
  sites: readonly LiteralSite[],
  communes: Communes,
): GraphQLSchema {
  const types = landlordTypeNames(slug);
  const within = (territory: string) =>
    sites.filter(({ commune }) => communes.get(territory)?.includes(commune));
  return federatedSchema({
    sdl: landlordSdl(slug),
    resolvers: {
      [types.site]: {
        __resolveReference: (reference: unknown) => shown(slug, sites, reference),
      },
      [types.contribution]: {
        __resolveReference: (reference: unknown) => {
          const key = parseContributionId(textOf(reference, "id"));
          return key && { id: textOf(reference, "id"), ...contribution(within(key.territory)) };
        },
      },
      [types.sitePage]: {
        __resolveReference: (reference: unknown) => {
          const key = parseSitePageId(textOf(reference, "id"));
          if (key === null) return null;
          const listed = page(within(key.territory), key);
          const nodes = ({ first }: { readonly first: number }) =>
            listed.sites.slice(0, first).map(({ id }) => {
              return { ...shown(slug, sites, { id }), __typename: types.site };
            });
          return { id: textOf(reference, "id"), ...listed, nodes };
        },
      },
    },
  });
}

function contribution(sites: readonly LiteralSite[]) {
  const levels = [...new Set(sites.map(({ level }) => level))];
  return {
    status: "ANSWERED",
    tallies: levels.map((level) => {
      const alike = sites.filter((site) => site.level === level);
      return { level, sites: alike.length, dwellings: sumOfDwellings(alike) };
    }),
  };
}

function page(sites: readonly LiteralSite[], { landlord, levels, first, after }: SitePageKey) {
  const matching = sites
    .filter(({ level }) => levels === null || levels.includes(level))
    .map(({ reference, level, dwellings }) => ({
      id: `${landlord}:${reference}`,
      level,
      dwellings,
    }))
    .sort(compareSitePlaces);
  const following = matching.filter(
    (place) => after === null || compareSitePlaces(after, place) < 0,
  );
  return { status: "ANSWERED", matching: matching.length, sites: following.slice(0, first + 1) };
}

function shown(slug: string, sites: readonly LiteralSite[], reference: unknown) {
  const id = textOf(reference, "id") || textOf(reference, "lookup");
  const site = sites.find((each) => `${slug}:${each.reference}` === id);
  if (site === undefined) return null;
  return {
    id,
    lookup: id,
    name: `Résidence ${site.reference}`,
    commune: { code: site.commune, name: null },
    dwellings: site.dwellings,
    landlord: { slug },
    classification: { month: "2026-10", level: site.level || null },
  };
}

export function sumOfDwellings(sites: readonly Pick<LiteralSite, "dwellings">[]): number {
  return sites.reduce((sum, { dwellings }) => sum + dwellings, 0);
}

function textOf(reference: unknown, key: string): string {
  const value = (reference as Readonly<Record<string, unknown>>)[key];
  return typeof value === "string" ? value : "";
}
