import type { CountLine } from "./count-line.js";
import type { DisclosureRule } from "./figures.js";
import { cellKey, isShare, type Ledger } from "./ledger.js";
import { type LineCell, Witnesses } from "./witnesses.js";

export interface Protected {
  /** Small numbers whose witness takes in other months of their site. */
  readonly balanced: readonly LineCell[];
  /** Small numbers that have no witness, whatever is withheld. */
  readonly pinned: readonly LineCell[];
  /** Lines of which the subtotal is such a number. */
  readonly pinnedSubtotals: readonly CountLine[];
}

/**
 * Withholds, of what the closing publishes, all small numbers and as many other cells as it takes
 * until each small number, old or new, has a witness. Only ever withholds more: a witness once found
 * stays one.
 */
export function protect(ledger: Ledger, rule: DisclosureRule): Protected {
  const witnesses = new Witnesses(ledger, rule);
  const lines = [...ledger.lines.values()].flat();
  for (const line of lines) if (isNew(line)) withholdSmall(line);
  const { from, to } = ledger.affected;
  const open: LineCell[] = [];
  for (const line of lines) {
    if (!line.holdsWithheld()) continue;
    const small = (
      from <= line.month && line.month <= to ? smallCells(line) : formerlyBalanced(line)
    ).filter((cell) => !witnesses.isExchangeable(line, cell));
    if (small.length === 0) continue;
    const left = isNew(line) ? withholdBeside(line, small) : small;
    for (const cell of left) open.push({ line, cell });
  }
  const unsettled = open.filter((found) => !isSettled(found));
  const pinned = unsettled.filter((found) => !withholdGates(found));
  const balanced = open.filter(({ line, cell }) => !witnesses.isExchangeable(line, cell));
  return { balanced, pinned, pinnedSubtotals: subtotalsOf(pinned) };

  function formerlyBalanced(line: CountLine): number[] {
    const sites = ledger.balanced.get(line.key) ?? [];
    return smallCells(line).filter((cell) =>
      sites.includes(ledger.sites.id(line.content.sites[cell] as number)),
    );
  }

  function isNew(line: CountLine): boolean {
    return line.from === ledger.step;
  }

  function withholdSmall(line: CountLine): void {
    const { corrected, content } = line;
    content.sites.forEach((site, cell) => {
      const wasWithheld = ledger.onceWithheld.has(cellKey(line, site));
      if (content.isHidden || isSmall(line.count(cell)) || wasWithheld) line.withheld[cell] = 1;
    });
    line.isSubtotalWithheld =
      content.isHidden || isSmall(line.subtotal) || (corrected?.isSubtotalWithheld ?? false);
  }

  function isSmall(count: number, threshold = rule.threshold): boolean {
    return count > 0 && count < threshold;
  }

  function smallCells(line: CountLine): number[] {
    const found: number[] = [];
    for (let cell = 0; cell < line.withheld.length; cell += 1) {
      if (isShare(ledger.sites, line, cell)) continue;
      if (isSmall(line.count(cell), ledger.thresholds.get(line.from))) found.push(cell);
    }
    return found;
  }

  /** @returns Small numbers of the line that are not exchangeable, whichever cell of it is withheld. */
  function withholdBeside(line: CountLine, small: readonly number[]): readonly number[] {
    const unseen = small.filter((cell) => !witnesses.exists(line, cell));
    const partner = unseen.length === 0 ? null : witnesses.partnerFor(line, unseen);
    if (partner === null) return small;
    line.withheld[partner] = 1;
    return withholdBeside(
      line,
      small.filter((cell) => !witnesses.isExchangeable(line, cell)),
    );
  }

  function isSettled({ line, cell }: LineCell): boolean {
    if (witnesses.exists(line, cell)) return true;
    const canHideSubtotal = isNew(line) && !line.isSubtotalWithheld;
    if (canHideSubtotal && [1, -1].some((by) => witnesses.isSafe(line, cell, by))) {
      line.isSubtotalWithheld = true;
      if (witnesses.exists(line, cell)) return true;
      line.isSubtotalWithheld = false;
    }
    const offer = witnesses.compound(line, cell, mostFurther);
    if (offer !== null) {
      for (const further of offer.further) further.line.withheld[further.cell] = 1;
      return true;
    }
    if (!canHideSubtotal) return false;
    line.isSubtotalWithheld = true;
    const without = witnesses.compound(line, cell, mostFurther);
    for (const further of without?.further ?? []) further.line.withheld[further.cell] = 1;
    line.isSubtotalWithheld = without !== null;
    return without !== null;
  }

  /** Where the new month's gates would tell a number that nothing else does, they are not shown. */
  function withholdGates({ line, cell }: LineCell): boolean {
    const gates = witnesses.gatesToWithhold(line, cell);
    if (gates === null) return false;
    for (const level of gates) level.areGatesWithheld = true;
    for (const known of lines) known.forgetSafety();
    return true;
  }

  /** A small subtotal takes two values wherever one of its cells does: it is withheld as they are. */
  function subtotalsOf(cells: readonly LineCell[]): CountLine[] {
    return [...new Set(cells.map(({ line }) => line))].filter(
      (line) =>
        isSmall(line.subtotal, ledger.thresholds.get(line.from)) &&
        smallCells(line).every((cell) =>
          cells.some((one) => one.line === line && one.cell === cell),
        ),
    );
  }
}

/** Cells that one small number may cost besides: a balance at its site, and a partner for each of the two. */
const mostFurther = 3;
