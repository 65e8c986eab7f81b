import type { MonthNumber, MonthRange } from "../ground/month.js";
import type { ClosedMonths } from "./closed-months.js";
import { type Decision, decisionInForce } from "./decision.js";
import { type Grid, type Level, windowStart } from "./grid.js";
import { isSame, nextState, type SiteState } from "./site-state.js";
import { WindowCounter } from "./window-counter.js";

/** One site, as bulk classification takes it. */
export interface SiteInput<D extends Decision> {
  /** In the first of the months. */
  readonly dwellings: number;
  /** Other numbers of dwellings from a month on, oldest first; none when absent. */
  readonly changes?: readonly DwellingsChange[];
  /** Of the months asked for, those in which the site can have a level; all when absent. */
  readonly span?: MonthRange;
  /** In the order in which they were taken. */
  readonly decisions: readonly D[];
  /** State after the last classified month before the first one asked for; null when there is none. */
  readonly past: SiteState | null;
  /**
   * Where the site's counts begin; null for a site without incidents in these months. The count of
   * a family in a month is at `offset + (month - firstMonth) * families + family`.
   */
  readonly offset: number | null;
}

/** From this month on a site has so many dwellings. */
export interface DwellingsChange {
  readonly from: MonthNumber;
  readonly dwellings: number;
}

/** Told the first classified month and each later one at which something changes. */
export type OnChange<D extends Decision> = (
  month: MonthNumber,
  state: SiteState,
  decision: D | null,
) => void;

/** Classifies site after site over the same months, in one pass over each site's counts. */
export class SiteClassifier {
  /** First month that a site's counts must cover: the window of the first month asked for. */
  readonly firstMonth: MonthNumber;
  /** Numbers a site takes in the array of counts. */
  readonly countsLength: number;
  private readonly counter: WindowCounter;
  private readonly steps: readonly {
    readonly month: MonthNumber;
    readonly isClosed: boolean;
    readonly isAsked: boolean;
  }[];
  private readonly asked: readonly MonthNumber[];

  /**
   * @param families Order of the families in the counts.
   * @param from First month to classify; all when absent.
   */
  constructor(
    grid: Grid,
    private readonly families: readonly string[],
    closed: ClosedMonths,
    from: MonthNumber = Number.NEGATIVE_INFINITY,
  ) {
    this.counter = new WindowCounter(grid, families);
    this.asked = closed.classified.filter((month) => month >= from);
    const [first = 0] = this.asked;
    const last = this.asked.at(-1) ?? -1;
    this.firstMonth = windowStart(grid, first);
    const months = last < first ? 0 : last - this.firstMonth + 1;
    this.countsLength = months * families.length;
    this.steps = Array.from({ length: months }, (_, index) => {
      const month = this.firstMonth + index;
      const isAsked = month >= first && closed.isClassified(month);
      return { month, isClosed: closed.has(month), isAsked };
    });
  }

  /**
   * @param counts Counts of all sites; those of open months are not looked at.
   * @returns State after the last month.
   */
  classify<D extends Decision>(
    { dwellings, changes = [], span = always, decisions, past, offset }: SiteInput<D>,
    counts: Uint32Array,
    onChange: OnChange<D>,
  ): SiteState | null {
    const follower = new Follower(decisions, past, onChange);
    if (offset === null) {
      for (const month of this.asked) if (isIn(span, month)) follower.take(month, 1);
      return follower.state;
    }
    this.counter.begin(dwellings);
    let changed = 0;
    let position = offset;
    for (const { month, isClosed, isAsked } of this.steps) {
      this.counter.add(isClosed ? counts : null, position);
      for (let next = changes[changed]; next && next.from <= month; next = changes[changed]) {
        this.counter.resize(next.dwellings);
        changed += 1;
      }
      if (isAsked && isIn(span, month)) follower.take(month, this.counter.computedLevel());
      position += this.families.length;
    }
    return follower.state;
  }
}

const always: MonthRange = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

function isIn({ from, to }: MonthRange, month: MonthNumber): boolean {
  return from <= month && month <= to;
}

/** Follows one site from month to month. */
class Follower<D extends Decision> {
  private decision: D | null = null;
  private isFirst = true;

  constructor(
    private readonly decisions: readonly D[],
    public state: SiteState | null,
    private readonly onChange: OnChange<D>,
  ) {}

  take(month: MonthNumber, computed: Level): void {
    const past = this.state;
    const decision = this.decisions.length === 0 ? null : decisionInForce(this.decisions, month);
    const state = nextState(past, month, computed, decision?.level ?? null);
    const isUnchanged =
      !this.isFirst && past !== null && decision === this.decision && isSame(past, state);
    this.state = state;
    this.decision = decision;
    this.isFirst = false;
    if (!isUnchanged) this.onChange(month, state, decision);
  }
}
