import { longestSlug } from "./landlord-slug.js";

/**
 * Characters of what a landlord records and its node tells: more is refused on every way in, since
 * whoever reads an answer takes it for a wrong value.
 */
export const longestTexts = {
  /** Of a site, a responsible party, an author. */
  name: 500,
  address: 2_000,
  /** Of an action. */
  title: 2_000,
  /** Of a decision, a pause. */
  reason: 10_000,
  complaintReference: 200,
  siteReference: 259,
} as const;

export type RecordedText = keyof typeof longestTexts;

/** Of the slug, a colon and the reference. */
export const longestSiteId = longestSlug + 1 + longestTexts.siteReference;

/** What would be right in place of a text; null where it is no longer than it may be. */
export function lengthProblem(kind: RecordedText, text: string): string | null {
  const longest = longestTexts[kind];
  return text.length <= longest ? null : `at most ${longest} characters; this has ${text.length}`;
}

/**
 * @param texts by what they are called.
 * @returns what is said of each that is longer than it may be.
 */
export function tooLong(
  texts: readonly (readonly [name: string, kind: RecordedText, text: string])[],
): string[] {
  return texts.flatMap(([name, kind, text]) => {
    const problem = lengthProblem(kind, text);
    return problem === null ? [] : [`${name} must have ${problem}`];
  });
}
