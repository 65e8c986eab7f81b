import { grid1 } from "@palier/schema";
import { add, constant, type Sum, times, unbounded, type WholeProgram } from "../whole-program.js";
import type { Fact } from "./fact.js";
import type { ReadLevel, ReadSite } from "./read-account.js";
import type { ToldLevel } from "./told-levels.js";

const windowMonths = 12;

/** What the level of each month says, and of each gate whether it is met. */
export function* gateFacts(
  site: ReadSite,
  closedMonths: readonly number[],
  nameOf: (month: number, family: string) => string,
): Generator<Fact> {
  for (const { month, computedLevel, gates } of site.levels) {
    if (computedLevel === null) continue;
    const window = closedMonths.filter((each) => month - windowMonths < each && each <= month);
    for (const { level, met, conditions } of gates.length > 0 ? gates : gridOf(site)) {
      const isMet = met ?? byLevel(level, computedLevel);
      if (isMet !== undefined) yield gateFact(conditions, isMet, window, nameOf);
    }
  }
}

/** What is told of its levels and gates elsewhere, whether or not its history says the same. */
export function toldFacts(
  site: ReadSite,
  told: readonly ToldLevel[],
  closedMonths: readonly number[],
  nameOf: (month: number, family: string) => string,
): Iterable<Fact> {
  const known = new Map(site.levels.map((level) => [level.month, level]));
  const levels = new Map<string, ReadLevel>();
  for (const { month, levels: of, gate } of told) {
    const { computedLevel = null } = of;
    const { gates = [] } = known.get(month) ?? {};
    // Of the site's dwellings of the month where the gates say so, else of those it has now.
    const grid = gates.length > 0 ? gates : gridOf(site);
    if (computedLevel !== null) {
      levels.set(`${month} ${computedLevel}`, {
        ...{ month, level: null, heldLevel: null, computedLevel },
        gates: grid.map((each) => ({ ...each, met: null })),
      });
    }
    if (gate !== null) {
      levels.set(`${month} ${gate.level} ${gate.met}`, {
        // That level says nothing: only what is told of the gate counts.
        ...{ month, level: null, heldLevel: null, computedLevel: gate.level },
        gates: grid.flatMap((each) =>
          each.level === gate.level ? { ...each, met: gate.met } : [],
        ),
      });
    }
  }
  return gateFacts({ ...site, levels: [...levels.values()] }, closedMonths, nameOf);
}

function gateFact(
  conditions: ReadLevel["gates"][number]["conditions"],
  isMet: boolean,
  window: readonly number[],
  nameOf: (month: number, family: string) => string,
): Fact {
  const stated = conditions.map(({ families, measure, threshold }) => ({
    ...{ measure, threshold },
    months: window.map((month) => families.map((family) => nameOf(month, family))),
  }));
  return {
    name: JSON.stringify([isMet, stated]),
    cells: [...new Set(stated.flatMap(({ months }) => months.flat()))],
    say(program, sumOf) {
      const sums = stated.map(({ measure, threshold, months }) => {
        const parts = months.map((cells) => sumOf(cells));
        const observed = measure === "MONTHS" ? parts.map((sum) => anyOf(program, sum)) : parts;
        return { sum: add(...observed), threshold };
      });
      sayGate(program, sums, isMet);
    },
    holds: (amountOf) =>
      isMet ===
      stated.every(({ measure, threshold, months }) => {
        const values = months.map((cells) => amountOf(cells));
        const observed = values.map((value) => (measure === "MONTHS" ? Math.min(1, value) : value));
        return observed.reduce((sum, value) => sum + value, 0) >= threshold;
      }),
  };
}

function sayGate(
  program: WholeProgram,
  stated: readonly { readonly sum: Sum; readonly threshold: number }[],
  isMet: boolean,
): void {
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
function anyOf(program: WholeProgram, sum: Sum): Sum {
  if (sum.constant > 0) return constant(1);
  if (sum.terms.size === 0) return constant(0);
  const isAny = program.yesOrNo();
  program.atLeast(add(sum, times(isAny, -1)), 0);
  program.atMost(add(sum, times(isAny, -unbounded * sum.terms.size)), 0);
  return isAny;
}

/** The published grid, for readers who are shown no reasons. */
function gridOf({ dwellings }: ReadSite): ReadLevel["gates"] {
  return grid1.gates.map(({ level, conditions }) => ({
    level,
    met: null,
    conditions: conditions.map(({ families, measure, atLeast }) => ({
      families,
      measure,
      threshold: Math.max(
        atLeast.floor,
        Math.ceil((atLeast.perHundredDwellings * dwellings) / 100),
      ),
    })),
  }));
}

/** What the level alone says of a gate: nothing of those below it. */
function byLevel(gate: number, level: number): boolean | undefined {
  if (gate === level) return true;
  return gate > level ? false : undefined;
}
