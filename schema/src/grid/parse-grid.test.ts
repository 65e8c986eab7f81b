import { ConfigurationError } from "../ground/errors.js";
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
  const sizes = Array.from({ length: 20_000 }, (_, index) => index + 1);
  const wrong = sizes.filter((dwellings) => {
    // Whole-number arithmetic: no rounding of fractions involved.
    const exact = (4 * dwellings + 99 - ((4 * dwellings + 99) % 100)) / 100;
    const asked = thresholdFor({ floor: 6, perHundredDwellings: 4 }, dwellings);
    return asked !== Math.max(6, exact);
  });
  expect(wrong).toEqual([]);
});

it("names every problem of a file at its place", () => {
  const text = [
    "grid: 1",
    "nomenclature: 1",
    "windowMonths: 12",
    "minimumClosedMonths: many",
    "levels:",
    ...levels,
    "gates:",
    "  - level: 4",
    "    conditions:",
    "      - { measure: WEEKS, families: [VIOLENCE], atLeast: 3 }",
    "      - { measure: INCIDENTS, families: [DAMAGE], atLeast: 0 }",
    "  - level: 3",
    "    conditions: []",
    "  - level: 1",
    "    condition: []",
  ].join("\n");
  expect(() => parseGrid(text, "own.yaml", nomenclature1)).toThrow(
    new ConfigurationError([
      'own.yaml:4:1: "minimumClosedMonths": write a whole number',
      'own.yaml:13:11: "measure": write INCIDENTS or MONTHS',
      'own.yaml:14:51: "atLeast": write at least 1',
      'own.yaml:16:5: "conditions": name at least one condition',
      'own.yaml:17:5: "level": write 2, 3 or 4',
      'own.yaml:17:5: "conditions" is missing: list the conditions',
      'own.yaml:18:5: unknown key "condition"; did you mean "conditions"?',
    ]),
  );
});

it("names what one entry may not say because of another", () => {
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
    "      - { measure: MONTHS, families: [VIOLENCE], atLeast: 13 }",
    "      - { measure: INCIDENTS, families: [ARSON, DAMAGE, DAMAGE], atLeast: 1 }",
    "  - level: 4",
    "    conditions:",
    "      - { measure: MONTHS, families: [VIOLENCE], atLeast: 12 }",
  ].join("\n");
  expect(() => parseGrid(text, "own.yaml", nomenclature1)).toThrow(
    new ConfigurationError([
      "own.yaml:2:1: the gates must speak of version 1",
      "own.yaml:4:1: at most 12, the months of the window",
      "own.yaml:13:50: at most 12, the months of the window",
      'own.yaml:14:42: there is no family "ARSON"; the families are INCIVILITY, DAMAGE, THREAT, VIOLENCE, TRAFFICKING, OBSTRUCTION, PROPERTY',
      "own.yaml:14:57: DAMAGE is counted twice",
      "own.yaml:15:5: level 4 has a gate already",
    ]),
  );
});
