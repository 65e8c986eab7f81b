import { add, constant, type Sum, times, WholeProgram } from "./whole-program.js";

/** A table of counts in which some are not shown; null is unknown. */
export interface Table {
  readonly cells: Readonly<Record<string, number | null>>;
  /** Sums that are known, or known within bounds. */
  readonly lines: readonly {
    readonly of: readonly string[];
    readonly least: number;
    readonly most: number;
  }[];
}

/** Least and most that each unknown cell can be. */
export function intervals({ cells, lines }: Table): Record<string, readonly [number, number]> {
  const program = new WholeProgram();
  const sums = new Map<string, Sum>(
    Object.entries(cells).map(([name, count]) => [
      name,
      count === null ? program.number(`x${program.variables.length}`) : constant(count),
    ]),
  );
  const sumOf = (name: string) => sums.get(name) as Sum;
  for (const { of, least, most } of lines) {
    const sum = add(...of.map(sumOf));
    program.atLeast(sum, least);
    program.atMost(sum, most);
  }
  const unknown = Object.keys(cells).filter((name) => cells[name] === null);
  return Object.fromEntries(
    unknown.map((name) => {
      const highest = program.maximum(sumOf(name));
      const lowest = program.maximum(times(sumOf(name), -1));
      if (highest === null || lowest === null) throw new Error("No table agrees with these sums");
      return [name, [0 - lowest.value, highest.value]];
    }),
  );
}

/** A sum that is known. */
export function exactly(total: number, ...of: string[]): Table["lines"][number] {
  return { of, least: total, most: total };
}
