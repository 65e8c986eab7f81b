import { landlordSdl, type PartnerKind } from "@palier/schema";
import { federatedSchema } from "@palier/subgraph-kit";
import type { GraphQLSchema } from "graphql";

export const sitesOfPage = 300;

const months = ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10"];
const connection = { pageInfo: { hasNextPage: false, hasPreviousPage: false } };

/** A landlord's schema over rows in memory: no database hides what the guard costs. */
export function landlordInMemory(): GraphQLSchema {
  return federatedSchema({
    sdl: landlordSdl("lisiere"),
    resolvers: {
      LisiereSite: {
        __resolveReference: ({ id }: { id: string }) => ({ ...site, id, lookup: id }),
      },
    },
  });
}

const site = {
  __typename: "LisiereSite",
  name: "Résidence des Tilleuls",
  address: "12 rue des Tilleuls",
  dwellings: 60,
  classification: { level: 3, since: "2026-04", status: "CLASSIFIED" },
  incidentCounts: months.map((month) => ({ month, family: "DAMAGE", count: 7, status: "VALUE" })),
  incidents: {
    ...connection,
    edges: [1, 2, 3, 4].map((number) => ({
      cursor: `c${number}`,
      node: {
        id: `lisiere:${number}`,
        day: "2026-10-14",
        timeBand: "NIGHT",
        place: "ENTRANCE_HALL",
        severity: 2,
      },
    })),
  },
  actions: [1, 2, 3, 4].map((axis) => ({
    id: `a${axis}`,
    axis,
    title: "Réparer les portes",
    status: "DONE",
    dueDate: "2026-12-31",
  })),
};

const identity = "id name dwellings classification { level since status }";
const counts = "incidentCounts { month family count status }";

export interface Page {
  readonly name: string;
  readonly selection: string;
  readonly kinds: readonly PartnerKind[];
  /** Whether it needs a purpose. */
  readonly needsPurpose: boolean;
}

/** Pages of 26 values a site, each with the kinds that may ask all of it. */
export const pages: readonly Page[] = [
  {
    name: "counts",
    selection: `${identity} ${counts}`,
    kinds: ["POLICE", "JUSTICE", "MUNICIPALITY", "COORDINATOR"],
    needsPurpose: false,
  },
  {
    name: "actions",
    selection: `${identity} actions { id axis title status dueDate }`,
    kinds: ["LANDLORD"],
    needsPurpose: false,
  },
  {
    name: "addresses",
    selection: `id name address classification { level since status } ${counts}`,
    kinds: ["POLICE", "JUSTICE"],
    needsPurpose: false,
  },
  {
    name: "incidents",
    selection: "id name incidents { edges { cursor node { id day timeBand place severity } } }",
    kinds: ["POLICE", "JUSTICE"],
    needsPurpose: true,
  },
];

export function operationOf({ selection }: Page): { query: string; variables: object } {
  const representations = Array.from({ length: sitesOfPage }, (_one, index) => ({
    __typename: "LisiereSite",
    id: `lisiere:${index}`,
  }));
  return {
    query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on LisiereSite { ${selection} } } }`,
    variables: { r: representations },
  };
}
