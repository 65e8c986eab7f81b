import { editDistance, fold } from "@palier/schema";

/** A code that a word may stand for. */
export interface NearCode {
  readonly code: string;
  /** By which people know it. */
  readonly name: string;
  /** Whether the word is a misspelling of it, rather than a word beside it. */
  readonly isMisspelled: boolean;
}

const mostNear = 3;
/** Shorter words stand in many others by chance. */
const shortestStem = 5;

/** The codes that are nearest to a word: misspelled names first, then names that share a word with it. */
export function nearCodes(
  text: string,
  names: readonly { readonly code: string; readonly name: string }[],
): NearCode[] {
  const sought = fold(text);
  const most = Math.max(1, Math.floor(sought.length / 4));
  const stems = stemsOf(sought);
  const near = names.flatMap(({ code, name }) => {
    const folded = fold(name);
    const distance = editDistance(sought, folded, most);
    if (distance <= most) return [{ code, name, isMisspelled: true, rank: distance }];
    const shared = stems.filter((stem) => stemsOf(folded).includes(stem)).length;
    return shared === 0 ? [] : [{ code, name, isMisspelled: false, rank: 100 - shared }];
  });
  const byCode = new Map<string, NearCode>();
  for (const { rank: _, ...found } of near.sort((one, other) => one.rank - other.rank)) {
    if (!byCode.has(found.code)) byCode.set(found.code, found);
  }
  return [...byCode.values()].slice(0, mostNear);
}

/** The beginnings of a text's longer words, so that plural and singular are one. */
function stemsOf(text: string): string[] {
  return text
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= shortestStem)
    .map((word) => word.slice(0, Math.max(shortestStem, word.length - 2)));
}
