import { createClassificationSubgraph } from "@palier/classification";
import { createConventionSubgraph } from "@palier/convention";
import {
  compareSitePlaces,
  landlordSdl,
  landlordTypeNames,
  parseContributionId,
  parseSitePageId,
} from "@palier/schema";
import { composeSupergraph } from "@palier/schema/composition";
import { writeConvention } from "@palier/schema/testing";
import { federatedSchema, serveSubgraph } from "@palier/subgraph-kit";
import type { GraphQLSchema } from "graphql";

const commune = "77288";
export const agglomeration = "247700057";
const sitesEach = 20;
/** Of which a page of 50 sites has one or two of each of many landlords. */
const fewestDwellings = 30;

/** Subgraphs of so many landlords that answer from lists, beside the platform's own. */
export async function startLiteral(count: number) {
  const slugs = Array.from({ length: count }, (_, at) => `bailleur-${at + 1}`);
  const { convention } = writeConvention({
    territories: [
      { code: commune, name: "Melun" },
      { code: agglomeration, kind: "INTERCOMMUNALITY", name: "Agglomération", communes: [commune] },
    ],
    landlords: slugs.map((slug, at) => ({
      slug,
      name: slug,
      stock: [{ commune, dwellings: sum(sitesOf(slug, at)) }],
    })),
    partners: [],
  });
  const now = () => new Date("2026-11-22T12:00:00Z");
  const serve = (name: string, schema: GraphQLSchema) =>
    serveSubgraph({
      name,
      schema,
      host: "127.0.0.1",
      port: 0,
      context: async () => ({}),
      isReady: async () => undefined,
    });
  const platform = [
    await serve("convention", createConventionSubgraph(convention, now)),
    await serve("classification", createClassificationSubgraph(slugs)),
  ];
  const nodes = await Promise.all(slugs.map((slug, at) => serve(slug, landlord(slug, at))));
  return {
    supergraphSdl: composeSupergraph({
      convention: platform[0]?.url ?? "",
      classification: platform[1]?.url ?? "",
      landlords: nodes.map(({ url }, at) => ({ slug: slugs[at] ?? "", endpoint: url })),
    }),
    stop: async () => {
      await Promise.all([...platform, ...nodes].map((each) => each.stop()));
    },
  };
}

interface Site {
  readonly id: string;
  readonly level: number;
  readonly dwellings: number;
}

function sitesOf(slug: string, landlordAt: number): Site[] {
  return Array.from({ length: sitesEach }, (_, at) => ({
    id: `${slug}:${at + 1}`,
    level: (at % 4) + 1,
    dwellings: fewestDwellings + ((landlordAt * 7 + at * 31) % 97),
  }));
}

function landlord(slug: string, at: number): GraphQLSchema {
  const types = landlordTypeNames(slug);
  const sites = sitesOf(slug, at);
  const siteOf = (id: string) => ({
    ...sites.find((site) => site.id === id),
    __typename: types.site,
    name: `Résidence ${id}`,
    commune: { code: commune, name: null },
    landlord: { slug },
    classification: { month: "2026-10", level: 4, since: "2026-01" },
  });
  return federatedSchema({
    sdl: landlordSdl(slug),
    resolvers: {
      [types.site]: {
        __resolveReference: ({ id }: { readonly id: string }) => siteOf(id),
      },
      [types.contribution]: {
        __resolveReference: ({ id }: { readonly id: string }) =>
          parseContributionId(id) && { id, status: "ANSWERED", tallies: talliesOf(sites) },
      },
      [types.sitePage]: {
        __resolveReference: ({ id }: { readonly id: string }) => {
          const key = parseSitePageId(id);
          if (key === null) return null;
          const matching = sites
            .filter(({ level }) => key.levels?.includes(level) ?? true)
            .sort(compareSitePlaces);
          const { length } = matching;
          const page = matching.slice(0, key.first + 1);
          return {
            id,
            status: "ANSWERED",
            matching: length,
            sites: page,
            nodes: ({ first }: { readonly first: number }) =>
              page.slice(0, first).map((site) => siteOf(site.id)),
          };
        },
      },
    },
  });
}

function talliesOf(sites: readonly Site[]) {
  return [1, 2, 3, 4].map((level) => {
    const alike = sites.filter((site) => site.level === level);
    return { level, sites: alike.length, dwellings: sum(alike) };
  });
}

function sum(sites: readonly Site[]): number {
  return sites.reduce((all, { dwellings }) => all + dwellings, 0);
}
