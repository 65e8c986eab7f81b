/** What one count says: null is withheld. */
export interface ReadCount {
  readonly month: number;
  readonly family: string;
  readonly count: number | null;
}

export interface ReadSite {
  readonly id: string;
  readonly landlord: string;
  /** The part of a commune, inside or outside one district, that it lies in. */
  readonly commune: string;
  readonly district: string | null;
  readonly dwellings: number;
  /** Null where the account may not read them. */
  readonly counts: readonly ReadCount[] | null;
  readonly levels: readonly ReadLevel[];
}

export interface ReadLevel {
  readonly month: number;
  /** The effective one. */
  readonly level: number | null;
  readonly heldLevel: number | null;
  /** Null where there is none. */
  readonly computedLevel: number | null;
  readonly gates: readonly {
    readonly level: number;
    readonly met: boolean | null;
    readonly conditions: readonly {
      readonly families: readonly string[];
      readonly measure: "INCIDENTS" | "MONTHS";
      readonly threshold: number;
    }[];
  }[];
}

export interface ReadTotal {
  readonly count: number | null;
  /** Null where it is not known, which is not that it is withheld. */
  readonly status: "VALUE" | "ZERO" | "WITHHELD" | null;
  readonly isPartial: boolean;
  readonly perThousandDwellings: number | null;
}

export interface ReadTerritory {
  readonly code: string;
  readonly sites: readonly string[];
  readonly months: readonly {
    readonly month: number;
    readonly dwellings: number;
    /** Landlords that are expected, and are not in it. */
    readonly missing: readonly string[];
    /** Those that are in it. */
    readonly answered: readonly string[];
    readonly counts: readonly (ReadTotal & {
      readonly family: string;
      readonly year: ReadTotal;
      readonly yearBefore: ReadTotal;
      readonly changeOnYear: number | null;
    })[];
  }[];
}

/** Everything of counts that an account reads from a platform. */
export interface AccountReading {
  /** Of the landlords that answered. */
  readonly sites: readonly ReadSite[];
  readonly territories: readonly ReadTerritory[];
}

/** Asks the graph as the account; a refusal is an error. */
export type Ask = (query: string) => Promise<unknown>;

/** Sites a question: more would ask for too much. */
const pageSize = 10;

/** @param counts Whether the account may read the counts and gates of sites. */
export async function readAccount(
  ask: Ask,
  { isSiteReader, from, to }: { isSiteReader: boolean; from: string; to: string },
): Promise<AccountReading> {
  const { territories } = (await ask("{ territories { code communes { code } } }")) as {
    territories: { code: string; communes: unknown[] }[];
  };
  // The widest first: its sites are those of the others too.
  territories.sort((one, other) => other.communes.length - one.communes.length);
  const range = `(from: "${from}", to: "${to}")`;
  const selection = siteSelection(range, isSiteReader);
  const sites = new Map<string, ReadSite>();
  const read: ReadTerritory[] = [];
  for (const { code } of territories) {
    const ids = (await pages(ask, code, 200, "id")).map(({ id }) => id);
    if (!ids.every((id) => sites.has(id))) {
      for (const site of await pages(ask, code, pageSize, selection)) {
        sites.set(site.id, readSite(site));
      }
    }
    read.push({ code, sites: ids, months: await readMonths(ask, code, range) });
  }
  return { sites: [...sites.values()], territories: read };
}

function siteSelection(range: string, isSiteReader: boolean): string {
  const gates = "gates { level met conditions { families measure threshold } }";
  const counts = `incidentCounts${range} { month family count status }`;
  return `id dwellings commune { code } priorityDistrict { code } landlord { slug }
    history${range} { month level heldLevel computedLevel ${isSiteReader ? gates : ""} } ${isSiteReader ? counts : ""}`;
}

/** Every site of a territory. */
export async function pages<Site = SiteAnswer>(
  ask: Ask,
  code: string,
  first: number,
  selection: string,
): Promise<readonly Site[]> {
  const sites: Site[] = [];
  for (let after: string | null = null; ; ) {
    const page: string = `sites(first: ${first}${after === null ? "" : `, after: "${after}"`})`;
    const { territory } = (await ask(
      `{ territory(code: "${code}") { ${page} { edges { node { ${selection} } }
        pageInfo { hasNextPage endCursor } } } }`,
    )) as { territory: { sites: SitePage<Site> } };
    const { edges, pageInfo } = territory.sites;
    sites.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return sites;
    after = pageInfo.endCursor;
  }
}

interface SitePage<Site> {
  readonly edges: readonly { readonly node: Site }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

interface SiteAnswer {
  readonly id: string;
  readonly dwellings: number;
  readonly commune: { readonly code: string };
  readonly priorityDistrict: { readonly code: string } | null;
  readonly landlord: { readonly slug: string };
  readonly incidentCounts?: readonly {
    readonly month: string;
    readonly family: string;
    readonly count: number | null;
    readonly status: string;
  }[];
  readonly history: readonly {
    readonly month: string;
    readonly level: number | null;
    readonly heldLevel: number | null;
    readonly computedLevel: number | null;
    readonly gates?: ReadLevel["gates"];
  }[];
}

function readSite(site: SiteAnswer): ReadSite {
  return {
    id: site.id,
    landlord: site.landlord.slug,
    dwellings: site.dwellings,
    commune: site.commune.code,
    district: site.priorityDistrict?.code ?? null,
    counts:
      site.incidentCounts?.map(({ month, family, count, status }) => {
        if ((status === "WITHHELD") !== (count === null)) throw new Error(`${status} ${count}`);
        return { month: numbered(month), family, count };
      }) ?? null,
    levels: site.history.map(({ month, gates = [], ...levels }) => ({
      ...levels,
      month: numbered(month),
      gates,
    })),
  };
}

async function readMonths(ask: Ask, code: string, range: string) {
  const total = "count status isPartial perThousandDwellings";
  const data = (await ask(
    `{ territory(code: "${code}") { incidentCounts${range} { month
      coverage { dwellingsKnown landlords { status landlord { slug } } }
      counts { family ${total} changeOnYear year { ${total} } yearBefore { ${total} } } } } }`,
  )) as {
    territory: {
      incidentCounts: (Omit<ReadTerritory["months"][number], "month"> & {
        readonly month: string;
        readonly coverage: {
          readonly dwellingsKnown: number;
          readonly landlords: readonly {
            readonly status: string;
            readonly landlord: { readonly slug: string };
          }[];
        };
      })[];
    };
  };
  return data.territory.incidentCounts.map(({ month, counts, coverage }) => ({
    month: numbered(month),
    dwellings: coverage.dwellingsKnown,
    missing: slugsOf(coverage.landlords, ({ status }) => status !== "ANSWERED"),
    answered: slugsOf(coverage.landlords, ({ status }) => status === "ANSWERED"),
    counts,
  }));
}

function slugsOf<Covered extends { readonly landlord: { readonly slug: string } }>(
  landlords: readonly Covered[],
  isWanted: (landlord: Covered) => boolean,
): string[] {
  return landlords.filter(isWanted).map(({ landlord }) => landlord.slug);
}

export function numbered(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}
