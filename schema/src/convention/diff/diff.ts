import type { Convention } from "../convention.js";
import { canonicalForm } from "../signatures/signature-hash.js";
import { categoryChanges } from "./diff-categories.js";
import { type ConventionChange, effects, general } from "./diff-change.js";
import { partyChanges } from "./diff-parties.js";
import { partnerChanges, rowChanges } from "./diff-partners.js";
import { termChanges } from "./diff-terms.js";

export type { ConventionChange, Effect } from "./diff-change.js";

/**
 * What differs between two versions, in words: losses first, then gains, then what is neither.
 * Empty only for conventions of one hash.
 */
export function diffConventions(before: Convention, after: Convention): ConventionChange[] {
  const changes = [
    ...partnerChanges(before, after),
    ...rowChanges(before, after),
    ...termChanges(before, after),
    ...categoryChanges(before, after),
    ...partyChanges(before, after),
  ];
  if (changes.length === 0 && canonicalForm(before) !== canonicalForm(after)) {
    changes.push(
      general("CHANGE", "Only the order of lists changed.", "Seul l’ordre des listes a changé."),
    );
  }
  return effects.flatMap((effect) => changes.filter((change) => change.effect === effect));
}
