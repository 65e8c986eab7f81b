import { melun, type Slug, slugs } from "./access-convention.js";
import type { AccessPlatform } from "./platform.js";

/** What a partner sees of who answered, and what the totals rest on. */
export interface Coverage {
  readonly statuses: Readonly<Record<Slug, string>>;
  readonly dwellingsKnown: number;
  /** Ids, in the order of the list. */
  readonly sites: readonly string[];
  readonly levels: readonly { readonly level: number; readonly sites: number }[];
}

interface CoverageAnswer {
  readonly territory: {
    readonly levels: Coverage["levels"];
    readonly coverage: {
      readonly dwellingsKnown: number;
      readonly landlords: readonly { readonly status: string }[];
    };
    readonly sites: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
  };
}

const query = `{ territory(code: "${melun}") {
  levels { level sites }
  coverage { dwellingsKnown landlords { status } }
  sites { edges { node { id } } }
} }`;

export async function coverageOf(platform: AccessPlatform, account: string): Promise<Coverage> {
  const { data, errors } = await platform.ask(account, query);
  expect(errors).toBeUndefined();
  // The shape of the query above.
  const { levels, coverage, sites } = (data as unknown as CoverageAnswer).territory;
  const statuses = slugs.map((slug, index) => [slug, coverage.landlords[index]?.status]);
  return {
    statuses: Object.fromEntries(statuses) as Coverage["statuses"],
    dwellingsKnown: coverage.dwellingsKnown,
    sites: sites.edges.map(({ node }) => node.id),
    levels,
  };
}

/** What is seen in Melun when these landlords answer: a site at level 4 and one at level 1 each. */
export function seenOf(answering: readonly Slug[], others: string): Coverage {
  const statuses = slugs.map((slug) => [slug, answering.includes(slug) ? "ANSWERED" : others]);
  const inOrder = [...answering].sort();
  return {
    statuses: Object.fromEntries(statuses) as Coverage["statuses"],
    dwellingsKnown: 200 * answering.length,
    sites: ["HARD", "QUIET"].flatMap((reference) => inOrder.map((slug) => `${slug}:${reference}`)),
    levels: [4, 3, 2, 1].map((level) => ({
      level,
      sites: level === 4 || level === 1 ? answering.length : 0,
    })),
  };
}
