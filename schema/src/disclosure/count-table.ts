import type { MonthNumber, MonthRange } from "../ground/month.js";
import type { CountLine } from "./count-line.js";

/** The counts that the levels of each release rest on. */
export class CountTable {
  private readonly current: Int32Array;
  /** What corrected cells held before, the oldest first. */
  private readonly former = new Map<number, { readonly until: number; readonly count: number }[]>();
  private readonly width: number;

  constructor(
    private readonly months: MonthRange,
    private readonly families: number,
    sites: number,
  ) {
    this.width = Math.max(0, months.to - months.from + 1) * families;
    this.current = new Int32Array(sites * this.width);
  }

  /** Takes in a line; lines of the same cells come in the order of their releases. */
  put({ content: { sites, counts, month, family }, from, corrected }: CountLine): void {
    sites.forEach((site, cell) => {
      const position = this.position(site, month, family);
      // A site that lies in another place since is in the lines of both.
      if (position < 0 || (corrected === null && counts[cell] === 0)) return;
      if (corrected !== null) this.keepFormer(position, from);
      this.current[position] = counts[cell] as number;
    });
    // A site that is not of the line any more has none, unless it is of another line of the same release.
    for (const site of corrected?.content.sites ?? []) {
      const position = sites.includes(site) ? -1 : this.position(site, month, family);
      if (position < 0 || this.former.get(position)?.at(-1)?.until === from) continue;
      this.keepFormer(position, from);
      this.current[position] = 0;
    }
  }

  private keepFormer(position: number, until: number): void {
    const before = this.former.get(position) ?? [];
    before.push({ until, count: this.current[position] as number });
    this.former.set(position, before);
  }

  /** Counts that are in no release. */
  add(site: number, month: MonthNumber, family: number, incidents: number): void {
    const position = this.position(site, month, family);
    if (position >= 0) this.current[position] = (this.current[position] as number) + incidents;
  }

  /** As of a release. */
  at(site: number, month: MonthNumber, family: number, step: number): number {
    const position = this.position(site, month, family);
    if (position < 0) return 0;
    if (this.former.size > 0) {
      const before = this.former.get(position)?.find(({ until }) => step < until);
      if (before !== undefined) return before.count;
    }
    return this.current[position] as number;
  }

  private position(site: number, month: MonthNumber, family: number): number {
    if (month < this.months.from || month > this.months.to) return -1;
    return site * this.width + (month - this.months.from) * this.families + family;
  }
}
