import type { Asked } from "@palier/schema";
import type { AskedField } from "./asked-fields.js";
import type { ReaderTerms } from "./reader-terms.js";

/** What a subgraph is asked, as far as its answer is read by it. */
export interface AskedOperation {
  /** Every field it asks, as `Type.field`. */
  readonly coordinates: ReadonlySet<string>;
  /** What is sent, with what the operation says itself of variables that are not. */
  readonly variablesOf: (
    sent: Readonly<Record<string, unknown>>,
  ) => Readonly<Record<string, unknown>>;
}

/** A value that may not stand, in a place that cannot be null: the object around it cannot stand either. */
export class FieldRefused extends Error {
  constructor(readonly entry: string) {
    super(`${entry} holds what it may not`);
    this.name = "FieldRefused";
  }
}

/** The reading of one answer: what was asked, and what of the answer could not stand. */
export class AnswerReading {
  readonly #root: Asked;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #isDenied: ReaderTerms["isDenied"] | null;
  readonly #given = new Map<AskedField, Asked["given"]>();
  readonly #below = new Map<AskedField, readonly [around: Asked, below: Asked]>();
  readonly #refused = new Set<string>();

  /**
   * @param landlord Slug of the landlord asked; null for a subgraph of the platform's own.
   * @param operation What it is asked.
   * @param variables As they are sent.
   */
  constructor(
    landlord: string | null,
    { coordinates, variablesOf }: AskedOperation,
    variables: Readonly<Record<string, unknown>>,
    { threshold, totalsThreshold, lastMonth, isDenied }: ReaderTerms,
  ) {
    const thresholds = { threshold, totalsThreshold };
    this.#root = { landlord, id: "", given: {}, lastMonth: lastMonth(), ...thresholds };
    this.#variables = variablesOf(variables);
    // Documents are judged before they are planned: here there is hardly ever such a field.
    this.#isDenied = [...coordinates].some(isDenied) ? isDenied : null;
  }

  /** Fields left out since it began, as the contract names them. */
  get refused(): ReadonlySet<string> {
    return this.#refused;
  }

  /** @param id Of the entity that is read from now on; empty at the root. */
  begin(id: string): Asked {
    this.#refused.clear();
    return { ...this.#root, id };
  }

  /** What the values below a field are judged beside. */
  below(field: AskedField, asked: Asked): Asked {
    if (field.argumentsOf === null) return asked;
    const known = this.#below.get(field);
    if (known?.[0] === asked) return known[1];
    let given = this.#given.get(field);
    if (given === undefined) {
      given = field.argumentsOf(this.#variables);
      this.#given.set(field, given);
    }
    const below = { ...asked, given };
    // Every element of a list comes here.
    this.#below.set(field, [asked, below]);
    return below;
  }

  isDenied(coordinate: string): boolean {
    return this.#isDenied?.(coordinate) ?? false;
  }

  refuse(entry: string): void {
    this.#refused.add(entry);
  }
}
