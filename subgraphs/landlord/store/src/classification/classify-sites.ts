import {
  ClosedMonths,
  type Decision,
  type Level,
  type MonthNumber,
  type MonthRange,
  type Rules,
  SiteClassifier,
  type SiteState,
} from "@palier/schema";
import type { EntityManager } from "typeorm";
import { copyIntegers } from "../sql/copy-out.js";
import { datedSites } from "./dated-sites.js";
import { refreshTallies } from "./level-tallies.js";
import { RunChanges } from "./run-changes.js";
import { SiteCounts } from "./site-counts.js";
import { storedDecisions } from "./stored-decisions.js";
import { openEnd, type Run, runAt, StoredRuns, stateAt } from "./stored-runs.js";

/** What a classification did. */
export interface ClassificationSummary {
  readonly sites: number;
  /** Months that were classified, oldest first; undetermined ones are not among them. */
  readonly months: readonly MonthNumber[];
  /** Rows that had to be written; a site that stays as it is costs none. */
  readonly runsWritten: number;
  /** Changes of an effective level from one classified month to the next, within these months. */
  readonly rises: number;
  readonly falls: number;
}

/** What has to be classified. */
export interface ClassificationTask {
  /** First month of which something changed; null for all months. */
  readonly from: MonthNumber | null;
  /** Null for all sites. */
  readonly siteIds: readonly number[] | null;
  /** Where incidents are counted: anew, or in the counts kept of closed months. */
  readonly source: "INCIDENTS" | "COUNTS";
}

/** Brings classification and tallies up to date, reading and writing no more than that takes. */
export async function classifySites(
  tx: EntityManager,
  { from, siteIds, source }: ClassificationTask,
  { grid, nomenclature }: Rules,
): Promise<ClassificationSummary> {
  const closed = new ClosedMonths(
    await copyIntegers(tx, 1, "SELECT month FROM closed_month"),
    grid,
  );
  const families = [...new Set(grid.gates.flatMap(familiesOf))];
  const classifier = new SiteClassifier(grid, families, closed, from ?? undefined);
  const months = closed.classified.filter((month) => month >= (from ?? 0));
  const [previous, earlier] = closed.classified.filter((month) => month < (from ?? 0)).reverse();

  const sites = await datedSites(tx, siteIds);
  const ids = sites.map(({ id }) => id);
  const { firstMonth } = classifier;
  const range = { siteIds, from: firstMonth, to: months.at(-1) ?? firstMonth - 1 };
  const counts = new SiteCounts(ids, range, families, nomenclature);
  if (months.length > 0) {
    await (source === "INCIDENTS" ? counts.addIncidents(tx) : counts.addStored(tx));
  }
  const runs = await StoredRuns.read(tx, earlier ?? previous ?? null, siteIds);
  const decisions = await storedDecisions(tx, from, siteIds);

  const changes = new RunChanges();
  const movements = { rises: 0, falls: 0 };
  const spans = new Spans(closed);
  sites.forEach(({ id: siteId, firstMonth, lastMonth, dwellings, changes: resized }, place) => {
    const span = spans.of(firstMonth, lastMonth);
    const stored = runs.take(siteId);
    const past = previous === undefined ? null : stateAt(stored, previous, earlier);
    if (previous !== undefined && past === null && span.from <= previous && previous <= span.to) {
      throw new Error(`Site ${siteId} is not classified although earlier months are closed`);
    }
    const base = previous === undefined ? undefined : runAt(stored, previous);
    const line = new RunLine(base, past);
    classifier.classify(
      {
        dwellings,
        changes: resized,
        span,
        decisions: decisions.get(siteId) ?? [],
        past,
        offset: counts.offset(place),
      },
      counts.counts,
      (month, state, decision) => line.take(month, state, decision, movements),
    );
    line.endAt(span.to);
    // Of a site that had ended before, what stands stays.
    const start = base?.fromMonth ?? from ?? 0;
    changes.replace(
      siteId,
      stored.filter(({ fromMonth }) => fromMonth >= start),
      line.runs,
    );
  });
  await changes.write(tx);
  await refreshTallies(tx, closed, from);
  return { sites: ids.length, months, runsWritten: changes.written, ...movements };
}

/** The months in which sites have levels; most sites share theirs. */
class Spans {
  private readonly starts = new Map<MonthNumber, MonthNumber>();

  constructor(private readonly closed: ClosedMonths) {}

  of(firstMonth: MonthNumber, lastMonth: MonthNumber): MonthRange {
    const from = this.starts.get(firstMonth) ?? this.closed.firstLevelSince(firstMonth);
    this.starts.set(firstMonth, from);
    return { from, to: lastMonth };
  }
}

/** The runs of one site from the one that holds before the first month on. */
class RunLine {
  readonly runs: Run[] = [];
  private level: Level | null;

  constructor(base: Run | undefined, past: SiteState | null) {
    if (base !== undefined) this.runs.push({ ...base, toMonth: openEnd });
    this.level = past?.level ?? null;
  }

  /** Nothing is said of months after the site's last. */
  endAt(month: MonthNumber): void {
    const last = this.runs.at(-1);
    if (last !== undefined) this.runs.splice(-1, 1, { ...last, toMonth: month });
  }

  take(
    month: MonthNumber,
    { computedLevel, heldLevel, level, since }: SiteState,
    decision: (Decision & { readonly id: number }) | null,
    movements: { rises: number; falls: number },
  ): void {
    if (this.level !== null && level > this.level) movements.rises += 1;
    if (this.level !== null && level < this.level) movements.falls += 1;
    this.level = level;
    const decisionId = decision?.id ?? 0;
    const last = this.runs.at(-1);
    if (
      last?.computedLevel === computedLevel &&
      last.heldLevel === heldLevel &&
      last.level === level &&
      last.since === since &&
      last.decisionId === decisionId
    ) {
      return;
    }
    if (last !== undefined) this.runs.splice(-1, 1, { ...last, toMonth: month - 1 });
    const run = { fromMonth: month, toMonth: openEnd, computedLevel, heldLevel };
    this.runs.push({ ...run, level, since, decisionId });
  }
}

function familiesOf({ conditions }: Rules["grid"]["gates"][number]): readonly string[] {
  return conditions.flatMap(({ families }) => families);
}
