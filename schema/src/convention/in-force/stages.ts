import type { Convention } from "../convention.js";
import { conventionHash } from "../signatures/signature-hash.js";
import { dayInFrance } from "../signatures/signature-state.js";
import { grantedByBoth } from "./granted-by-both.js";

/** Texts of one convention, of each version one, in any order. */
export type Versions = readonly [Convention, ...Convention[]];

/** What holds while one version of a convention is in force, as far as its reader has been told. */
export interface Stage {
  /** First day on which it holds, `YYYY-MM-DD`; null: from ever, since no version has begun before. */
  readonly from: string | null;
  /** The text in force. */
  readonly convention: Convention;
  readonly hash: string;
  /** The same, granting no more than any of the versions that are still to come. */
  readonly granted: Convention;
  /** Every text at hand by its hash: whoever asks may have another clock, or other files. */
  readonly texts: ReadonlyMap<string, Convention>;
}

/** In the order of their days; there is always one that holds. */
export type Stages = readonly [Stage, ...Stage[]];

/**
 * Who serves under which version, and when, of those at hand: on each day the highest that has begun
 * by then. What was in force before is over, whether or not the next one is signed.
 *
 * @param now leaves out what is over; absent: as if nothing were.
 */
export function stagesOf(versions: Versions, now?: Date): Stages {
  const byDay = [...versions].sort(
    (a, b) => order(a.validity.from, b.validity.from) || a.version - b.version,
  );
  const texts = new Map(versions.map((convention) => [conventionHash(convention), convention]));
  const hashes = new Map([...texts].map(([hash, convention]) => [convention, hash]));
  const inForce: Convention[] = [];
  for (const convention of byDay) {
    const last = inForce.at(-1);
    if (last !== undefined && last.version > convention.version) continue;
    // Two that begin on one day: the higher one holds.
    if (last?.validity.from === convention.validity.from) inForce.pop();
    inForce.push(convention);
  }
  const stages = inForce.map((convention, place): Stage => {
    const later = byDay.filter(
      (other) =>
        other.version > convention.version && other.validity.from > convention.validity.from,
    );
    return {
      from: place === 0 ? null : convention.validity.from,
      convention,
      hash: hashes.get(convention) ?? conventionHash(convention),
      granted: later.reduce(grantedByBoth, convention),
      texts,
    };
  });
  const today = now === undefined ? "" : dayInFrance(now);
  const current = stages.findLastIndex(({ from }) => from !== null && from <= today);
  // As many as there are versions at most, and one at least.
  return stages.slice(Math.max(current, 0)) as unknown as Stages;
}

export function stageAt(stages: Stages, now: Date): Stage {
  const today = dayInFrance(now);
  return stages.findLast(({ from }) => from === null || from <= today) ?? stages[0];
}

/** The version in force on a day; where none has begun, the one that begins first. */
export function versionInForce(versions: Versions, now: Date): Convention {
  return stageAt(stagesOf(versions), now).convention;
}

/**
 * The versions to serve by when a file is replaced: what it holds now, and what was in force until
 * then, which the others may still go by.
 *
 * @param held by whoever replaces.
 * @param found in the file, or in the files.
 */
export function heldOver(held: Versions, found: Versions, now: Date): Versions {
  const before = versionInForce(held, now);
  const isReplaced = found.some(({ version }) => version === before.version);
  return isReplaced ? found : [...found, before];
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
