import { agglomeration, levelsOf, orderedIds, sitesIn, territoryQuery } from "@palier/e2e";
import { expect } from "expect";

/** What an answer may lack of the one landlord that goes wrong. */
export interface Lack {
  /** What coverage, or the list, says of it. */
  readonly status: string;
  readonly figures?: boolean;
  /** Its part of the list. */
  readonly list?: boolean;
  /** What its sites hold besides their place in a list. */
  readonly siteFields?: boolean;
  /** Its sites themselves: it says that there are none of these names. */
  readonly sites?: boolean;
}

/** A question of a desk, with the whole answer that the small platform owes. */
export interface Question {
  readonly name: string;
  readonly query: string;
  /** The data; without `lack`, while everything goes well. */
  readonly data: (lack?: Lack) => object;
}

/** The landlord that goes wrong. */
export const failing = "lisiere";

const closed = ["lisiere", "val-de-brie", "orme"];
const notClosed = { landlord: { slug: "tardif" }, status: "MONTH_NOT_CLOSED" };
/** Each landlord's dwellings, by the convention. */
const expectedDwellings: Readonly<Record<string, number>> = {
  lisiere: 380,
  "val-de-brie": 200,
  orme: 120,
  tardif: 300,
};

const places = new Map(
  sitesIn(agglomeration, closed).map(({ slug, reference, level, dwellings }) => [
    `${slug}:${reference}`,
    { level, dwellings },
  ]),
);

const without = (isLacking: boolean | undefined) =>
  closed.filter((slug) => !isLacking || slug !== failing);
const missing = (lack: Lack | undefined) =>
  lack?.list ? [{ landlord: { slug: failing }, status: lack.status }] : [];

function siteOf(id: string, lack: Lack | undefined): object | null {
  const isLacking = id.startsWith(`${failing}:`);
  if (isLacking && lack?.sites) return null;
  return { id, name: isLacking && lack?.siteFields ? null : `Résidence ${id.split(":")[1]}` };
}

/** Why a landlord's figures are not in the territory's. */
function reasonOf(slug: string, lack: Lack | undefined): string | null {
  if (slug === "tardif") return notClosed.status;
  return slug === failing && lack?.figures ? lack.status : null;
}

export const page: Question = {
  name: "a territory's page",
  query: territoryQuery.replaceAll("$code: ID!, ", "").replace("$code", `"${agglomeration}"`),
  data: (lack) => {
    const counted = sitesIn(agglomeration, without(lack?.figures));
    const listed = sitesIn(agglomeration, without(lack?.list));
    return {
      territory: {
        name: "Melun Val de Seine",
        month: "2026-10",
        levels: levelsOf(counted),
        coverage: {
          landlordsExpected: 4,
          landlordsAnswered: without(lack?.figures).length,
          dwellingsExpected: 1000,
          dwellingsKnown: without(lack?.figures).reduce(
            (sum, slug) => sum + (expectedDwellings[slug] ?? 0),
            0,
          ),
          landlords: Object.entries(expectedDwellings).map(([slug, expected]) => {
            const reason = reasonOf(slug, lack);
            return {
              landlord: { slug },
              status: reason ?? "ANSWERED",
              expectedDwellings: expected,
              dwellings: reason === null ? expected : null,
            };
          }),
        },
        sites: {
          totalCount: listed.length,
          missing: [...missing(lack), notClosed],
          pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
          edges: orderedIds(listed).map((id) => ({
            ...places.get(id),
            node: siteOf(id, lack),
          })),
        },
      },
    };
  },
};

export const plan: Question = {
  name: "a territory's action plan",
  query: `{ territory(code: "${agglomeration}") { actions {
    totalCount counts { axis status actions } missing { landlord { slug } status }
    edges { node { title } site { id name } } } } }`,
  data: (lack) => {
    // A plan waits for no month to be closed; what is due alike is in the order of landlords.
    const ids = [...without(lack?.list), "tardif"]
      .sort()
      .flatMap((slug) => sitesIn(agglomeration, [slug]))
      .map(({ slug, reference }) => `${slug}:${reference}`);
    return {
      territory: {
        actions: {
          totalCount: ids.length,
          counts: [{ axis: 1, status: "PLANNED", actions: ids.length }],
          missing: missing(lack),
          edges: ids.map((id) => ({
            node: { title: `Éclairage ${id.split(":")[1]}` },
            site: siteOf(id, lack),
          })),
        },
      },
    };
  },
};

export const sites: Question = {
  name: "two landlords' sites",
  query: `{ mine: site(id: "${failing}:A") { id name } other: site(id: "orme:A") { id name } }`,
  data: (lack) => ({
    mine: lack?.siteFields ? null : siteOf(`${failing}:A`, lack),
    other: siteOf("orme:A", lack),
  }),
};
