import { fold } from "@palier/schema";
import { DateEvidence } from "../date/date-form.js";
import { writtenMoment } from "../date/written-moment.js";
import type { Reading } from "../value/reading.js";
import { longestShown, shown } from "../value/shown.js";

/** Different words of a column that are looked at; more are no vocabulary. */
const mostWords = 300;

/** A word of a column, as it stands first, and in how many rows. */
export interface SeenWord {
  readonly text: string;
  rows: number;
}

/** By what a file may call the sites of the record, folded: which of their facts it is. */
export type KnownSites = ReadonlyMap<string, SiteName>;

export type SiteName = "reference" | "name" | "address";

/** What stands in a column: its words while they are few, its days, and the sites that it names. */
export class SeenWords {
  private words: Map<string, SeenWord> | null = new Map();
  private values = 0;
  private days = 0;
  private readonly siteNames = new Map<SiteName, number>();
  /** How its days are written. */
  readonly evidence: DateEvidence;

  /** @param year the current one. */
  constructor(
    private readonly sites: KnownSites,
    year: number,
  ) {
    this.evidence = new DateEvidence(year);
  }

  add(cell: string, line: number): void {
    const text = cell.trim();
    if (text === "") return;
    this.values += 1;
    const moment = writtenMoment(text);
    if (moment !== null) {
      this.days += 1;
      this.evidence.add(moment, line, text);
    }
    const key = fold(text);
    const siteName = this.sites.get(key);
    if (siteName !== undefined) {
      this.siteNames.set(siteName, (this.siteNames.get(siteName) ?? 0) + 1);
    }
    if (this.words === null) return;
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
    const named = [...this.siteNames.values()].reduce((sum, count) => sum + count, 0);
    return this.values === 0 ? 0 : named / this.values;
  }

  /** By what most of its values name sites; null: none does. */
  get siteName(): SiteName | null {
    const [most] = [...this.siteNames].sort(([, one], [, other]) => other - one);
    return most?.[0] ?? null;
  }

  /** Those that a reader does not understand, the most frequent first; null: they are too many to list. */
  unknown(read: (text: string) => Reading<unknown>): SeenWord[] | null {
    if (this.words === null) return null;
    return [...this.words.values()]
      .filter(({ text }) => !read(text).ok)
      .sort((one, other) => other.rows - one.rows);
  }
}
