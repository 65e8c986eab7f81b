import type { Words } from "../../ground/words.js";
import type { Territory } from "../convention.js";

/** What one difference between two versions does to those who read, losses first. */
export const effects = ["LOSS", "GAIN", "CHANGE"] as const;
export type Effect = (typeof effects)[number];

export interface ConventionChange extends Words {
  readonly effect: Effect;
  /** Code of the partner it concerns; null when it concerns all of them, or none. */
  readonly partner: string | null;
}

/** A change that concerns all partners, or none. */
export function general(effect: Effect, en: string, fr: string): ConventionChange {
  return { effect, partner: null, en, fr };
}

/** A value of the convention that became another; nothing where it has no effect. */
export function* became(
  effect: Effect | null,
  [en, fr]: readonly [string, string],
  [old, recent]: readonly [string | number, string | number],
): Generator<ConventionChange> {
  if (effect === null) return;
  yield general(
    effect,
    `${en}: ${recent} (before: ${old}).`,
    `${fr} : ${recent} (avant : ${old}).`,
  );
}

/** A number, or a day, that gives more the greater it is: which way it went, if it moved. */
export function movement<T extends number | string>(before: T, after: T): Effect | null {
  if (before === after) return null;
  return after > before ? "GAIN" : "LOSS";
}

export function opposite(effect: Effect | null): Effect | null {
  if (effect === null || effect === "CHANGE") return effect;
  return effect === "GAIN" ? "LOSS" : "GAIN";
}

/** What stands in one list and not in the other, each in its own order. */
export function onlyIn<T>(list: readonly T[], other: readonly T[]): T[] {
  const others = new Set(other);
  return list.filter((value) => !others.has(value));
}

/** Entries of two lists by their names, each part in the order of its list. */
export interface Compared<T> {
  readonly left: readonly T[];
  readonly joined: readonly T[];
  readonly both: readonly (readonly [T, T])[];
}

export function compared<T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (entry: T) => string,
): Compared<T> {
  const byName = new Map(after.map((entry) => [nameOf(entry), entry]));
  const both = before.flatMap((entry) => {
    const other = byName.get(nameOf(entry));
    return other === undefined ? [] : [[entry, other] as const];
  });
  const kept = new Set(both.map(([entry]) => nameOf(entry)));
  const isAlone = (entry: T) => !kept.has(nameOf(entry));
  return { left: before.filter(isAlone), joined: after.filter(isAlone), both };
}

/** By the convention's own list, which never changes: whoever names one territory names many. */
const namesOf = new WeakMap<readonly Territory[], ReadonlyMap<string, string>>();

/** `Melun (77288)`, one after the other; codes nobody describes stand alone. */
export function territoryNames(
  codes: readonly string[],
  territories: readonly Territory[],
): string {
  let names = namesOf.get(territories);
  if (names === undefined) {
    names = new Map(territories.map(({ code, name }) => [code, `${name} (${code})`]));
    namesOf.set(territories, names);
  }
  const known = names;
  return codes.map((code) => known.get(code) ?? code).join(", ");
}
