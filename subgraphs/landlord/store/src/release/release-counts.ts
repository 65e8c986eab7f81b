import {
  type CellShares,
  type Convention,
  type DisclosureRule,
  type MonthNumber,
  makeRelease,
  type Rules,
  reachOf,
  rulesOf,
} from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { readHorizon } from "../retention/purge-horizon.js";
import { recordSignature } from "../signature/record-signature.js";
import { signedConvention } from "../signature/signed-rules.js";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { countedSites, siteCounts } from "./counted-figures.js";
import { keptFrom } from "./kept-lines.js";
import { refuseUnknownReleases, UnknownReleasesError } from "./restorations.js";
import { releaseHeads, storedReleases } from "./stored-releases.js";
import { writeRelease } from "./write-release.js";

/** What a release came to. */
export interface ReleaseSummary {
  readonly step: number;
  readonly months: readonly MonthNumber[];
  readonly threshold: number;
  readonly cells: CellShares;
  /** Small numbers that levels alone give back, found by this release. */
  readonly pinned: number;
  /** Levels whose gates are withheld from protected readers. */
  readonly gatesWithheld: number;
}

/**
 * Publishes what the closed months say to those who may not read small numbers: of months that were
 * closed since the last release, or all of them in the first, and levels that are stated otherwise
 * since. Part of the act that closed or opened them; the caller holds the store's lock.
 *
 * @param touchedFrom Levels of this month and of later ones may be of other sites than before.
 * @returns Null where no convention is signed, by whose threshold it would be made, or nothing changed.
 * @throws UnknownReleasesError where the record was restored, and lacks releases that may have been made.
 */
export async function releaseCounts(
  tx: EntityManager,
  now: Date,
  touchedFrom: MonthNumber | null = null,
): Promise<ReleaseSummary | null> {
  const convention = await signedConvention(tx, now);
  if (convention === null) return null;
  const heads = await releaseHeads(tx);
  const closedMonths = await closedMonthsOf(tx);
  const { counts: countsKept } = await readHorizon(tx);
  const before = new Set(heads.at(-1)?.closedMonths ?? []);
  const isFirst = heads.length === 0;
  const released = new Set(heads.flatMap(({ publishedMonths }) => publishedMonths));
  const kept = keptFrom(countsKept, closedMonths, heads);
  const { grid, nomenclature } = rulesOf(convention);
  // What levels of purged months said of the months after them cannot be looked at any more.
  const releasable = isFirst && kept > 0 ? kept + grid.windowMonths - 1 : 0;
  const months = closedMonths.filter((month) => !before.has(month) && month >= releasable);
  const closed = new Set(closedMonths);
  const touched = [
    ...[...before].filter((month) => !closed.has(month)),
    ...closedMonths.filter((month) => touchedFrom !== null && month >= touchedFrom),
  ];
  if (months.length + touched.length === 0) return null;
  await refuseUnknownReleases(tx);
  const rule = await ruleOf(tx, convention.disclosure, { grid, nomenclature });
  const sites = await countedSites(tx);
  const { from, to } = reachOf([...months, ...touched], sites, grid);
  // Levels count the months before them.
  const counted = { from: from - grid.windowMonths, to };
  const within = closedMonths.filter((month) => month >= counted.from && month <= to);
  const unreleased = within.filter((month) => !released.has(month) && month >= kept);
  const release = makeRelease(rule, await storedReleases(tx, heads, counted), {
    months,
    touched,
    closedMonths,
    sites,
    counts: await siteCounts(tx, [...new Set([...months, ...unreleased])], within, nomenclature),
    ...(kept > 0 && { keptFrom: kept, recordedFrom: countsKept }),
  });
  await writeRelease(tx, release, { convention, ...rule });
  return {
    step: release.step,
    months,
    threshold: rule.threshold,
    cells: release.cells,
    pinned: release.pinned.length,
    gatesWithheld: release.levels.filter(({ areGatesWithheld }) => areGatesWithheld).length,
  };
}

/**
 * The same by itself: of a record that was closed before its landlord signed a convention, or by a
 * version that made no releases.
 */
export async function releaseClosed(
  store: DataSource,
  clock: () => Date = () => new Date(),
  onWait?: (holder: LockHolder | null) => void,
): Promise<ReleaseSummary | null> {
  // Whoever starts a service waits for no import when there is nothing to be done.
  if (!(await isDue(store.manager, clock()))) return null;
  return withStoreLock(store, (tx) => releaseCounts(tx, clock()), onWait);
}

/** Whoever serves a record waits for nobody that writes to it. */
class RecordInUseError extends Error {
  constructor() {
    super(
      "Another process writes to the record: its next closing or opening releases them, or the next start.",
    );
  }
}

/**
 * The same for whoever serves the record: where it lacks releases that may have been made, or somebody writes to
 * it, which an import does for hours, what is not released stays withheld; that is no reason to serve nothing.
 *
 * @param onUnreleased Told then why, and what helps.
 */
export async function releaseBeforeServing(
  store: DataSource,
  onUnreleased: (words: string) => void,
  clock?: () => Date,
): Promise<void> {
  try {
    await releaseClosed(store, clock, () => {
      throw new RecordInUseError();
    });
  } catch (error) {
    if (!(error instanceof UnknownReleasesError || error instanceof RecordInUseError)) throw error;
    onUnreleased(`Months that are closed and not released stay withheld. ${error.message}`);
  }
}

/**
 * Keeps a landlord's signature as `recordSignature` does, and releases what is closed by its terms: both, or neither.
 *
 * @throws UnknownReleasesError where the record was restored, and lacks releases that may have been made.
 */
export async function recordAndRelease(
  store: DataSource,
  convention: Convention,
  signature: string,
  publicKey: string,
  clock: () => Date = () => new Date(),
): Promise<ReleaseSummary | null> {
  let released: ReleaseSummary | null = null;
  await recordSignature(store, convention, signature, publicKey, async (tx) => {
    released = await releaseCounts(tx, clock());
  });
  return released;
}

async function isDue(tx: Pick<EntityManager, "query">, now: Date): Promise<boolean> {
  const [last] = (await releaseHeads(tx)).slice(-1);
  const before = last?.closedMonths ?? [];
  const closed = await closedMonthsOf(tx);
  if (before.length === closed.length && closed.every((month) => before.includes(month))) {
    return false;
  }
  return (await signedConvention(tx, now)) !== null;
}

async function closedMonthsOf(tx: Pick<EntityManager, "query">): Promise<MonthNumber[]> {
  const rows = await tx.query<{ month: MonthNumber }[]>(
    "SELECT month FROM closed_month ORDER BY month",
  );
  return rows.map(({ month }) => month);
}

export async function ruleOf(
  tx: Pick<EntityManager, "query">,
  { threshold }: Pick<DisclosureRule, "threshold">,
  { grid, nomenclature }: Rules,
): Promise<DisclosureRule> {
  const [secret] = await tx.query<{ key: string }[]>("SELECT key FROM release_key");
  if (secret === undefined) throw new Error("the store has no key for its releases");
  return {
    threshold,
    grid,
    families: nomenclature.families.map(({ code }) => code),
    key: secret.key,
  };
}
