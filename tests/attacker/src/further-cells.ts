import { grid1, makeRelease, type Release, shownOf } from "@palier/schema";
import { LandlordProgram } from "./landlord-program.js";
import { families, firstMonth, randomOf } from "./random-landlord.js";
import { add, constant, type Sum, times, WholeProgram } from "./whole-program.js";

const threshold = 5;
const months = Array.from({ length: 12 }, (_, index) => firstMonth + index);

/** No cell of these tables has more: it may fall to nothing, or rise by as much. */
const reach = 15;

/** So many incivilities a month. */
export interface TableRow {
  readonly counts: readonly number[];
  readonly dwellings: number;
}

/** A table of up to five sites and five months, of which most sites stand about their gate. */
export function randomTable(seed: number): TableRow[] {
  const random = randomOf(seed);
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const width = whole(2, 5);
  return Array.from({ length: whole(2, 5) }, () => {
    const counts = Array.from({ length: width }, () => {
      const kind = random();
      if (kind < 0.4) return 0;
      return kind < 0.75 ? whole(1, 4) : whole(5, 12);
    });
    const all = counts.reduce((sum, count) => sum + count, 0);
    return { counts, dwellings: 25 * (all + whole(0, 1)) };
  });
}

/** Of sites of one place, one a row, with the subtotals of its months. */
export function releaseOf(rows: readonly TableRow[], key: string): Release {
  return makeRelease({ threshold, grid: grid1, families, key: key.padEnd(32) }, [], {
    months,
    closedMonths: months,
    sites: rows.map(({ dwellings }, row) => ({ id: `site-${row}`, place: "here", dwellings })),
    counts: rows.flatMap(({ counts }, row) =>
      counts.map((incidents, column) => ({
        ...{ site: `site-${row}`, family: "INCIVILITY", incidents },
        month: firstMonth + column,
      })),
    ),
  });
}

/** How many cells and subtotals a release withholds besides small ones. */
export function furtherIn({ lines }: Release): number {
  return lines.reduce((sum, { cells, isSubtotalWithheld }) => {
    const further = cells.filter(({ count, isWithheld }) => isWithheld && !isSmall(count)).length;
    const subtotal = cells.reduce((all, { count }) => all + count, 0);
    return sum + further + Number(isSubtotalWithheld && !isSmall(subtotal));
  }, 0);
}

/**
 * The least that would be enough: one program, in which each small cell has a table of its own where it is
 * another number, and what any of these tables has otherwise than the record is withheld. Null where nothing is.
 */
export function leastFurther(release: Release): number | null {
  const open = withholdingAll(release);
  const published = {
    ...{ windowMonths: grid1.windowMonths, gates: grid1.gates, families },
    divisions: [],
    releases: [shownOf(open, grid1)],
  };
  const program = new WholeProgram();
  const withheld = new Map<string, Sum>();
  for (const { name, count } of numbersOf(open)) {
    withheld.set(name, isSmall(count) ? constant(1) : program.yesOrNo());
  }
  for (const one of numbersOf(open).filter(({ site, count }) => site !== null && isSmall(count))) {
    const values = new Map(numbersOf(open).map(({ name, count }) => [name, count]));
    for (const unknown of new LandlordProgram(published, program).unknowns) {
      const name = nameOf(unknown);
      const rise = add(unknown.sum, constant(-(values.get(name) ?? 0)));
      const most = unknown.site === null ? reach * values.size : reach;
      const isOther = withheld.get(name) ?? constant(1);
      program.atMost(add(rise, times(isOther, -most)), 0);
      program.atLeast(add(rise, times(isOther, most)), 0);
      if (name === one.name) differ(program, rise, most);
    }
  }
  const found = program.maximum(times(add(...withheld.values()), -1));
  if (found === null) return null;
  return -found.value - numbersOf(open).filter(({ count }) => isSmall(count)).length;
}

/** One more or one less, or farther off. */
function differ(program: WholeProgram, rise: Sum, most: number): void {
  const isMore = program.yesOrNo();
  program.atLeast(add(rise, times(isMore, -most - 1)), -most);
  program.atMost(add(rise, times(isMore, -most - 1)), -1);
}

function withholdingAll(release: Release): Release {
  const sites = [...new Set(release.levels.map(({ site }) => site))];
  const lines = release.lines.map((line) => ({
    ...line,
    isSubtotalWithheld: true,
    cells: sites.map((site) => {
      const count = line.cells.find((cell) => cell.site === site)?.count ?? 0;
      return { site, count, isWithheld: true };
    }),
  }));
  return { ...release, lines };
}

function numbersOf({ lines }: Release) {
  return lines.flatMap(({ month, cells }) => {
    const subtotal = { site: null, count: cells.reduce((sum, { count }) => sum + count, 0) };
    return [...cells, subtotal].map(({ site, count }) => ({
      ...{ site, count },
      name: nameOf({ site, month }),
    }));
  });
}

function nameOf({ site, month }: { readonly site: string | null; readonly month: number }): string {
  return `${month} ${site}`;
}

function isSmall(count: number): boolean {
  return count > 0 && count < threshold;
}
