import { bodyDigest, type Policy, type PolicyCell } from "@palier/schema";
import type { GrantedAnswer } from "@palier/service";
import type { HttpAnswer } from "../server/http-answer.js";
import type { Admitted } from "../trust/admit-request.js";

/** An answer, and what the log says of it. */
export interface KeptAnswer {
  readonly answer: HttpAnswer;
  readonly granted: GrantedAnswer;
}

/** Where the answer to a request is kept. */
export interface KeptPlace {
  readonly edition: string;
  readonly key: string;
}

/** Of which answers may be kept: no incident one by one, and nothing of the access log, which each question adds to. */
const keptCells: ReadonlySet<PolicyCell> = new Set([
  "territory-figures",
  "site-identity",
  "site-level",
  "site-address",
  "reasons",
  "incident-counts",
  "territory-counts",
  "actions",
  "reference",
  "gateway-only",
]);

/** Of one answer, beside its text: headers, what the log says, its key. */
const besidesBytes = 2_000;
/** Of all that is kept, for one answer. */
const largestShare = 1 / 8;

/**
 * Answers that are given again to whoever asks the same with the same rights, while the edition of
 * what they rest on is the same. Only what was granted whole is kept, and nothing that a purpose
 * lifts. One of these serves one text of the convention, as one landlord narrows it.
 */
export class KeptAnswers {
  readonly #answers = new Map<string, KeptAnswer & { readonly bytes: number }>();
  #edition: string | null = null;
  #bytes = 0;

  /**
   * @param mostBytes of all answers together; what was not asked for the longest gives way.
   * @param neverKept fields, as `Type.field`, that rest on more than the edition tells.
   */
  constructor(
    private readonly mostBytes: number,
    private readonly neverKept: ReadonlySet<string> = new Set(),
  ) {}

  /** Null where the answer may not be kept. */
  placeOf({ viewer, isPaused, edition }: Admitted, body: Uint8Array): KeptPlace | null {
    const { partner, kind, scope, purpose, statedPurpose, asks } = viewer;
    if (edition === null || isPaused || purpose !== null) return null;
    const identity = [partner, kind, scope, statedPurpose, asks];
    return { edition, key: `${bodyDigest(body)} ${JSON.stringify(identity)}` };
  }

  find({ edition, key }: KeptPlace): KeptAnswer | null {
    if (edition !== this.#edition) this.#empty(edition);
    const found = this.#answers.get(key);
    if (found === undefined) return null;
    this.#answers.delete(key);
    this.#answers.set(key, found);
    return found;
  }

  /** An answer of an edition that is over by now is not kept. */
  keep(
    { edition, key }: KeptPlace,
    answered: KeptAnswer,
    { access }: Pick<Policy, "access">,
  ): void {
    const isKept = (entry: string) =>
      entry === "Query._entities" ||
      (keptCells.has(access.get(entry)?.cell ?? "personal") && !this.neverKept.has(entry));
    const { answer, granted } = answered;
    const bytes = 2 * (answer.text.length + granted.sites.join().length) + besidesBytes;
    if (edition !== this.#edition || bytes > largestShare * this.mostBytes) return;
    if (answer.status !== 200 || !granted.coordinates.every(isKept)) return;
    this.#drop(key);
    this.#answers.set(key, { ...answered, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#answers.keys()) {
      if (this.#bytes <= this.mostBytes) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#answers.get(key)?.bytes ?? 0;
    this.#answers.delete(key);
  }

  #empty(edition: string): void {
    this.#answers.clear();
    this.#bytes = 0;
    this.#edition = edition;
  }
}
