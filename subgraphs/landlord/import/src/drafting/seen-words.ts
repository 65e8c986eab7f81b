import { fold } from "@palier/schema";
import type { Reading } from "../value/reading.js";
import { longestShown, shown } from "../value/shown.js";

/** Different words of a column that are looked at; more are no vocabulary. */
const mostWords = 300;

/** A word of a column, as it stands first, and in how many rows. */
export interface SeenWord {
  readonly text: string;
  rows: number;
}

/** What stands in a column: its words while they are few, and how many of its values are days or sites. */
export class SeenWords {
  private words: Map<string, SeenWord> | null = new Map();
  private values = 0;
  private days = 0;
  private sites = 0;

  constructor(
    private readonly isDay: (text: string) => boolean,
    private readonly isSite: (text: string) => boolean,
  ) {}

  add(cell: string): void {
    const text = cell.trim();
    if (text === "") return;
    this.values += 1;
    if (this.isDay(text)) this.days += 1;
    if (this.isSite(text)) this.sites += 1;
    if (this.words === null) return;
    const key = fold(text);
    const known = this.words.get(key);
    if (known !== undefined) known.rows += 1;
    else if (this.words.size >= mostWords || text.length > longestShown) this.words = null;
    else this.words.set(key, { text: shown(text), rows: 1 });
  }

  get isEmpty(): boolean {
    return this.values === 0;
  }

  get daysShare(): number {
    return this.values === 0 ? 0 : this.days / this.values;
  }

  get sitesShare(): number {
    return this.values === 0 ? 0 : this.sites / this.values;
  }

  /** Those that a reader does not understand, the most frequent first; null: they are too many to list. */
  unknown(read: (text: string) => Reading<unknown>): SeenWord[] | null {
    if (this.words === null) return null;
    return [...this.words.values()]
      .filter(({ text }) => !read(text).ok)
      .sort((one, other) => other.rows - one.rows);
  }
}
