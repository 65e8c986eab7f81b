import { isMap, isScalar, type Node } from "yaml";
import { CheckedYaml } from "../checked-yaml.js";
import type { Label, Nomenclature } from "../nomenclature/nomenclature.js";
import { readLabel } from "../nomenclature/parse-nomenclature.js";
import type { Gate, GateCondition, GateMeasure, GateThreshold, Grid, Level } from "./grid.js";

/** Far above any count a gate could ask for. */
const largestThreshold = 100_000;
const measures: readonly string[] = ["INCIDENTS", "MONTHS"] satisfies readonly GateMeasure[];

/**
 * @param fileName Named in problems.
 * @throws ConfigurationError with every problem of the file and its line.
 */
export function parseGrid(text: string, fileName: string, nomenclature: Nomenclature): Grid {
  const reader = new GridReader(new CheckedYaml(text, fileName), nomenclature);
  return reader.read();
}

class GridReader {
  private readonly families: readonly string[];

  constructor(
    private readonly file: CheckedYaml,
    private readonly nomenclature: Nomenclature,
  ) {
    this.families = nomenclature.families.map(({ code }) => code);
  }

  read(): Grid {
    const { file } = this;
    const root = file.fields(file.root, "the grid", [
      "grid",
      "nomenclature",
      "windowMonths",
      "minimumClosedMonths",
      "levels",
      "gates",
    ]);
    const { version } = this.nomenclature;
    const windowMonths = file.integer(root.windowMonths, "windowMonths", 1, 60);
    const grid: Grid = {
      version: file.integer(root.grid, "grid (the version)", 1, 1000),
      windowMonths,
      minimumClosedMonths: file.integer(
        root.minimumClosedMonths,
        "minimumClosedMonths",
        1,
        windowMonths,
      ),
      labels: this.labels(root.levels),
      gates: this.gates(root.gates, windowMonths),
    };
    file.integer(
      root.nomenclature,
      "nomenclature (the version the gates speak of)",
      version,
      version,
    );
    file.refuseProblems();
    return grid;
  }

  private labels(node: Node | null): Record<Level, Label> {
    const labels = this.file.fields(node, "levels", ["1", "2", "3", "4"]);
    return {
      1: readLabel(this.file, labels["1"], "level 1"),
      2: readLabel(this.file, labels["2"], "level 2"),
      3: readLabel(this.file, labels["3"], "level 3"),
      4: readLabel(this.file, labels["4"], "level 4"),
    };
  }

  private gates(node: Node | null, windowMonths: number): Gate[] {
    const seen = new Set<number>();
    const gates = this.file.list(node, "gates").map((item) => {
      const fields = this.file.fields(item, "a gate", ["level", "conditions"]);
      const level = this.file.integer(fields.level, "level of a gate", 2, 4) as Level;
      if (isScalar(fields.level) && fields.level.value === level) {
        if (seen.has(level)) this.file.note(fields.level, `level ${level} has a gate already`);
        seen.add(level);
      }
      const conditions = this.file
        .list(fields.conditions, `conditions of level ${level}`)
        .map((condition) =>
          this.condition(condition, `a condition of level ${level}`, windowMonths),
        );
      return { level, conditions };
    });
    return gates.sort((a, b) => b.level - a.level);
  }

  private condition(node: Node, what: string, windowMonths: number): GateCondition {
    const fields = this.file.fields(node, what, ["measure", "families", "atLeast"]);
    const measure = this.file.text(fields.measure, `measure of ${what}`);
    if (measure !== "" && !measures.includes(measure)) {
      this.file.note(fields.measure, `measure of ${what} must be ${measures.join(" or ")}`);
    }
    const most = measure === "MONTHS" ? windowMonths : largestThreshold;
    return {
      measure: measure as GateMeasure,
      families: this.conditionFamilies(fields.families, what),
      atLeast: this.threshold(fields.atLeast, what, most),
    };
  }

  private conditionFamilies(node: Node | null, what: string): string[] {
    const found: string[] = [];
    for (const item of this.file.list(node, `families of ${what}`)) {
      const family = this.file.text(item, `a family of ${what}`);
      if (found.includes(family)) this.file.note(item, `${what} counts ${family} twice`);
      if (family !== "" && !this.families.includes(family)) {
        const known = this.families.join(", ");
        this.file.note(
          item,
          `${what} names an unknown family "${family}"; the families are ${known}`,
        );
      }
      found.push(family);
    }
    return found;
  }

  /** At least 1 everywhere, so that a site without incidents opens no gate. */
  private threshold(node: Node | null, what: string, most: number): GateThreshold {
    if (!isMap(node)) {
      return {
        floor: this.file.integer(node, `atLeast of ${what}`, 1, most),
        perHundredDwellings: 0,
      };
    }
    const fields = this.file.fields(node, `atLeast of ${what}`, ["floor", "perHundredDwellings"]);
    return {
      floor: this.file.integer(fields.floor, `floor of ${what}`, 1, most),
      perHundredDwellings: this.file.integer(
        fields.perHundredDwellings,
        `perHundredDwellings of ${what}`,
        1,
        most,
      ),
    };
  }
}
