import type { IncomingHttpHeaders } from "node:http";
import { keepPeerHead, LogCheckpoints } from "@palier/landlord-store";
import {
  ConfigurationError,
  type Convention,
  headHour,
  type LandlordParty,
  logHeadsAfterHeader,
  logHeadsHeader,
  readLogHead,
  type SigningKey,
} from "@palier/schema";
import type { EntityManager } from "typeorm";

/** Of one question: four landlords' heads, or one's own of a day. */
const headsAQuestion = 4;

interface Parts {
  readonly slug: string;
  /** Of which the convention names one; none: this node signs no heads, and keeps those of others all the same. */
  readonly keys: readonly SigningKey[];
  readonly convention: Convention;
  readonly database: Pick<EntityManager, "query">;
  readonly clock: () => Date;
}

/**
 * Takes the heads of other landlords' logs out of the gateway's questions, and gives its own with the
 * answers. Neither holds up nor fails an answer for longer than a head takes to be written, four times a day.
 */
export class LogHeads {
  readonly #parts: Parts;
  readonly #failed: (error: unknown) => void;
  readonly #others: readonly LandlordParty[];
  readonly #checkpoints: LogCheckpoints | null;
  /** Last hour that came, by landlord. */
  readonly #known = new Map<string, string>();
  /** The last ones of this node since it started, the latest first. */
  #own: { readonly hour: string; readonly head: string }[] = [];

  /**
   * @param failed is told what went wrong; answers leave without heads then.
   * @throws ConfigurationError when the convention names another key of this node's log, or none.
   */
  constructor(parts: Parts, failed: (error: unknown) => void) {
    const { slug, keys, convention, database } = parts;
    const named = convention.landlords.find((party) => party.slug === slug)?.logKey;
    const key = keys.find(({ x }) => x === named) ?? null;
    if (key === null && keys.length > 0) {
      throw new ConfigurationError([
        `the key of PALIER_LOG_KEY is not the logKey of landlord "${slug}" in the convention: put logKey: ${keys.at(-1)?.x} into it, or name the file of its key`,
      ]);
    }
    this.#parts = parts;
    this.#failed = failed;
    this.#others = convention.landlords.filter((party) => party.slug !== slug);
    this.#checkpoints = key && new LogCheckpoints(database, slug, key);
  }

  /** @returns the headers of the answer. */
  readonly pass = async (
    question: IncomingHttpHeaders,
  ): Promise<Readonly<Record<string, string>>> => {
    try {
      await this.#keep(listed(question[logHeadsHeader]));
      await this.seal();
    } catch (error) {
      this.#failed(error);
    }
    const after = question[logHeadsAfterHeader];
    const newer = this.#own.filter(({ hour }) => typeof after !== "string" || hour > after);
    if (newer.length === 0) return {};
    return { [logHeadsHeader]: newer.map(({ head }) => head).join(",") };
  };

  /** Signs the head of the present fixed hour, unless there is one. */
  async seal(): Promise<void> {
    if (this.#checkpoints === null) return;
    const now = this.#parts.clock();
    const own = { hour: headHour(now), head: await this.#checkpoints.at(now) };
    if (this.#own.some(({ hour }) => hour === own.hour)) return;
    this.#own = [own, ...this.#own].slice(0, headsAQuestion);
  }

  async #keep(texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      const head = await readLogHead(text, this.#others);
      if (head === null || (this.#known.get(head.landlord) ?? "") >= head.hour) continue;
      await keepPeerHead(this.#parts.database, head, text);
      this.#known.set(head.landlord, head.hour);
    }
  }
}

function listed(value: string | string[] | undefined): string[] {
  return typeof value === "string" ? value.split(",", headsAQuestion) : [];
}
