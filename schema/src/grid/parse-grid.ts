import { z } from "zod";
import { checkedYaml, type FileProblem, type ProblemAt } from "../checked-yaml/checked-yaml.js";
import type { Nomenclature } from "../nomenclature/nomenclature.js";
import { labelFormat } from "../nomenclature/parse-nomenclature.js";
import type { GateThreshold, Grid } from "./grid.js";

const wholeNumber = z.int({ error: "write a whole number" });
/** At least 1 everywhere, so that a site without incidents opens no gate. */
const threshold = wholeNumber.min(1, "write at least 1");

const condition = z.strictObject({
  measure: z.enum(["INCIDENTS", "MONTHS"], { error: "write INCIDENTS or MONTHS" }),
  families: z.array(z.string()).min(1, "name at least one family"),
  atLeast: z.union(
    [threshold, z.strictObject({ floor: threshold, perHundredDwellings: threshold })],
    { error: "write a whole number from 1 on, or { floor, perHundredDwellings }" },
  ),
});

const gridFormat = z.strictObject({
  grid: wholeNumber.min(1),
  nomenclature: wholeNumber.min(1),
  windowMonths: wholeNumber.min(1).max(60),
  minimumClosedMonths: wholeNumber.min(1),
  levels: z.strictObject({ 1: labelFormat, 2: labelFormat, 3: labelFormat, 4: labelFormat }),
  gates: z.array(
    z.strictObject({
      level: z.union([z.literal(2), z.literal(3), z.literal(4)], { error: "write 2, 3 or 4" }),
      conditions: z
        .array(condition, { error: "list the conditions" })
        .min(1, "name at least one condition"),
    }),
  ),
});

type GridFile = z.infer<typeof gridFormat>;

/**
 * @param fileName Named in problems.
 * @throws ConfigurationError with every problem of the file at its place.
 */
export function parseGrid(text: string, fileName: string, nomenclature: Nomenclature): Grid {
  const file = checkedYaml(text, fileName, gridFormat, (grid, at) => [
    ...crossProblems(grid, nomenclature, at),
  ]);
  const { grid: version, windowMonths, minimumClosedMonths, levels: labels } = file;
  const gates = file.gates.map(({ level, conditions }) => ({
    level,
    conditions: conditions.map((found) => ({ ...found, atLeast: toThreshold(found.atLeast) })),
  }));
  gates.sort((a, b) => b.level - a.level);
  return { version, windowMonths, minimumClosedMonths, labels, gates };
}

/** What one entry may not say because of another, or of the nomenclature. */
function* crossProblems(
  grid: GridFile,
  nomenclature: Nomenclature,
  at: ProblemAt,
): Generator<FileProblem> {
  if (grid.nomenclature !== nomenclature.version) {
    yield at(["nomenclature"], `the gates must speak of version ${nomenclature.version}`);
  }
  if (grid.minimumClosedMonths > grid.windowMonths) {
    yield at(["minimumClosedMonths"], `at most ${grid.windowMonths}, the months of the window`);
  }
  const known = nomenclature.families.map(({ code }) => code);
  const levels = grid.gates.map(({ level }) => level);
  for (const [gate, { level, conditions }] of grid.gates.entries()) {
    if (levels.indexOf(level) < gate) {
      yield at(["gates", gate, "level"], `level ${level} has a gate already`);
    }
    for (const [index, { measure, families, atLeast }] of conditions.entries()) {
      const path = ["gates", gate, "conditions", index];
      for (const [place, family] of families.entries()) {
        if (!known.includes(family)) {
          yield at(
            [...path, "families", place],
            `there is no family "${family}"; the families are ${known.join(", ")}`,
          );
        } else if (families.indexOf(family) < place) {
          yield at([...path, "families", place], `${family} is counted twice`);
        }
      }
      if (measure === "MONTHS" && toThreshold(atLeast).floor > grid.windowMonths) {
        yield at([...path, "atLeast"], `at most ${grid.windowMonths}, the months of the window`);
      }
    }
  }
}

function toThreshold(atLeast: number | GateThreshold): GateThreshold {
  return typeof atLeast === "number" ? { floor: atLeast, perHundredDwellings: 0 } : atLeast;
}
