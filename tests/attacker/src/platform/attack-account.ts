import { setTimeout } from "node:timers/promises";
import { nomenclature2 } from "@palier/schema";
import { palier } from "@palier/test-support";
import { knownTable, type Moment } from "./known-table.js";
import { type Ask, readAccount } from "./read-account.js";
import { readElsewhere } from "./read-elsewhere.js";
import type { FetchFile } from "./read-files.js";
import { type Attacked, attackTable } from "./second-values.js";
import { readTruth } from "./true-counts.js";
import { wrongLevels } from "./wrong-levels.js";

export const threshold = 5;

const families = nomenclature2.families.map(({ code }) => code);

/** A local platform that runs. */
export interface Platform {
  readonly home: string;
  readonly url: string;
}

export interface Account {
  readonly name: string;
  /** Whether the convention lets it read the counts and gates of sites. */
  readonly isSiteReader: boolean;
  /** Whose record it has besides. */
  readonly own: string | null;
}

export const accounts = {
  dammarie: { name: "mairie-dammarie", isSiteReader: true, own: null },
  melun: { name: "mairie-melun", isSiteReader: true, own: null },
  coordination: { name: "coordination", isSiteReader: true, own: null },
  peer: { name: "bailleur-lisiere", isSiteReader: false, own: "lisiere" },
} satisfies Record<string, Account>;

export interface Found extends Omit<Attacked, "computed"> {
  /** Small numbers that can only be what they are, and that no release records as pinned. */
  readonly leaked: readonly string[];
  /** Those that are recorded. */
  readonly pinned: readonly string[];
  /** What is shown and is not so. */
  readonly wrong: readonly string[];
}

/**
 * What an account reads of counts and levels of all published months, with what is recorded.
 *
 * @param elsewhereIn Of which of these months, the latest first, it reads elsewhere too what levels there are.
 */
export async function readMoment(
  { home, url }: Platform,
  account: Account,
  elsewhereIn = (published: readonly string[]): readonly string[] => published,
): Promise<Moment> {
  const { ask, fetchFile } = await readerAs(home, url, account.name);
  const { convention } = (await ask("{ convention { months landlords { slug } } }")) as {
    convention: { months: string[]; landlords: { slug: string }[] };
  };
  const [to = "", from = to] = [convention.months[0], convention.months.at(-1)];
  const reading = await readAccount(ask, { ...account, from, to });
  const slugs = convention.landlords.map(({ slug }) => slug);
  const months = elsewhereIn(convention.months);
  const elsewhere =
    months.length === 0
      ? null
      : await readElsewhere({
          ...{ ask, fetchFile, months, landlords: slugs, isSiteReader: account.isSiteReader },
          territories: reading.territories.map(({ code }) => code),
        });
  return { reading, elsewhere, truth: await readTruth(home, slugs, familyOf) };
}

function familyOf(category: string): string {
  const family = nomenclature2.categories.get(category)?.family;
  if (family == null) throw new Error(`No family has ${category}`);
  return family;
}

export function attackMoments(moments: readonly Moment[], own: string | null): Found {
  const known = knownTable(moments, { families, threshold, own });
  const { computed, ...attacked } = attackTable(known, threshold);
  const pinned = moments.at(-1)?.truth.pinned;
  const isPinned = (name: string) => pinned?.has(name) === true;
  return {
    ...attacked,
    leaked: computed.filter((name) => !isPinned(name)),
    pinned: computed.filter(isPinned),
    wrong: [
      ...known.wrong,
      ...moments.flatMap((moment, index) => wrongLevels(moment, moments.slice(0, index))),
    ],
  };
}

/** The same, had small numbers alone been withheld: of sites, and of places. */
export function naively({ reading, truth, elsewhere }: Moment): Moment {
  const { sites } = reading;
  const isSmall = (count: number) => count > 0 && count < threshold;
  const subtotals = new Map<string, number>();
  const shown = sites.map((site) => ({
    ...site,
    counts:
      site.counts?.map(({ month, family }) => {
        const count = truth.counts.get(`${site.id}|${month}|${family}`) ?? 0;
        const line = `${site.landlord}|${site.commune}/${site.district ?? ""}|${month}|${family}`;
        subtotals.set(line, (subtotals.get(line) ?? 0) + count);
        return { month, family, count: isSmall(count) ? null : count };
      }) ?? null,
  }));
  const small = [...subtotals].filter(([, count]) => isSmall(count)).map(([line]) => line);
  const territories = reading.territories.map((territory) => ({
    ...territory,
    months: territory.months.map((month) => ({ ...month, counts: [] })),
  }));
  return {
    reading: { sites: shown, territories },
    truth: { ...truth, withheldSubtotals: new Set(small) },
    elsewhere,
  };
}

async function readerAs(
  home: string,
  url: string,
  account: string,
): Promise<{ ask: Ask; fetchFile: FetchFile }> {
  const run = palier(home, ["token", account, new URL(url).port]);
  if ((await run.ended) !== 0) throw new Error(run.output());
  const authorization = `Bearer ${run.output().trim()}`;
  return {
    ask: async (query) => {
      const text = await readWhenItMay(url, {
        method: "POST",
        headers: { "content-type": "application/json", authorization },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data;
    },
    fetchFile: (path) => readWhenItMay(new URL(path, url), { headers: { authorization } }),
  };
}

const mostTries = 200;
const betweenTriesMs = 500;
/** Too much was asked for the moment; the gateway can say nothing just now. */
const later: readonly number[] = [429, 503];

/** What was just read may count as asked for a moment more, and a busy platform lets a person wait. */
async function readWhenItMay(url: string | URL, request: RequestInit): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(url, request);
    const text = await response.text();
    if (response.ok) return text;
    if (!later.includes(response.status) || tries === mostTries) {
      throw new Error(`${new URL(url).pathname}: ${response.status} ${text}`);
    }
    await setTimeout(betweenTriesMs);
  }
}
