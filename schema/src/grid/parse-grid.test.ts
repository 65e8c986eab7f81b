import { ConfigurationError } from "../errors.js";
import { nomenclature1 } from "../nomenclature/nomenclature-1.js";
import { thresholdFor } from "./grid.js";
import { grid1 } from "./grid-1.js";
import { parseGrid } from "./parse-grid.js";

const levels = ["1", "2", "3", "4"].map((level) => `  ${level}: { fr: Niveau, en: Level }`);

it("holds the gates that were agreed on, the highest level first", () => {
  const written = grid1.gates.map(({ level, conditions }) => [
    level,
    ...conditions.map(
      ({ measure, families, atLeast: { floor, perHundredDwellings } }) =>
        `${measure} ${families.join("+")} ${floor} ${perHundredDwellings}`,
    ),
  ]);
  expect(written).toEqual([
    [
      4,
      "MONTHS TRAFFICKING 6 0",
      "INCIDENTS VIOLENCE 3 0",
      "INCIDENTS DAMAGE 3 0",
      "INCIDENTS OBSTRUCTION+THREAT 3 0",
    ],
    [3, "MONTHS TRAFFICKING 3 0"],
    [2, "INCIDENTS INCIVILITY+DAMAGE+THREAT 6 4", "MONTHS INCIVILITY+DAMAGE+THREAT 3 0"],
  ]);
  expect(grid1).toMatchObject({ version: 1, windowMonths: 12, minimumClosedMonths: 10 });
});

it.each([
  [1, 6],
  [149, 6],
  [150, 6],
  [151, 7],
  [175, 7],
  [176, 8],
  [2500, 100],
  [2501, 101],
])("asks a site of %i dwellings for %i incidents", (dwellings, incidents) => {
  expect(thresholdFor({ floor: 6, perHundredDwellings: 4 }, dwellings)).toBe(incidents);
});

it("rounds every size of site up exactly", () => {
  for (let dwellings = 1; dwellings <= 20_000; dwellings += 1) {
    // Whole-number arithmetic: no rounding of fractions involved.
    const exact = (4 * dwellings + 99 - ((4 * dwellings + 99) % 100)) / 100;
    expect(thresholdFor({ floor: 6, perHundredDwellings: 4 }, dwellings)).toBe(Math.max(6, exact));
  }
});

it("names every problem of a file with its line", () => {
  const text = [
    "grid: 1",
    "nomenclature: 2",
    "windowMonths: 12",
    "minimumClosedMonths: 13",
    "levels:",
    ...levels,
    "gates:",
    "  - level: 4",
    "    conditions:",
    "      - { measure: WEEKS, families: [VIOLENCE], atLeast: 3 }",
    "      - { measure: MONTHS, families: [VIOLENCE], atLeast: 13 }",
    "      - { measure: INCIDENTS, families: [ARSON, DAMAGE, DAMAGE], atLeast: 0 }",
    "  - level: 4",
    "    conditions: []",
    "  - level: 1",
    "    condition: []",
    "  - level: 2",
    "    conditions:",
    "      - measure: INCIDENTS",
    "        families: [DAMAGE]",
    "        atLeast: { floor: 6, perHundred: 4 }",
  ].join("\n");
  expect(() => parseGrid(text, "own.yaml", nomenclature1)).toThrow(
    new ConfigurationError([
      "own.yaml:2: nomenclature (the version the gates speak of) must be 1",
      "own.yaml:4: minimumClosedMonths must be a whole number from 1 to 12",
      "own.yaml:13: measure of a condition of level 4 must be INCIDENTS or MONTHS",
      "own.yaml:14: atLeast of a condition of level 4 must be a whole number from 1 to 12",
      'own.yaml:15: a condition of level 4 names an unknown family "ARSON"; the families are INCIVILITY, DAMAGE, THREAT, VIOLENCE, TRAFFICKING, OBSTRUCTION, PROPERTY',
      "own.yaml:15: a condition of level 4 counts DAMAGE twice",
      "own.yaml:15: atLeast of a condition of level 4 must be a whole number from 1 to 100000",
      "own.yaml:16: level 4 has a gate already",
      "own.yaml:17: conditions of level 4 must be a list with at least one entry",
      "own.yaml:18: a gate lacks conditions",
      "own.yaml:18: level of a gate must be a whole number from 2 to 4",
      'own.yaml:19: a gate has an unknown key "condition"; it may have level, conditions',
      'own.yaml:24: atLeast of a condition of level 2 has an unknown key "perHundred"; it may have floor, perHundredDwellings',
      "own.yaml:24: atLeast of a condition of level 2 lacks perHundredDwellings",
    ]),
  );
});
