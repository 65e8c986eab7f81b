import { fold } from "@palier/schema";
import { detached } from "./detached.js";
import { mostListed, shown } from "./shown.js";

const mostNames = 3;

/** Letters that are compared of a text, however long it is. */
const mostLetters = 80;

/**
 * Known names, to suggest those that a text may be a misspelling of. They are folded once, with the
 * first question, and only the first different texts are answered: nobody is shown more of them.
 */
export class NearNames {
  /** Each name once, by its folded text. */
  private folded: ReadonlyMap<string, string> | null = null;
  private readonly answers = new Map<string, string>();

  constructor(private readonly known: readonly string[]) {}

  /** ` (did you mean "A" or "B"?)`, or nothing. */
  didYouMean(text: string): string {
    const sought = detached(fold(text).slice(0, mostLetters));
    if (sought === "") return "";
    const known = this.answers.get(sought);
    if (known !== undefined) return known;
    if (this.answers.size >= mostListed) return "";
    const names = this.near(sought).map((name) => `"${shown(name)}"`);
    const answer = names.length === 0 ? "" : ` (did you mean ${names.join(" or ")}?)`;
    this.answers.set(sought, answer);
    return answer;
  }

  /** Nearest first; at most three. */
  private near(sought: string): string[] {
    this.folded ??= foldedOnce(this.known);
    const most = Math.max(1, Math.floor(sought.length / 4));
    const near: { readonly name: string; readonly distance: number }[] = [];
    for (const [folded, name] of this.folded) {
      if (Math.abs(folded.length - sought.length) > most) continue;
      const distance = editDistance(sought, folded, most);
      if (distance <= most) near.push({ name, distance });
    }
    return near
      .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
      .slice(0, mostNames)
      .map(({ name }) => name);
  }
}

function foldedOnce(names: readonly string[]): ReadonlyMap<string, string> {
  const folded = new Map<string, string>();
  for (const name of names) {
    const text = fold(name);
    if (!folded.has(text)) folded.set(text, name);
  }
  return folded;
}

/**
 * Letters to insert, remove or replace to get from one text to the other (Levenshtein); of texts
 * that are further apart than `most`, only something greater. Only the cells about the diagonal
 * are counted: the others are further apart anyhow.
 */
function editDistance(from: string, to: string, most: number): number {
  const start = sharedBeginning(from, to);
  const fromLength = from.length - start;
  const toLength = to.length - start;
  // Bytes suffice: no text compared is longer than the letters of a question by more than a quarter.
  let previous = new Uint8Array(toLength + 1);
  let current = new Uint8Array(toLength + 1);
  for (let j = 1; j <= toLength; j += 1) previous[j] = j;
  for (let i = 1; i <= fromLength; i += 1) {
    const letter = from.charCodeAt(start + i - 1);
    const first = Math.max(1, i - most);
    const last = Math.min(toLength, i + most);
    let left = first === 1 ? i : most + 1;
    let least = left;
    current[first - 1] = left;
    for (let j = first; j <= last; j += 1) {
      const replaced = at(previous, j - 1) + (letter === to.charCodeAt(start + j - 1) ? 0 : 1);
      left = Math.min(replaced, at(previous, j) + 1, left + 1);
      current[j] = left;
      if (left < least) least = left;
    }
    // What follows can only add to it.
    if (least > most) return least;
    if (last < toLength) current[last + 1] = most + 1;
    [previous, current] = [current, previous];
  }
  return at(previous, toLength);
}

function sharedBeginning(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  return length;
}

function at(row: Uint8Array, index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
