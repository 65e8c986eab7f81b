import { setTimeout } from "node:timers/promises";
import { melun, partners } from "./access-convention.js";
import type { AccessAnswer, AccessPlatform } from "./platform.js";

/** Partners who ask all the while, and what they are told. */

export const accounts = Object.values(partners);

export const question = `{
  territory(code: "${melun}") {
    levels { level sites }
    coverage { landlords { landlord { slug } status } }
    sites(first: 20) { edges { node { id } } missing { landlord { slug } } }
  }
  site(id: "lisiere:HARD") { name }
}`;

export interface Seen {
  readonly startedMs: number;
  readonly endedMs: number;
  readonly answer: AccessAnswer;
}

/** Answers that are looked at before the first day of a version, and on it. */
export const enough = 10;

/** Requests a second over something that takes as long as commands do; twenty would take all of a machine. */
export const calmly = 4;

/** Requests of all partners, so many a second as far as a busy machine answers so many. */
export function askOnAndOn(platform: AccessPlatform, perSecond = 20) {
  const answers: Promise<Seen>[] = [];
  const ended: Seen[] = [];
  let underWay = 0;
  const ask = async (): Promise<Seen> => {
    const startedMs = Date.now();
    underWay += 1;
    const account = accounts[answers.length % accounts.length] ?? partners.POLICE;
    const answer = await platform.ask(account, question);
    underWay -= 1;
    const seen = { startedMs, endedMs: Date.now(), answer };
    ended.push(seen);
    return seen;
  };
  const asking = setInterval(() => {
    if (underWay < 2 * accounts.length) answers.push(ask());
  }, 1_000 / perSecond);
  return {
    /** Until there are enough of these, or it is so late. */
    untilAnswered: async (isCounted: (seen: Seen) => boolean, latestMs = Infinity) => {
      while (ended.filter(isCounted).length < enough && Date.now() < latestMs) await setTimeout(20);
    },
    stop: () => {
      clearInterval(asking);
      return Promise.all(answers);
    },
  };
}

/** Who answers, by the slugs of their sites' ids. */
export function answeringIn({ data, errors, status }: AccessAnswer) {
  if (data === null || data === undefined) return { status, errors };
  const { territory } = data as unknown as {
    territory: {
      coverage: { landlords: { landlord: { slug: string }; status: string }[] };
      sites: { edges: { node: { id: string } }[] };
    } | null;
  };
  if (territory === null) return { status, errors };
  return {
    status,
    errors,
    coverage: Object.fromEntries(
      territory.coverage.landlords.map(({ landlord, status: said }) => [landlord.slug, said]),
    ),
    sites: [...new Set(territory.sites.edges.map(({ node }) => node.id.split(":")[0]))].sort(),
  };
}

export const wholeOf = (parties: readonly string[]) => ({
  status: 200,
  errors: undefined,
  coverage: Object.fromEntries(parties.map((slug) => [slug, "ANSWERED"])),
  sites: [...parties].sort(),
});

export const kinds = (seen: readonly Seen[]) =>
  new Set(seen.map(({ answer }) => JSON.stringify(answeringIn(answer))));
