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
import { readHorizon } from "../retention/purge-horizon.js";
import { copyIntegers } from "../sql/copy-out.js";
import type { ClassificationTask } from "./classification-task.js";
import { type DatedSite, datedSites } from "./dated-sites.js";
import { JoinedSites, type Joining, joinStates } from "./joined-sites.js";
import { refreshTallies } from "./level-tallies.js";
import { RunChanges } from "./run-changes.js";
import { SiteCounts } from "./site-counts.js";
import { refreshApportioned } from "./split-sites.js";
import { storedDecisions } from "./stored-decisions.js";
import { openEnd, type Run, runAt, StoredRuns } from "./stored-runs.js";
import { TakenSites } from "./taken-sites.js";

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

/** Brings classification and tallies up to date, reading and writing no more than that takes. */
export async function classifySites(
  tx: EntityManager,
  task: ClassificationTask,
  rules: Rules,
): Promise<ClassificationSummary> {
  const siteIds = await refreshApportioned(tx, task, rules, (splitId) =>
    classify(tx, { ...task, siteIds: [splitId] }, rules),
  );
  const { closed, from, summary } = await classify(tx, { ...task, siteIds }, rules);
  await refreshTallies(tx, closed, from);
  return summary;
}

async function classify(
  tx: EntityManager,
  { from: asked, siteIds, source }: ClassificationTask,
  { grid, nomenclature }: Rules,
): Promise<{
  readonly closed: ClosedMonths;
  readonly from: MonthNumber | null;
  readonly summary: ClassificationSummary;
}> {
  const horizon = await readHorizon(tx);
  // What levels of before rest on is gone, in part: they stay, and later ones go on from them.
  const from = horizon.frozen > (asked ?? 0) ? horizon.frozen : asked;
  const closed = new ClosedMonths(
    await copyIntegers(tx, 1, "SELECT month FROM closed_month"),
    grid,
  );
  const families = [...new Set(grid.gates.flatMap(familiesOf))];
  const classifier = new SiteClassifier(grid, families, closed, from ?? undefined);
  const months = closed.classified.filter((month) => month >= (from ?? 0));
  const [previous, earlier] = closed.classified.filter((month) => month < (from ?? 0)).reverse();

  const joined = await JoinedSites.read(tx);
  const wanted = joined.around(siteIds);
  const sites = await datedSites(tx, wanted);
  const { firstMonth } = classifier;
  const range = { siteIds: wanted, from: firstMonth, to: months.at(-1) ?? firstMonth - 1 };
  const ids = sites.map(({ id }) => id);
  const counts = new SiteCounts(ids, range, families, nomenclature);
  if (months.length > 0) {
    if (source === "INCIDENTS") await counts.addIncidents(tx, horizon.detail);
    await counts.addStored(tx, source === "INCIDENTS" ? horizon.detail - 1 : undefined);
    await counts.addTaken(tx);
  }
  const runs = await StoredRuns.read(tx, earlier ?? previous ?? null, wanted);
  const decisions = await storedDecisions(tx, from, wanted);

  const taken = await TakenSites.read(tx);
  const countedFrom = (site: DatedSite) => taken.countedFrom(site.id) ?? site.firstMonth;

  const changes = new RunChanges();
  const movements = { rises: 0, falls: 0 };
  const spans = new Spans(closed);
  /** Of sites that are a part of others. */
  const runsOfParts = new Map<number, readonly Run[]>();
  const classifyOne = (site: DatedSite, stored: readonly Run[], stretches: readonly Stretch[]) => {
    const past = taken.stateAt(site.id, stored, previous, earlier);
    const base = previous === undefined ? undefined : runAt(stored, previous);
    const line = new RunLine(base, past);
    let state = past;
    for (const { from: start, to, first, parts, joining } of stretches) {
      if (to < (from ?? 0)) continue;
      if (joining.length > 0 && start > (previous ?? 0)) {
        const [last, before] = closed.classified.filter((month) => month < start).reverse();
        const stateOf = (part: number) =>
          taken.stateAt(part, runsOfParts.get(part) ?? [], last, before);
        state = joinStates([state, ...joining.map(stateOf)]);
      }
      const joint = parts.length === 0 ? null : counts.together([site.id, ...parts]);
      const { dwellings, changes: resized, firstMonth: own, lastMonth } = site;
      state = classifier.classify(
        {
          dwellings,
          changes: resized,
          span: {
            from: Math.max(start, own, spans.levelsFrom(first)),
            to: Math.min(to, lastMonth),
          },
          decisions: decisions.get(site.id) ?? [],
          past: state,
          offset: parts.length === 0 ? counts.offsetOf(site.id) : joint && 0,
        },
        joint ?? counts.counts,
        (month, changed, decision) => line.take(month, changed, decision, movements),
      );
    }
    line.endAt(site.lastMonth);
    // Of a site that had ended before, what stands stays.
    const start = base?.fromMonth ?? from ?? 0;
    const replaced = stored.filter(({ fromMonth }) => fromMonth >= start);
    changes.replace(site.id, replaced, line.runs);
    if (joined.isPart(site.id)) {
      const kept = stored.filter(({ fromMonth }) => fromMonth < start);
      runsOfParts.set(site.id, [...kept, ...line.runs]);
    }
  };
  const later = new Map<number, { site: DatedSite; stored: readonly Run[] }>();
  for (const site of sites) {
    const stored = runs.take(site.id);
    const isKnown = previous === undefined || runAt(stored, previous) !== undefined;
    if (joined.of(site.id).length > 0) later.set(site.id, { site, stored });
    else if (isKnown || !hasLevelIn(site, countedFrom(site), previous, spans)) {
      classifyOne(site, stored, [{ ...always, first: countedFrom(site), parts: [], joining: [] }]);
    } else {
      throw new Error(`Site ${site.id} is not classified although earlier months are closed`);
    }
  }
  const firstMonths = new Map(sites.map((site) => [site.id, countedFrom(site)]));
  for (const siteId of joined.inOrder()) {
    const found = later.get(siteId);
    if (found === undefined) continue;
    const { site, stored } = found;
    classifyOne(site, stored, stretchesOf(countedFrom(site), joined.of(siteId), firstMonths));
  }
  await changes.write(tx);
  const summary = { sites: ids.length, months, runsWritten: changes.written, ...movements };
  return { closed, from, summary };
}

/** Months in which the window of a site counts the same sites. */
interface Stretch extends MonthRange {
  /** From which on there are months of theirs. */
  readonly first: MonthNumber;
  /** The others. */
  readonly parts: readonly number[];
  /** Those of them that are new in this stretch. */
  readonly joining: readonly number[];
}

const always: MonthRange = { from: 0, to: openEnd };

function stretchesOf(
  firstMonth: MonthNumber,
  joinings: readonly Joining[],
  firstMonths: ReadonlyMap<number, MonthNumber>,
): Stretch[] {
  const starts = [0, ...joinings.map(({ from }) => from)];
  return starts.map((from, index) => {
    const parts = joinings.slice(0, index).flatMap((joining) => joining.parts);
    const firsts = parts.map((part) => firstMonths.get(part) ?? firstMonth);
    const to = (starts[index + 1] ?? openEnd + 1) - 1;
    const joining = joinings[index - 1]?.parts ?? [];
    return { from, to, first: Math.min(firstMonth, ...firsts), parts, joining };
  });
}

function hasLevelIn(
  { firstMonth, lastMonth }: DatedSite,
  countedFrom: MonthNumber,
  month: MonthNumber,
  spans: Spans,
): boolean {
  const first = Math.max(firstMonth, spans.levelsFrom(countedFrom));
  return first <= month && month <= lastMonth;
}

/** From when on sites have levels, by their first months, of which most share one. */
class Spans {
  private readonly starts = new Map<MonthNumber, MonthNumber>();

  constructor(private readonly closed: ClosedMonths) {}

  levelsFrom(firstMonth: MonthNumber): MonthNumber {
    const from = this.starts.get(firstMonth) ?? this.closed.firstLevelSince(firstMonth);
    this.starts.set(firstMonth, from);
    return from;
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
