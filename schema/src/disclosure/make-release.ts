import type { CountLine } from "./count-line.js";
import type { Closing, DisclosureRule } from "./figures.js";
import { type Ledger, openLedger } from "./ledger.js";
import { protect } from "./protect.js";
import type { CellShares, NamedCell, PinnedCount, Release, ReleasedLine } from "./release.js";
import type { LineCell } from "./witnesses.js";

/**
 * What a closing publishes to those who may not read small numbers. The same closing after the same
 * releases gives the same.
 *
 * @param former All releases of the landlord so far, in their order.
 */
export function makeRelease(
  rule: DisclosureRule,
  former: readonly Release[],
  closing: Closing,
): Release {
  const ledger = openLedger(rule, former, closing);
  const { balanced, pinned, pinnedSubtotals } = protect(ledger, rule);
  const lines = [...ledger.lines.values()].flat().filter((line) => line.from === ledger.step);
  const { sites } = ledger;
  return {
    step: ledger.step,
    threshold: rule.threshold,
    months: [...new Set(closing.months)].sort((a, b) => a - b),
    closedMonths: [...closing.closedMonths].sort((a, b) => a - b),
    lines: lines
      .filter((line) => line.corrected !== null || line.subtotal > 0 || line.holdsWithheld())
      .map((line) => releasedLine(ledger, line)),
    levels: ledger.levels.map((level) => ({
      site: sites.id(level.site),
      month: level.month,
      dwellings: level.dwellings,
      counted: sites.allIds(level.counted),
      met: ledger.watch.gatesMet(level),
      areGatesWithheld: level.areGatesWithheld,
    })),
    withdrawn: ledger.withdrawn.map(({ site, month }) => ({ site: sites.id(site), month })),
    balanced: balanced.map((cell) => named(ledger, cell)),
    pinned: [
      ...pinned.map((cell) => ({ ...named(ledger, cell), release: cell.line.from })),
      ...pinnedSubtotals.map((line) => ({
        ...named(ledger, { line, cell: 0 }),
        site: null,
        release: line.from,
      })),
    ].filter((found) => !former.some(({ pinned: known }) => known.some(isSame(found)))),
    cells: sharesOf(lines, rule),
  };
}

function sharesOf(lines: readonly CountLine[], { threshold }: DisclosureRule): CellShares {
  const shares = { shown: 0, zeros: 0, small: 0, further: 0 };
  for (const line of lines.filter(({ content }) => !content.isHidden)) {
    for (let cell = 0; cell < line.withheld.length; cell += 1) {
      const count = line.count(cell);
      if (!line.isWithheld(cell)) shares[count === 0 ? "zeros" : "shown"] += 1;
      else shares[count > 0 && count < threshold ? "small" : "further"] += 1;
    }
  }
  return shares;
}

function isSame(one: PinnedCount): (other: PinnedCount) => boolean {
  return (other) =>
    other.release === one.release &&
    other.site === one.site &&
    other.place === one.place &&
    other.month === one.month &&
    other.family === one.family;
}

function releasedLine({ families, sites }: Ledger, line: CountLine): ReleasedLine {
  const { place, month, family, sites: numbers } = line.content;
  return {
    place,
    month,
    family: families[family] as string,
    isSubtotalWithheld: line.isSubtotalWithheld,
    isRestated: line.corrected !== null,
    cells: numbers.flatMap((site, cell) => {
      const found = {
        site: sites.id(site),
        count: line.count(cell),
        isWithheld: line.isWithheld(cell),
      };
      return found.count > 0 || found.isWithheld ? [found] : [];
    }),
  };
}

function named({ families, sites }: Ledger, { line, cell }: LineCell): NamedCell {
  const { place, month, family } = line.content;
  return {
    site: sites.id(line.content.sites[cell] as number),
    place,
    month,
    family: families[family] as string,
  };
}
