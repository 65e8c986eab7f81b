import type { CountLine } from "./count-line.js";
import type { CountedSite, DisclosureRule } from "./figures.js";
import { openLedger } from "./ledger.js";
import type { NamedCell, Release } from "./release.js";
import { Witnesses } from "./witnesses.js";

/** What is wrong with releases that were stored; the site is null for a subtotal. */
export interface ReleaseFinding extends Omit<NamedCell, "site"> {
  readonly site: string | null;
  /** The release that published it. */
  readonly release: number;
  readonly problem:
    | "SMALL_NUMBER_SHOWN"
    | "SHOWN_AFTER_IT_WAS_WITHHELD"
    | "GIVEN_BACK"
    | "GIVEN_BACK_BY_A_LEVEL";
}

/**
 * Checks a landlord's releases as a whole, from what they say alone: nothing is withheld or shown for
 * it. Small numbers that are recorded as pinned are told apart from those that are not.
 */
export function verifyReleases(
  rule: DisclosureRule,
  sites: readonly CountedSite[],
  releases: readonly Release[],
): ReleaseFinding[] {
  const ledger = openLedger(rule, releases, { months: [], closedMonths: [], sites, counts: [] });
  const witnesses = new Witnesses(ledger, rule);
  const recorded = new Set(
    releases.flatMap(({ pinned }) => pinned.map((cell) => JSON.stringify(nameOf(cell)))),
  );
  return [...ledger.lines.values()]
    .flat()
    .flatMap((line) => [
      ...line.content.sites.flatMap((_, cell) => problemsOf(line, cell)),
      ...subtotalProblems(line),
    ]);

  function problemsOf(line: CountLine, cell: number): ReleaseFinding[] {
    const isWithheld = line.isWithheld(cell);
    if (!isWithheld && isSmall(line.count(cell))) return [found(line, cell, "SMALL_NUMBER_SHOWN")];
    if (!isWithheld && wasWithheld(line, cell)) {
      return [found(line, cell, "SHOWN_AFTER_IT_WAS_WITHHELD")];
    }
    if (!isSmall(line.count(cell)) || witnesses.exists(line, cell)) return [];
    return [found(line, cell, "GIVEN_BACK")];
  }

  function subtotalProblems(line: CountLine): ReleaseFinding[] {
    if (line.isSubtotalWithheld) return [];
    if (isSmall(line.subtotal)) return [found(line, null, "SMALL_NUMBER_SHOWN")];
    if (!line.corrected?.isSubtotalWithheld) return [];
    return [found(line, null, "SHOWN_AFTER_IT_WAS_WITHHELD")];
  }

  function isSmall(count: number): boolean {
    return count > 0 && count < rule.threshold;
  }

  function found(
    line: CountLine,
    cell: number | null,
    problem: Exclude<ReleaseFinding["problem"], "GIVEN_BACK_BY_A_LEVEL">,
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
