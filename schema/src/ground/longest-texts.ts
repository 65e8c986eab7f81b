import { longestSlug } from "./landlord-slug.js";
import { plainProblem } from "./plain-text.js";

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

/** What is entered of names and references is shorter still; what was recorded before may be longer. */
export const longestEntered: Readonly<Record<RecordedText, number>> = {
  ...longestTexts,
  name: 200,
  siteReference: 200,
};

/**
 * What would be right in place of a text that is entered; null where it is right: no longer than it may be, all of its
 * characters seen, and on one line unless it is a reason.
 */
export function textProblem(kind: RecordedText, text: string): string | null {
  const longest = longestEntered[kind];
  if (text.length > longest) return `at most ${longest} characters; this has ${text.length}`;
  // Of why something is done several paragraphs may tell.
  return plainProblem(kind === "reason" ? text.replaceAll(/\r?\n/g, " ") : text);
}

/**
 * @param texts by what they are called.
 * @returns what is said of each that is not as it may be.
 */
export function textProblems(
  texts: readonly (readonly [name: string, kind: RecordedText, text: string])[],
): string[] {
  return texts.flatMap(([name, kind, text]) => {
    const problem = textProblem(kind, text);
    return problem === null ? [] : [`${name} must have ${problem}`];
  });
}
