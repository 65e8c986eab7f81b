import { windowStart } from "../grid/grid.js";
import type { MonthNumber } from "../ground/month.js";
import type { CountLine } from "./count-line.js";
import type { Closing, CountedSite, DisclosureRule } from "./figures.js";
import { isShare, openLedger } from "./ledger.js";
import type { Release } from "./release.js";
import { Witnesses } from "./witnesses.js";

/** What is wrong with releases that were stored. */
export interface ReleaseFinding {
  /** Null for the subtotal of a place. */
  readonly site: string | null;
  /** Null for a level, as its family is. */
  readonly place: string | null;
  readonly month: MonthNumber;
  readonly family: string | null;
  /** The release that published it. */
  readonly release: number;
  readonly problem:
    | "SMALL_NUMBER_SHOWN"
    | "SHOWN_AFTER_IT_WAS_WITHHELD"
    | "GIVEN_BACK"
    | "GIVEN_BACK_BY_A_LEVEL"
    /** Its gates are not those that the counts of its release meet. */
    | "WRONG_LEVEL";
}

/**
 * Checks a landlord's releases as a whole, from what they say alone: nothing is withheld or shown for
 * it. Small numbers that are recorded as pinned are told apart from those that are not. A level whose
 * window begins before the first line is not recomputed: what it rests on may have been purged.
 *
 * @param kept Where some counts are gone, or are in no release.
 */
export function verifyReleases(
  rule: DisclosureRule,
  sites: readonly CountedSite[],
  releases: readonly Release[],
  kept: Pick<Closing, "counts" | "keptFrom"> = { counts: [] },
): ReleaseFinding[] {
  const ledger = openLedger(rule, releases, { months: [], closedMonths: [], sites, ...kept });
  const witnesses = new Witnesses(ledger, rule);
  const recorded = new Set(
    releases.flatMap(({ pinned }) => pinned.map((cell) => JSON.stringify(nameOf(cell)))),
  );
  const lines = [...ledger.lines.values()].flat();
  return [
    ...lines.flatMap((line) => [
      ...line.content.sites.flatMap((_, cell) => problemsOf(line, cell)),
      ...subtotalProblems(line),
    ]),
    ...releases.flatMap(wrongLevels),
  ];

  function wrongLevels({ step, levels }: Release): ReleaseFinding[] {
    const first = lines.reduce((least, { month }) => Math.min(least, month), Infinity);
    return levels
      .filter(({ site, month, met }) => {
        if (windowStart(rule.grid, month) < first) return false;
        const level = { site: ledger.sites.number(site), month, step };
        return ledger.watch.gatesMet(level).join() !== met.join();
      })
      .map(({ site, month }) => ({
        ...{ site, place: null, month, family: null, release: step },
        problem: "WRONG_LEVEL",
      }));
  }

  function problemsOf(line: CountLine, cell: number): ReleaseFinding[] {
    const isWithheld = line.isWithheld(cell);
    if (!isWithheld && isSmall(line, line.count(cell)))
      return [found(line, cell, "SMALL_NUMBER_SHOWN")];
    if (!isWithheld && wasWithheld(line, cell)) {
      return [found(line, cell, "SHOWN_AFTER_IT_WAS_WITHHELD")];
    }
    const needsWitness = isSmall(line, line.count(cell)) && !isShare(ledger.sites, line, cell);
    if (!needsWitness || witnesses.exists(line, cell)) return [];
    return [found(line, cell, "GIVEN_BACK")];
  }

  function subtotalProblems(line: CountLine): ReleaseFinding[] {
    if (line.isSubtotalWithheld) return [];
    if (isSmall(line, line.subtotal)) return [found(line, null, "SMALL_NUMBER_SHOWN")];
    if (!line.corrected?.isSubtotalWithheld) return [];
    return [found(line, null, "SHOWN_AFTER_IT_WAS_WITHHELD")];
  }

  function isSmall({ from }: CountLine, count: number): boolean {
    return count > 0 && count < (ledger.thresholds.get(from) ?? rule.threshold);
  }

  function found(
    line: CountLine,
    cell: number | null,
    problem: Exclude<ReleaseFinding["problem"], "GIVEN_BACK_BY_A_LEVEL" | "WRONG_LEVEL">,
  ): ReleaseFinding {
    const { place, month, family, sites: numbers } = line.content;
    const name = nameOf({
      site: cell === null ? null : ledger.sites.id(numbers[cell] as number),
      place,
      month,
      family: ledger.families[family] as string,
      release: line.from,
    });
    const isRecorded = problem === "GIVEN_BACK" && recorded.has(JSON.stringify(name));
    return { ...name, problem: isRecorded ? "GIVEN_BACK_BY_A_LEVEL" : problem };
  }
}

/** The same members in the same order, whatever else it has. */
function nameOf({ site, place, month, family, release }: Omit<ReleaseFinding, "problem">) {
  return { site, place, month, family, release };
}

function wasWithheld({ corrected, content }: CountLine, cell: number): boolean {
  const before = corrected?.content.sites.indexOf(content.sites[cell] as number) ?? -1;
  return before >= 0 && corrected?.isWithheld(before) === true;
}
