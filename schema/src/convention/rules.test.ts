import * as fc from "fast-check";
import { classify } from "../grid/classify.js";
import { knownGrids, type Rules } from "../grid/known-grids.js";
import { monthsBetween } from "../ground/month.js";
import { type Category, familyOf } from "../nomenclature/nomenclature.js";
import { nomenclature1 } from "../nomenclature/nomenclature-1.js";
import { rulesOf } from "./rules.js";

const first = 24_000;
const months = monthsBetween(first, first + 17);
const shared = [...nomenclature1.categories.values()];
const added: Category = {
  code: "BICYCLE_DUMPING",
  family: "INCIVILITY",
  label: { fr: "Vélos abandonnés", en: "Abandoned bicycles" },
};

interface Incident {
  readonly month: number;
  readonly category: string;
}

const recorded = (codes: readonly string[]) =>
  fc.array(fc.record({ month: fc.constantFrom(...months), category: fc.constantFrom(...codes) }), {
    maxLength: 120,
  });

const additions = fc.uniqueArray(
  fc.record({
    code: fc.integer({ min: 1, max: 99 }).map((number) => `OWN_${number}`),
    family: fc.constantFrom(...nomenclature1.families.map(({ code }) => code)),
  }),
  { selector: ({ code }) => code, maxLength: 20 },
);

function labelled({ code, family }: { readonly code: string; readonly family: string }): Category {
  return { code, family, label: { fr: `Nature ${code}`, en: `Category ${code}` } };
}

function levels({ grid, nomenclature }: Rules, incidents: readonly Incident[], dwellings: number) {
  const counts = incidents.map(({ month, category }) => {
    const family = familyOf(nomenclature, category);
    if (family === undefined) throw new Error(`no family of ${category}`);
    return { month, family, incidents: 1 };
  });
  return classify({ dwellings, incidents: counts, closedMonths: months }, grid);
}

it("gives the shared grid and nomenclature to a convention that adds no category", () => {
  expect(rulesOf({ grid: 1 })).toEqual(knownGrids.get(1));
});

it("refuses a version of the grid that nobody has written", () => {
  expect(() => rulesOf({ grid: 2 })).toThrow(
    "the convention applies version 2 of the grid; this version of Palier knows version 1",
  );
});

it("keeps every category of an earlier nomenclature in its family, and knows more by a later one", () => {
  const [first, second] = [rulesOf({ grid: 1 }), rulesOf({ grid: 1, nomenclature: 2 })];
  const more = [...second.nomenclature.categories.values()].filter(
    ({ code }) => !first.nomenclature.categories.has(code),
  );
  expect(more.map(({ code, family }) => `${code} ${family}`).sort()).toEqual([
    "FIREWORKS INCIVILITY",
    "PROSTITUTION INCIVILITY",
    "RODEO INCIVILITY",
    "SQUAT PROPERTY",
  ]);
  for (const { code, family } of first.nomenclature.categories.values()) {
    expect(familyOf(second.nomenclature, code)).toBe(family);
  }
  expect(second.nomenclature.families).toEqual(first.nomenclature.families);
  expect(rulesOf({ grid: 1, nomenclature: 1 })).toEqual(first);
  expect(() => rulesOf({ grid: 1, nomenclature: 3 })).toThrow(
    "the convention applies version 3 of the nomenclature; this version of Palier knows version 1, 2",
  );
});

it("lists an added category with those of its family", () => {
  const codes = [...rulesOf({ grid: 1, categories: [added] }).nomenclature.categories.keys()];
  expect(codes[codes.indexOf(added.code) - 1]).toBe("OTHER_INCIVILITY");
  expect(codes[codes.indexOf(added.code) + 1]).toBe("DOOR_VANDALISM");
});

it("never changes a level of records that do not use the categories added", () =>
  fc.assert(
    fc.property(
      recorded(shared.map(({ code }) => code)),
      additions,
      fc.integer({ min: 1, max: 600 }),
      (incidents, own, dwellings) => {
        const extended = rulesOf({ grid: 1, categories: own.map(labelled) });
        const expected = levels(rulesOf({ grid: 1 }), incidents, dwellings);
        expect(levels(extended, incidents, dwellings)).toEqual(expected);
      },
    ),
  ));

it("weighs an added category as any other of its family", () =>
  fc.assert(
    fc.property(
      recorded([added.code, ...shared.map(({ code }) => code)]),
      fc.integer({ min: 1, max: 600 }),
      (incidents, dwellings) => {
        const rules = rulesOf({ grid: 1, categories: [added] });
        const others = incidents.map(({ month, category }) => ({
          month,
          category: category === added.code ? "NOISE" : category,
        }));
        expect(levels(rules, incidents, dwellings)).toEqual(levels(rules, others, dwellings));
      },
    ),
  ));
