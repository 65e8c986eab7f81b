import type { Published, PublishedGate, PublishedRelease } from "./published.js";
import { add, constant, type Sum, times, unbounded, WholeProgram, zero } from "./whole-program.js";

/** A withheld number, as the attacker calls it. */
export interface Unknown {
  readonly release: number;
  /** Null for the subtotal of the place. */
  readonly site: string | null;
  readonly place: string;
  readonly month: number;
  readonly family: string;
  readonly sum: Sum;
}

type Line = PublishedRelease["lines"][number];

/** One version of a line: counts from one release on until another corrects it. */
interface Version {
  readonly release: number;
  readonly cells: ReadonlyMap<string, Sum>;
}

/**
 * Everything that is published about a landlord as a program: an unknown for every withheld cell of
 * every release, and all that subtotals, levels and gates say of them.
 */
export class LandlordProgram {
  readonly unknowns: Unknown[] = [];
  /** By month and family, then by place. */
  private readonly versions = new Map<string, Map<string, Version[]>>();

  constructor(
    private readonly published: Published,
    /** May hold other things besides. */
    readonly program = new WholeProgram(),
  ) {
    published.releases.forEach((release, index) => {
      for (const line of release.lines) this.readLine(line, index);
    });
    const sums = new Map<string, Sum>();
    published.releases.forEach((release, index) => {
      for (const level of release.levels) this.readLevel(level, release.closedMonths, index, sums);
    });
  }

  private readLine(line: Line, release: number): void {
    const { place, month, family } = line;
    const cells = new Map<string, Sum>();
    for (const { site, count } of line.cells) {
      const name = `x${this.program.variables.length}`;
      const sum = count === null ? this.program.number(name) : constant(count);
      cells.set(site, sum);
      if (count === null) this.unknowns.push({ release, site, place, month, family, sum });
    }
    const total = add(...cells.values());
    if (line.subtotal.count !== null) this.program.equals(total, line.subtotal.count);
    else this.unknowns.push({ release, site: null, place, month, family, sum: total });
    const places = this.versions.get(keyOf(month, family)) ?? new Map<string, Version[]>();
    this.versions.set(keyOf(month, family), places);
    const known = places.get(place) ?? [];
    const before = known.at(-1)?.cells ?? new Map<string, Sum>();
    if (line.isRestated) this.differ(before, cells);
    known.push({ release, cells });
    places.set(place, known);
  }

  /**
   * A line said to be corrected has some cell that is not what it was, or other sites: one that has left may have
   * had nothing.
   */
  private differ(before: ReadonlyMap<string, Sum>, after: ReadonlyMap<string, Sum>): void {
    const { program } = this;
    const sites = [...before.keys()];
    if (sites.length !== after.size || !sites.every((site) => after.has(site))) return;
    const marks = sites.flatMap((site) => {
      const rise = add(after.get(site) ?? zero, times(before.get(site) ?? zero, -1));
      const [more, less] = [program.yesOrNo(), program.yesOrNo()];
      program.atLeast(add(rise, times(more, -unbounded)), 1 - unbounded);
      program.atMost(add(rise, times(less, unbounded)), unbounded - 1);
      return [more, less];
    });
    program.atLeast(add(...marks), 1);
  }

  private readLevel(
    { month, level, dwellings, counted, met }: PublishedRelease["levels"][number],
    closedMonths: readonly number[],
    release: number,
    sums: Map<string, Sum>,
  ): void {
    const { windowMonths, gates } = this.published;
    const window = closedMonths.filter(
      (closed) => month - windowMonths < closed && closed <= month,
    );
    const observed = (families: readonly string[], measure: "INCIDENTS" | "MONTHS") => {
      const months = window.map((each) => {
        const parts = counted.flatMap((id) =>
          families.map((family) => this.cellAt(id, each, family, release, sums)),
        );
        const sum = add(...parts);
        return measure === "INCIDENTS"
          ? sum
          : this.isAny(sum, `${counted}/${each}/${families}/${release}`, sums);
      });
      return add(...months);
    };
    gates.forEach((gate, index) => {
      const isMet = met === null ? metByLevel(gate, level) : met[index];
      if (isMet === undefined) return;
      this.sayGate(gate, isMet, dwellings, observed);
    });
  }

  private sayGate(
    { conditions }: PublishedGate,
    isMet: boolean,
    dwellings: number,
    observed: (families: readonly string[], measure: "INCIDENTS" | "MONTHS") => Sum,
  ): void {
    const { program } = this;
    const stated = conditions.map(({ families, measure, atLeast }) => ({
      sum: observed(families, measure),
      threshold: Math.max(
        atLeast.floor,
        Math.ceil((atLeast.perHundredDwellings * dwellings) / 100),
      ),
    }));
    if (isMet) {
      for (const { sum, threshold } of stated) program.atLeast(sum, threshold);
      return;
    }
    const fails = stated.map(({ sum, threshold }) => {
      const isFailing = program.yesOrNo();
      const most = sum.terms.size * unbounded + sum.constant;
      program.atMost(add(sum, times(isFailing, most)), most + threshold - 1);
      return isFailing;
    });
    program.atLeast(add(...fails), 1);
  }

  /** 1 where there is at least one incident, else 0. */
  private isAny(sum: Sum, name: string, known: Map<string, Sum>): Sum {
    if (sum.constant > 0) return constant(1);
    if (sum.terms.size === 0) return zero;
    const found = known.get(name);
    if (found !== undefined) return found;
    const isAny = this.program.yesOrNo();
    this.program.atLeast(add(sum, times(isAny, -1)), 0);
    this.program.atMost(add(sum, times(isAny, -unbounded * sum.terms.size)), 0);
    known.set(name, isAny);
    return isAny;
  }

  private cellAt(
    site: string,
    month: number,
    family: string,
    release: number,
    known: Map<string, Sum>,
  ): Sum {
    const name = `${site}|${month}|${family}|${release}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const division = this.published.divisions.find((each) => each.site === site);
    if (division !== undefined && month <= division.months.to) {
      const sum = this.shareAt(division, month, family, release, known);
      known.set(name, sum);
      return sum;
    }
    const places = this.versions.get(keyOf(month, family))?.values() ?? [];
    // Wherever it lies, one line has it: a line that it has left was released again without it.
    const sum = add(
      ...[...places].map(
        (versions) => versions.findLast((each) => each.release <= release)?.cells.get(site) ?? zero,
      ),
    );
    known.set(name, sum);
    return sum;
  }

  /** Of all months so far less one, a part has so much less: each incident goes to whom most is owed. */
  private shareAt(
    division: Published["divisions"][number],
    month: number,
    family: string,
    release: number,
    known: Map<string, Sum>,
  ): Sum {
    const { closedMonths = [] } = this.published.releases[release] ?? {};
    const months = closedMonths.filter((each) => division.months.from <= each);
    const until = (last: number) =>
      this.sharedOut(
        division,
        add(
          ...months
            .filter((each) => each <= last)
            .flatMap((each) =>
              division.of.map((site) => this.cellAt(site, each, family, release, known)),
            ),
        ),
        `shares of ${division.of}/${last}/${family}/${release}`,
        known,
      );
    return add(until(month), times(until(month - 1), -1));
  }

  /** What the part has of so many in all. */
  private sharedOut(
    { shares, part }: Published["divisions"][number],
    all: Sum,
    name: string,
    known: Map<string, Sum>,
  ): Sum {
    const isHalf = shares[1] === 1;
    let lesser = known.get(name);
    if (lesser === undefined) {
      lesser = this.program.number(`s${this.program.variables.length}`);
      // The second of two halves is the lesser one, rounded down; a third is rounded to the nearest.
      const [parts, more] = isHalf ? [2, 0] : [3, 1];
      const rest = add(all, constant(more), times(lesser, -parts));
      this.program.atLeast(rest, 0);
      this.program.atMost(rest, parts - 1);
      known.set(name, lesser);
    }
    return part === (isHalf ? 1 : 0) ? lesser : add(all, times(lesser, -1));
  }
}

function keyOf(month: number, family: string): string {
  return `${month}|${family}`;
}

/** What the level alone says of a gate: nothing of those below it. */
function metByLevel(gate: PublishedGate, level: number): boolean | undefined {
  if (gate.level === level) return true;
  return gate.level > level ? false : undefined;
}
