import type { Change, CountLine, Move } from "./count-line.js";
import type { DisclosureRule } from "./figures.js";
import { KeyedOrder } from "./keyed-order.js";
import type { Ledger } from "./ledger.js";
import type { WatchedLevel } from "./level-watch.js";

/** Bits of `CountLine.safety`: whether it is known, and whether so it is. */
const asksMore = 1;
const allowsMore = 2;
const asksLess = 4;
const allowsLess = 8;

/** One line in so many takes any cell as its further one, zero or not. */
const linesPerBlindChoice = 4;

/** A cell of a line. */
export interface LineCell {
  readonly line: CountLine;
  readonly cell: number;
}

/** What must be withheld besides, for a move to be one that readers cannot exclude. */
interface Offer {
  readonly move: Move;
  readonly further: readonly LineCell[];
}

/**
 * Looks for a witness of a small number: another table of whole numbers in which it is another one,
 * and of which everything that readers are shown, levels and gates included, is as true.
 */
export class Witnesses {
  private readonly order: KeyedOrder;

  constructor(
    private readonly ledger: Ledger,
    rule: DisclosureRule,
  ) {
    this.order = new KeyedOrder(rule.key);
  }

  /** Whether cells that are withheld already are enough. */
  exists(line: CountLine, cell: number): boolean {
    return this.isExchangeable(line, cell) || this.compound(line, cell, 0) !== null;
  }

  /** One more or one less here, and the reverse at another withheld cell of the line. */
  isExchangeable(line: CountLine, cell: number): boolean {
    for (const by of [1, -1]) {
      if (!this.isSafe(line, cell, by)) continue;
      if (line.isSubtotalWithheld) {
        if (staysCorrected([{ line, cell, by }])) return true;
        continue;
      }
      for (let other = 0; other < line.withheld.length; other += 1) {
        if (other === cell || !line.isWithheld(other)) continue;
        if (!this.isSafe(line, other, -by)) continue;
        if (this.isTrueTogether([change(line, cell, by), change(line, other, -by)])) return true;
      }
    }
    return false;
  }

  /**
   * The further cell of the line that makes most of these small numbers exchangeable; among equals
   * the first by the key. In most lines a zero goes before a number, which readers would miss more; in
   * some it does not, so that no reader can tell that what is withheld is small.
   */
  partnerFor(line: CountLine, small: readonly number[]): number | null {
    const rank = this.order.of(line.key);
    const sparesNumbers = !this.order.picks(line.key, linesPerBlindChoice);
    let best: Candidate | null = null;
    for (let cell = 0; cell < line.withheld.length; cell += 1) {
      if (line.isWithheld(cell)) continue;
      const served = small.filter((one) => this.canExchange(line, one, cell)).length;
      if (served === 0) continue;
      const isDear = sparesNumbers && line.count(cell) > 0;
      const found = { cell, served, isDear, rank: rank(this.siteId(line, cell)) };
      if (best === null || comesBefore(found, best)) best = found;
    }
    return best?.cell ?? null;
  }

  private canExchange(line: CountLine, one: number, other: number): boolean {
    return [1, -1].some(
      (by) =>
        this.isSafe(line, one, by) &&
        this.isSafe(line, other, -by) &&
        this.isTrueTogether([change(line, one, by), change(line, other, -by)]),
    );
  }

  /**
   * A move that leaves the levels of its own site as they are by another of the site's cells, and
   * the subtotals by cells of other sites.
   *
   * @param most Cells that may be withheld for it.
   */
  compound(line: CountLine, cell: number, most: number): Offer | null {
    let best: Offer | null = null;
    for (const by of [1, -1]) {
      if (by < 0 && line.count(cell) === 0) continue;
      for (const balance of this.balances(line, cell)) {
        const limit: number = best === null ? most : best.further.length - 1;
        if (limit < 0) return best;
        const start = [change(line, cell, by), change(balance.line, balance.cell, -by)];
        if (by > 0 && balance.line.count(balance.cell) === 0) continue;
        if (!this.isUsable(balance, limit) || !this.ledger.watch.keeps(start)) continue;
        best = this.settled(start, limit) ?? best;
      }
    }
    return best;
  }

  /** Gates published by this release which alone tell apart the cell and what it might be. */
  gatesToWithhold(line: CountLine, cell: number): readonly WatchedLevel[] | null {
    const { watch, step } = this.ledger;
    let best: readonly WatchedLevel[] | null = null;
    for (const move of this.plainMoves(line, cell)) {
      const found = watch.toldByGatesAlone(move, step);
      if (found === null || !staysCorrected(move)) continue;
      if (best === null || found.length < best.length) best = found;
    }
    return best;
  }

  private *plainMoves(line: CountLine, cell: number): Generator<Move> {
    for (const by of [1, -1]) {
      if (by < 0 && line.count(cell) === 0) continue;
      const own = change(line, cell, by);
      if (line.isSubtotalWithheld) {
        yield [own];
        continue;
      }
      for (let other = 0; other < line.withheld.length; other += 1) {
        if (other === cell || !line.isWithheld(other)) continue;
        if (by > 0 && line.count(other) === 0) continue;
        yield [own, change(line, other, -by)];
      }
    }
  }

  /** Cells of the same site that some gate counts with this one, the nearest month first. */
  private balances(line: CountLine, cell: number): LineCell[] {
    const { watch, lines } = this.ledger;
    const { month, family, place, sites } = line.content;
    const site = sites[cell] as number;
    const related = watch.relatedFamilies(family);
    const found: LineCell[] = [];
    for (let distance = 0; distance < watch.grid.windowMonths; distance += 1) {
      for (const at of distance === 0 ? [month] : [month - distance, month + distance]) {
        for (const other of related) {
          for (const candidate of lines.get(`${at}/${other}/${place}`) ?? []) {
            if (candidate === line) continue;
            const position = candidate.content.sites.indexOf(site);
            if (position >= 0) found.push({ line: candidate, cell: position });
          }
        }
      }
    }
    return found;
  }

  /** The move with what keeps the shown subtotals of its lines, at the least number of further cells. */
  private settled(start: Move, most: number): Offer | null {
    const [own, balance] = start as [Change, Change];
    const alone = [this.partners(own, most), this.partners(balance, most)] as const;
    let best: Offer | null = null;
    const consider = (move: Move) => {
      const further = move.filter((one) => !one.line.isWithheld(one.cell));
      if (further.length > most || (best !== null && further.length >= best.further.length)) return;
      if (this.holds(move)) best = { move, further };
    };
    for (const one of alone[0]) {
      for (const other of alone[1]) consider([...start, ...one, ...other]);
      if (best !== null) break;
    }
    if (best === null && !own.line.isSubtotalWithheld && !balance.line.isSubtotalWithheld) {
      for (const { cell, line } of this.others(own)) {
        const site = line.content.sites[cell] as number;
        const there = balance.line.content.sites.indexOf(site);
        if (there < 0) continue;
        const reverse = [change(line, cell, -own.by), change(balance.line, there, -balance.by)];
        if (reverse.some((one) => one.by < 0 && one.line.count(one.cell) === 0)) continue;
        if (reverse.some((one) => !this.isUsable(one, most))) continue;
        consider([...start, ...reverse]);
      }
    }
    return best;
  }

  /** What keeps the subtotal of a changed line: nothing where it is withheld; the best first. */
  private partners(changed: Change, most: number): Change[][] {
    const { line, by } = changed;
    if (line.isSubtotalWithheld) return [[]];
    const rank = this.order.of(line.key);
    return this.others(changed)
      .filter((other) => this.isUsable(other, most) && this.isSafe(line, other.cell, -by))
      .sort(
        (a, b) =>
          Number(!line.isWithheld(a.cell)) - Number(!line.isWithheld(b.cell)) ||
          rank(this.siteId(line, a.cell)) - rank(this.siteId(line, b.cell)),
      )
      .slice(0, 4)
      .map((other) => [change(line, other.cell, -by)]);
  }

  private others({ line, cell }: Change): LineCell[] {
    return line.content.sites.flatMap((_, other) =>
      other === cell ? [] : [{ line, cell: other }],
    );
  }

  /** Whether the cell is withheld or can still be: what was shown cannot. */
  private isUsable({ line, cell }: LineCell, most: number): boolean {
    return line.isWithheld(cell) || (most > 0 && line.from === this.ledger.step);
  }

  /** Of changes that are each safe. */
  private isTrueTogether(move: Move): boolean {
    return this.ledger.watch.countsApart(move) ? staysCorrected(move) : this.holds(move);
  }

  private holds(move: Move): boolean {
    return staysCorrected(move) && this.ledger.watch.keeps(move);
  }

  /** Whether so many more here alone leaves every level as it was. */
  isSafe(line: CountLine, cell: number, by: number): boolean {
    if (by < 0 && line.count(cell) === 0) return false;
    const [asks, allows] = by > 0 ? [asksMore, allowsMore] : [asksLess, allowsLess];
    const known = line.safety[cell] as number;
    if ((known & asks) !== 0) return (known & allows) !== 0;
    const isSafe = this.ledger.watch.keeps([change(line, cell, by)]);
    line.safety[cell] = known | asks | (isSafe ? allows : 0);
    return isSafe;
  }

  private siteId(line: CountLine, cell: number): string {
    return this.ledger.sites.id(line.content.sites[cell] as number);
  }
}

function change(line: CountLine, cell: number, by: number): Change {
  return { line, cell, by };
}

interface Candidate {
  readonly cell: number;
  /** Small numbers that it would make exchangeable. */
  readonly served: number;
  readonly isDear: boolean;
  readonly rank: number;
}

function comesBefore(one: Candidate, other: Candidate): boolean {
  if (one.served !== other.served) return one.served > other.served;
  if (one.isDear !== other.isDear) return other.isDear;
  return one.rank < other.rank;
}

/** A line that is marked as corrected must differ from what it corrects after the move as well. */
function staysCorrected(move: Move): boolean {
  return move.every(({ line }) => {
    const { correction, corrected } = line;
    if (correction === null && corrected === null) return true;
    return (
      (correction === null || differ(line, correction, move)) &&
      (corrected === null || differ(line, corrected, move))
    );
  });
}

function differ(one: CountLine, other: CountLine, move: Move): boolean {
  const moved = ({ line, cell }: LineCell) =>
    move.reduce(
      (count, change) => (change.line === line && change.cell === cell ? count + change.by : count),
      line.count(cell),
    );
  const { sites } = one.content;
  if (sites.length !== other.content.sites.length) return true;
  return sites.some(
    (site, cell) =>
      other.content.sites[cell] !== site ||
      moved({ line: one, cell }) !== moved({ line: other, cell }),
  );
}
