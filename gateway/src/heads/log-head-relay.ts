import {
  type LandlordParty,
  type LogHead,
  logHeadsAfterHeader,
  logHeadsHeader,
  readLogHead,
} from "@palier/schema";

/** Of one question or answer. */
const headsAtOnce = 4;

interface Held extends LogHead {
  readonly text: string;
}

/** What goes along with one question. */
export interface HeadExchange {
  readonly headers: Readonly<Record<string, string>>;
  /**
   * @param value of the answer's header, if it has one.
   * @returns null where there is nothing to wait for.
   */
  answered(value: unknown): Promise<void> | null;
}

/** Heads of others that a node was given. */
interface Given {
  /** Hour of the last one, by the head's landlord. */
  readonly hours: Map<string, string>;
  /** How many heads had come when there was none that it lacked; -1: that was never so. */
  all: number;
}

const nothing: HeadExchange = { headers: {}, answered: () => null };

/**
 * Brings the signed heads of the landlords' access logs from each node to the others. It holds the last
 * one of each, and cannot make any: every node checks the signatures for itself.
 */
export class LogHeadRelay {
  readonly #landlords: () => readonly LandlordParty[];
  /** Those of whom heads were kept last: as long as they are the same, nobody is to be forgotten. */
  #parties: readonly LandlordParty[] = [];
  readonly #held = new Map<string, Held>();
  /** By slug of the node's landlord. */
  readonly #given = new Map<string, Given>();
  /** Heads that have come. */
  #come = 0;

  /** @param landlords of the convention in force; each with a `logKey` if its node signs heads. */
  constructor(landlords: () => readonly LandlordParty[]) {
    this.#landlords = landlords;
  }

  /** Slugs of the landlords of which a head is held: who has left the convention is none. */
  held(): string[] {
    this.#forget(this.#landlords());
    return [...this.#held.keys()];
  }

  /** @param slug of the landlord that is about to be asked. */
  exchangeWith(slug: string): HeadExchange {
    const parties = this.#landlords();
    const party = parties.find((landlord) => landlord.slug === slug);
    if (party === undefined) return nothing;
    this.#forget(parties);
    const given = this.#given.get(slug) ?? { hours: new Map<string, string>(), all: -1 };
    this.#given.set(slug, given);
    const news = given.all === this.#come ? [] : this.#newsFor(slug, given);
    const after = this.#held.get(slug)?.hour;
    return {
      headers: {
        ...(news.length > 0 && { [logHeadsHeader]: news.map(({ text }) => text).join(",") }),
        ...(after !== undefined && { [logHeadsAfterHeader]: after }),
      },
      answered: (value) => {
        for (const { landlord, hour } of news) given.hours.set(landlord, hour);
        return typeof value === "string" ? this.#keep(party, value.split(",", headsAtOnce)) : null;
      },
    };
  }

  #newsFor(slug: string, given: Given): Held[] {
    const news = [...this.#held.values()]
      .filter(({ landlord, hour }) => landlord !== slug && (given.hours.get(landlord) ?? "") < hour)
      .slice(0, headsAtOnce);
    if (news.length === 0) given.all = this.#come;
    return news;
  }

  #forget(parties: readonly LandlordParty[]): void {
    if (parties === this.#parties) return;
    this.#parties = parties;
    const isParty = (slug: string) => parties.some((landlord) => landlord.slug === slug);
    for (const map of [this.#held, this.#given]) {
      for (const slug of map.keys()) if (!isParty(slug)) map.delete(slug);
    }
  }

  async #keep(party: LandlordParty, texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      const head = await readLogHead(text, [party]);
      if (head === null || (this.#held.get(party.slug)?.hour ?? "") >= head.hour) continue;
      // It may have left the convention while its answer was on its way.
      if (!this.#landlords().some(({ slug }) => slug === party.slug)) return;
      this.#held.set(party.slug, { ...head, text });
      this.#come += 1;
    }
  }
}
