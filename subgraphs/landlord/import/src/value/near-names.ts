import { editDistance, fold } from "@palier/schema";
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

  /** @param worded How a name is suggested. */
  constructor(
    private readonly known: readonly string[],
    private readonly worded: (name: string) => string = (name) => `"${shown(name)}"`,
  ) {}

  /** ` (did you mean "A" or "B"?)`, or nothing. */
  didYouMean(text: string): string {
    const sought = detached(fold(text).slice(0, mostLetters));
    if (sought === "") return "";
    const known = this.answers.get(sought);
    if (known !== undefined) return known;
    if (this.answers.size >= mostListed) return "";
    const names = [...new Set(this.near(sought).map(this.worded))];
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
