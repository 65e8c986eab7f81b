import { isNativeError } from "node:util/types";
import { createDataSource, type PurgeSummary, purgeRecord } from "@palier/landlord-store";
import { BadUserInputError, counted, monthText } from "@palier/schema";
import type { Log } from "@palier/service";

export interface PurgingNode {
  readonly slug: string;
  /** Of the role that may purge. */
  readonly databaseUrl: string;
  readonly clock: () => Date;
  readonly log: Log;
  /** Has the function called again and again; absent: some minutes after the start, then each hour. */
  readonly often?: (look: () => void) => () => void;
}

export interface DailyPurge {
  /** Resolves when no purge is under way. */
  idle(): Promise<void>;
  /** A purge that is under way goes no further than its month, and the next one goes on. */
  stop(): Promise<void>;
}

/** The version before may still be serving from the same store, and would take what is gone for zeros. */
const firstLookMs = 10 * 60_000;
/** A day that was missed is caught up within it. */
const lookEveryMs = 60 * 60_000;

/**
 * Purges the landlord's record once a day, by its own clock: whoever of several processes looks first. What
 * it did, and what stands in its way, goes into the log.
 */
export function purgeDaily(node: PurgingNode): DailyPurge {
  const { often = hourly } = node;
  let looking: Promise<void> = Promise.resolve();
  let told: readonly string[] = [];
  const tell = (warnings: readonly string[]) => {
    // What stands in the way is said once, not each hour, and again where it had been out of the way.
    for (const words of warnings) if (!told.includes(words)) node.log(words, "warn");
    told = warnings;
  };
  const leaving = new AbortController();
  const stop = often(() => {
    looking = looking.then(() => look(node, tell, leaving.signal));
  });
  return {
    idle: () => looking,
    stop: async () => {
      stop();
      leaving.abort();
      await looking;
    },
  };
}

function hourly(look: () => void): () => void {
  const first = setTimeout(look, firstLookMs);
  const next = setInterval(look, lookEveryMs);
  return () => {
    clearTimeout(first);
    clearInterval(next);
  };
}

async function look(
  { databaseUrl, clock, log }: PurgingNode,
  tell: (warnings: readonly string[]) => void,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  const store = createDataSource(databaseUrl);
  try {
    await store.initialize();
    const today = dayOf(clock());
    const isDue = (last: Date | null) => last === null || dayOf(last) < today;
    const summary = await purgeRecord(store, { clock, isDue, signal });
    if (summary === null) return;
    const words = described(summary);
    if (words !== "") log(words);
    tell(warnings(summary));
  } catch (error) {
    // A landlord that has signed nothing yet keeps what it has.
    if (signal.aborted || error instanceof BadUserInputError) return;
    tell([`The record was not purged: ${isNativeError(error) ? error.message : typeof error}`]);
  } finally {
    if (store.isInitialized) await store.destroy();
  }
}

/** Made once: it costs a hundred times what it takes to use it. */
const frenchDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" });

function dayOf(instant: Date): string {
  return frenchDay.format(instant);
}

/** Empty where nothing went. */
function described(summary: PurgeSummary): string {
  const { detail, incidents, versions, sourceRows, counts, monthCounts, logEntries } = summary;
  const last = (months: readonly number[]) => monthText(months.at(-1) ?? 0);
  const parts = [
    ...(detail.length > 0
      ? [
          `incidents up to ${last(detail)} (${incidents}, with ${counted(sourceRows, "row")} of files and ${counted(versions, "version")})`,
        ]
      : []),
    ...(counts.length > 0 ? [`counts up to ${last(counts)} (${monthCounts})`] : []),
    ...(logEntries > 0 ? [`${counted(logEntries, "entry", "entries")} of the access log`] : []),
  ];
  return parts.length === 0 ? "" : `Purged, as the convention says: ${parts.join(", ")}`;
}

function warnings({ waiting, uncounted, problem }: PurgeSummary): string[] {
  const names = (months: readonly number[]) => months.map(monthText).join(", ");
  return [
    ...(waiting.length > 0
      ? [
          `Close ${names(waiting)}: its time is over, and a month after, its incidents go without having been counted`,
        ]
      : []),
    ...(uncounted.length > 0
      ? [`Purged while open, and counted nowhere: ${names(uncounted)}`]
      : []),
    ...(problem === null ? [] : [`The access log was not purged: ${problem}`]),
  ];
}
