import { add, constant, type Sum, times, WholeProgram, zero } from "../whole-program.js";
import type { Fact } from "./fact.js";
import type { KnownTable, Target } from "./known-table.js";

/** Months of a place that are free at once at first, and how many before and after them. */
const chunkMonths = 12;
const margin = 2;
const draws = 3;
const anything = 1_000;

/** What an attack came to. */
export interface Attacked {
  /** Small numbers that are not shown. */
  readonly small: number;
  /** Of them those that can only be what they are. */
  readonly computed: readonly string[];
  /** Programs that were solved. */
  readonly solved: number;
}

/**
 * Looks for a second value of every small number that is not shown. A table in which it is another
 * one need not be far from the record: first a year of one place is free, the rest as it is recorded;
 * then more; and what has no second value when all that hangs together is free is computed.
 *
 * @throws Error when the record itself does not agree with what is known.
 */
export function attackTable(known: KnownTable, threshold: number): Attacked {
  const search = new SecondValues(known);
  const small = known.targets.filter(({ cells }) => {
    const value = search.trueOf(cells);
    return value > 0 && value < threshold;
  });
  const computed = [...groups(small, placeOf)].flatMap(([place, wanted]) =>
    search.without(place, wanted),
  );
  return { small: small.length, computed: computed.map(({ name }) => name), solved: search.solved };
}

class SecondValues {
  solved = 0;
  private readonly factsOf = new Map<string, Fact[]>();
  private readonly unknownOf: ReadonlyMap<string, readonly Target[]>;

  constructor(private readonly known: KnownTable) {
    for (const fact of known.facts) {
      if (!fact.holds((cells) => this.trueOf(cells))) {
        throw new Error(`The record is not what is known of ${fact.cells.slice(0, 3).join(", ")}`);
      }
      for (const cell of fact.cells) {
        const facts = this.factsOf.get(cell);
        if (facts === undefined) this.factsOf.set(cell, [fact]);
        else facts.push(fact);
      }
    }
    const cells = known.targets.filter(({ name }) => known.unknown.has(name));
    this.unknownOf = groups(cells, placeOf);
  }

  trueOf(cells: readonly string[]): number {
    return cells.reduce((sum, cell) => sum + (this.known.counts.get(cell) ?? 0), 0);
  }

  /** Those of a place for which no second value is found. */
  without(place: string, wanted: readonly Target[]): readonly Target[] {
    const cells = this.unknownOf.get(place) ?? [];
    const between = (from: number, to: number) =>
      new Set(cells.filter(({ month }) => from <= month && month <= to).map(({ name }) => name));
    const left = [...groups(wanted, ({ month }) => Math.floor(month / chunkMonths))].flatMap(
      ([chunk, own]) => {
        const from = chunk * chunkMonths;
        return this.drawn(between(from - margin, from + chunkMonths + margin - 1), own);
      },
    );
    return left.filter(
      (target) =>
        !this.isFree(target, between(target.month - chunkMonths, target.month + chunkMonths)) &&
        !this.isFree(target, this.connected(target)),
    );
  }

  /** Those that are the same in a few tables drawn in other directions each time. */
  private drawn(free: ReadonlySet<string>, wanted: readonly Target[]): readonly Target[] {
    const { program, sumOf } = this.write(free, 2);
    let left = wanted;
    for (let draw = 0; draw < draws && left.length > 0; draw += 1) {
      const away = left.map(({ cells }, index) =>
        times(sumOf(cells), (index >> draw) % 2 === 0 ? 1 : -1),
      );
      const values = this.solve(program, add(...away), 0.2)?.values;
      if (values === undefined) throw new Error("No table agrees with what is known");
      left = left.filter(({ cells }) => {
        const { terms, constant: rest } = sumOf(cells);
        const value = [...terms].reduce(
          (sum, [name, by]) => sum + by * (values.get(name) ?? 0),
          rest,
        );
        return value === this.trueOf(cells);
      });
    }
    return left;
  }

  private isFree({ cells }: Target, free: ReadonlySet<string>): boolean {
    return [1, -1].some((way) => {
      const { program, sumOf } = this.write(free, anything);
      const other = this.trueOf(cells) + way;
      if (way > 0) program.atLeast(sumOf(cells), other);
      else program.atMost(sumOf(cells), other);
      return this.solve(program, zero, 0) !== null;
    });
  }

  private solve(program: WholeProgram, objective: Sum, gap: number) {
    this.solved += 1;
    return program.maximum(objective, gap);
  }

  /** What is known as a program, in which all but the free cells are as they are recorded. */
  private write(free: ReadonlySet<string>, reach: number) {
    const program = new WholeProgram();
    const variables = new Map<string, Sum>();
    for (const cell of free) {
      const value = this.known.counts.get(cell) ?? 0;
      const bounds = { least: Math.max(0, value - reach), most: value + reach };
      variables.set(cell, program.number(`x${variables.size}`, bounds));
    }
    const sumOf = (cells: readonly string[]) =>
      add(
        ...cells.map((cell) => variables.get(cell) ?? constant(this.known.counts.get(cell) ?? 0)),
      );
    const facts = new Set([...free].flatMap((cell) => this.factsOf.get(cell) ?? []));
    for (const fact of facts) fact.say(program, sumOf);
    return { program, sumOf };
  }

  /** Every unknown cell that hangs together with it by what is known. */
  private connected({ cells }: Target): ReadonlySet<string> {
    const found = new Set(cells.filter((cell) => this.known.unknown.has(cell)));
    for (const cell of found) {
      for (const fact of this.factsOf.get(cell) ?? []) {
        for (const other of fact.cells) if (this.known.unknown.has(other)) found.add(other);
      }
    }
    return found;
  }
}

function placeOf({ landlord, place }: Target): string {
  return `${landlord}|${place}`;
}

function groups<Value, Key>(
  values: readonly Value[],
  keyOf: (value: Value) => Key,
): ReadonlyMap<Key, readonly Value[]> {
  const found = new Map<Key, Value[]>();
  for (const value of values) {
    const group = found.get(keyOf(value));
    if (group === undefined) found.set(keyOf(value), [value]);
    else group.push(value);
  }
  return found;
}
