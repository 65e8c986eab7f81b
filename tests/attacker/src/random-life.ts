import type { Closing, CountedSite, SiteCount } from "@palier/schema";
import { countsOf, families, firstMonth, kinds, nuisancesIn, randomOf } from "./random-landlord.js";

/** An act of a landlord that publishes figures, and the threshold of the convention at that time. */
export interface Act {
  readonly closing: Closing;
  readonly threshold: number;
}

interface Life {
  site: CountedSite;
  readonly kind: number;
}

/** A site is there until then at most. */
const never = firstMonth + 99;
const firstYear = 12;
const turns = 5;
const thresholds = [3, 5, 5, 5, 8];

/**
 * The acts of a landlord over some years: months are closed, opened and closed again, and in between sites begin,
 * end, move, grow, are bought, split and merged, and the convention's threshold becomes another.
 */
export function randomLife(seed: number): readonly Act[] {
  return new RandomLife(seed).acts();
}

class RandomLife {
  private readonly random: () => number;
  private readonly lives: Life[] = [];
  /** Of every month that was ever closed. */
  private counts: SiteCount[] = [];
  /** What came with sites that were bought. */
  private readonly bought: SiteCount[] = [];
  private closed: number[] = [];
  private threshold = 5;
  private readonly done: Act[] = [];

  constructor(seed: number) {
    this.random = randomOf(seed);
  }

  acts(): readonly Act[] {
    const year = Array.from({ length: firstYear }, (_, index) => firstMonth + index);
    for (let count = this.whole(2, 5); count > 0; count -= 1) this.begin(firstMonth);
    this.close(year);
    for (let turn = 0; turn < turns; turn += 1) this.live();
    return this.done;
  }

  /** Some months are opened or none, something happens to sites, and all are closed. */
  private live(): void {
    const { length } = this.closed;
    const next = (this.closed.at(-1) ?? firstMonth) + 1;
    const reopened = this.isSo(0.5)
      ? this.closed.slice(this.isSo(0.5) ? length - this.whole(1, 2) : this.whole(0, length - 1))
      : [];
    const again = reopened.slice(0, 2);
    if (again.length > 0) this.open(again);
    const isTail = again.length === reopened.length;
    const from = isTail ? (again[0] ?? next) : next;
    for (let acts = this.whole(0, 2); acts > 0; acts -= 1) this.change(from);
    if (this.isSo(0.15)) this.threshold = this.one(thresholds);
    for (const month of again) this.correct(month);
    this.close([...again, ...(this.isSo(0.7) || again.length === 0 ? [next] : [])]);
  }

  private change(from: number): void {
    const acts = [
      () => this.begin(from),
      () => this.end(this.there(from), from),
      () => this.move(this.there(from), from),
      () => this.buy(from),
      () => this.split(this.there(from), from),
      () => this.merge(this.there(from), this.there(from), from),
    ];
    this.one(acts)();
  }

  private begin(from: number): void {
    this.add({ span: { from, to: never } });
  }

  private end(life: Life | undefined, from: number): void {
    if (life !== undefined) life.site = { ...life.site, span: { ...spanOf(life), to: from - 1 } };
  }

  private move(life: Life | undefined, from: number): void {
    if (life === undefined) return;
    const { moves = [], changes = [] } = life.site;
    const before = changes.at(-1)?.dwellings ?? life.site.dwellings;
    const dwellings = this.isSo(0.5) ? 25 * this.whole(4, 30) : before;
    life.site = {
      ...life.site,
      moves: [...moves, { from, place: this.place() }],
      changes: [...changes, { from, dwellings }],
    };
  }

  private buy(from: number): void {
    const first = Math.max(firstMonth, from - this.whole(1, 14));
    const { site, kind } = this.add({ span: { from: first, to: never }, ownFrom: from });
    for (let month = first; month < from; month += 1) {
      this.bought.push(...countsOf(site.id, kind, month, this.random));
    }
  }

  /** The parts take shares of its counts with them. */
  private split(life: Life | undefined, from: number): void {
    if (life === undefined || life.site.joined || life.site.ownFrom !== undefined) return;
    this.end(life, from);
    const [first, place] = [spanOf(life).from, this.place()];
    const months = { from: first, to: from - 1 };
    const shares = [1, this.whole(1, 2)];
    for (const part of [0, 1]) {
      const division = { of: [life.site.id], months, shares, part };
      this.add({ place, span: { from: first, to: never }, ownFrom: from, division });
    }
  }

  /** What came with sites, of closed months. */
  private brought(): SiteCount[] {
    return [
      ...this.bought.filter(({ month }) => this.closed.includes(month)),
      ...this.lives.flatMap(({ site }) => this.sharesOf(site)),
    ];
  }

  private sharesOf({ id, division }: CountedSite): SiteCount[] {
    if (division === undefined) return [];
    const { of, months, part } = division;
    return families.flatMap((family) => {
      let all = 0;
      return this.closed
        .filter((month) => months.from <= month && month <= months.to)
        .flatMap((month): SiteCount[] => {
          const before = sharedOut(all, division)[part] ?? 0;
          all += this.counts
            .filter((count) => of.includes(count.site))
            .filter((count) => count.month === month && count.family === family)
            .reduce((sum, { incidents }) => sum + incidents, 0);
          const incidents = (sharedOut(all, division)[part] ?? 0) - before;
          return incidents === 0 ? [] : [{ site: id, month, family, incidents }];
        });
    });
  }

  private merge(whole: Life | undefined, part: Life | undefined, from: number): void {
    if (whole === undefined || part === undefined || whole === part || part.site.joined) return;
    this.end(part, from);
    const { joined = [] } = whole.site;
    whole.site = { ...whole.site, joined: [...joined, { id: part.site.id, from }] };
  }

  private add(site: Partial<CountedSite>): Life {
    const id = `site-${this.lives.length}`;
    const life = {
      site: { id, place: this.place(), dwellings: 25 * this.whole(4, 30), ...site },
      kind: this.whole(0, kinds - 1),
    };
    this.lives.push(life);
    return life;
  }

  /** One that is the landlord's in the month and in the one before, and of which nothing is told later. */
  private there(month: number): Life | undefined {
    const found = this.lives.filter((life) => {
      const { from, to } = spanOf(life);
      const since = Math.max(life.site.ownFrom ?? from, life.site.moves?.at(-1)?.from ?? from);
      return to === never && since < month;
    });
    return found[this.whole(0, Math.max(0, found.length - 1))];
  }

  private open(months: readonly number[]): void {
    this.closed = this.closed.filter((month) => !months.includes(month));
    this.publish({ months: [], touched: months, counts: [] });
  }

  private close(months: readonly number[]): void {
    const isFirst = this.closed.length === 0;
    for (const month of months.filter(
      (each) => !this.counts.some((count) => count.month === each),
    )) {
      for (const { site, kind } of this.lives.filter((life) => isOwn(life, month))) {
        this.counts.push(...countsOf(site.id, kind, month, this.random));
      }
    }
    if (isFirst) this.standAtGates(months);
    this.closed = [...this.closed, ...months].sort((a, b) => a - b);
    const counts = this.counts.filter(({ month }) => months.includes(month));
    this.publish({ months, counts });
  }

  private publish(act: Pick<Closing, "months" | "touched" | "counts">): void {
    const sites = this.lives.map(({ site }) => site);
    const { threshold, closed } = this;
    const counts = [...act.counts, ...this.brought()];
    this.done.push({ threshold, closing: { ...act, counts, closedMonths: closed, sites } });
  }

  /** Some incidents are withdrawn, some are late, and what of it is of no site any more is gone. */
  private correct(month: number): void {
    const own = this.lives.filter((life) => isOwn(life, month));
    const isKept = ({ site }: SiteCount) =>
      own.some((life) => life.site.id === site) && this.isSo(0.85);
    const kept = this.counts.filter((count) => count.month !== month || isKept(count));
    const late = own
      .filter(() => this.isSo(0.4))
      .map(({ site }) => ({ site: site.id, month, family: this.one(families), incidents: 1 }));
    this.counts = [...kept, ...late];
  }

  /** With a quarter of a hundred dwellings for each incident that the second gate counts, it is just met. */
  private standAtGates(months: readonly number[]): void {
    for (const life of this.lives) {
      const nuisances = nuisancesIn(this.counts, life.site.id, months);
      life.site = { ...life.site, dwellings: 25 * (nuisances + this.whole(0, 1)) };
    }
  }

  private place(): string {
    return `place-${this.whole(0, 1)}`;
  }

  private isSo(chance: number): boolean {
    return this.random() < chance;
  }

  private one<T>(of: readonly T[]): T {
    return of[this.whole(0, of.length - 1)] as T;
  }

  private whole(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }
}

/** Of so many in all months so far, what each of two parts has: the second is the larger, or has as much or one less. */
function sharedOut(all: number, { shares: [, second] }: { shares: readonly number[] }): number[] {
  const first = second === 2 ? Math.floor((all + 1) / 3) : Math.ceil(all / 2);
  return [first, all - first];
}

function spanOf({ site }: Life): { readonly from: number; readonly to: number } {
  return site.span ?? { from: firstMonth, to: never };
}

/** Whether its incidents of the month are the landlord's. */
function isOwn(life: Life, month: number): boolean {
  const { from, to } = spanOf(life);
  return Math.max(from, life.site.ownFrom ?? from) <= month && month <= to;
}
