import { fold } from "./fold.js";

const mostNames = 3;

/** Known names that the text may be a misspelling of, nearest first; at most three. */
export function nearNames(text: string, known: Iterable<string>): string[] {
  const sought = fold(text).slice(0, 80);
  const most = Math.max(1, Math.floor(sought.length / 4));
  const near: { readonly name: string; readonly distance: number }[] = [];
  const seen = new Set<string>();
  for (const name of known) {
    const folded = fold(name);
    if (seen.has(folded)) continue;
    seen.add(folded);
    if (Math.abs(folded.length - sought.length) > most) continue;
    const distance = editDistance(sought, folded);
    if (distance <= most) near.push({ name, distance });
  }
  return near
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, mostNames)
    .map(({ name }) => name);
}

/** Letters to insert, remove or replace to get from one text to the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = at(previous, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, at(previous, j) + 1, at(current, j - 1) + 1));
    }
    previous = current;
  }
  return at(previous, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

/** ` (did you mean "A" or "B"?)`, or nothing. */
export function didYouMean(text: string, known: Iterable<string>): string {
  const names = nearNames(text, known).map((name) => `"${name}"`);
  return names.length === 0 ? "" : ` (did you mean ${names.join(" or ")}?)`;
}
