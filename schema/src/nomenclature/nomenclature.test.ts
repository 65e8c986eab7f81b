import { buildASTSchema, isEnumType, parse } from "graphql";
import { landlordSdl } from "../composition/subgraph-sdl.js";
import { ConfigurationError } from "../ground/errors.js";
import { categoryProblems, extendNomenclature } from "./extend-nomenclature.js";
import { type Category, familyOf } from "./nomenclature.js";
import { nomenclature1 } from "./nomenclature-1.js";
import { parseNomenclature } from "./parse-nomenclature.js";

const categoriesByFamily = {
  INCIVILITY: "LOITERING NOISE FLY_TIPPING VEHICLE_NUISANCE ANIMAL_NUISANCE OTHER_INCIVILITY",
  DAMAGE: "DOOR_VANDALISM GRAFFITI EQUIPMENT_DAMAGE ARSON OTHER_DAMAGE",
  THREAT: "VERBAL_ABUSE THREAT INTIMIDATION",
  VIOLENCE: "ASSAULT STAFF_ASSAULT GROUP_VIOLENCE WEAPON",
  TRAFFICKING: "DRUG_DEALING DRUG_STORAGE STOLEN_GOODS CONTRABAND",
  OBSTRUCTION: "ACCESS_CONTROL SERVICE_WITHDRAWAL SABOTAGE",
  PROPERTY: "BURGLARY THEFT VEHICLE_CRIME OTHER_PROPERTY",
};

function category(code: string, family: string): Category {
  return { code, family, label: { fr: "Vélos", en: "Bicycles" } };
}

it("holds the families and categories that were agreed on", () => {
  const found = Object.fromEntries(
    nomenclature1.families.map(({ code }) => [
      code,
      [...nomenclature1.categories.values()]
        .filter(({ family }) => family === code)
        .map((found) => found.code)
        .join(" "),
    ]),
  );
  expect(found).toEqual(categoriesByFamily);
  expect(familyOf(nomenclature1, "ARSON")).toBe("DAMAGE");
  expect(familyOf(nomenclature1, "arson")).toBeUndefined();
});

it("has its families in the graph, by the same names", () => {
  const family = buildASTSchema(parse(landlordSdl("any")), {
    assumeValid: true,
    assumeValidSDL: true,
  }).getType("Family");
  const told = isEnumType(family) ? family.getValues() : [];
  expect(told.map(({ name, description }) => [name, description])).toEqual(
    nomenclature1.families.map(({ code, label }) => [code, `${label.fr} (${label.en}).`]),
  );
});

it("labels every category differently in each language", () => {
  const labels = [...nomenclature1.categories.values()].map(({ label }) => label);
  expect(new Set(labels.map(({ fr }) => fr)).size).toBe(labels.length);
  expect(new Set(labels.map(({ en }) => en)).size).toBe(labels.length);
});

it("names every problem of a file at its place", () => {
  const text = [
    "nomenclature: one",
    "version: 1",
    "families:",
    "  DAMAGE:",
    "    label: { fr: Dégradations }",
    "    categories:",
    "      Arson: { fr: Incendie, en: Arson }",
    "      GRAFFITI: { fr: Tags, en: 3 }",
    "  VIOLENCE:",
    "    label: { fr: Violences, en: Violence }",
    "    categories: [ASSAULT]",
  ].join("\n");
  expect(() => parseNomenclature(text, "own.yaml")).toThrow(
    new ConfigurationError([
      'own.yaml:1:1: "nomenclature": write the version, a whole number',
      'own.yaml:2:1: unknown key "version"',
      'own.yaml:5:5: "en" is missing: write a text',
      'own.yaml:7:7: write upper-case words joined by underscores, e.g. "FLY_TIPPING"',
      'own.yaml:8:29: "en": write a text',
      'own.yaml:11:5: "categories": write the categories as code: label',
    ]),
  );
});

it("refuses a category that two families hold", () => {
  const text = [
    "nomenclature: 1",
    "families:",
    "  DAMAGE:",
    "    label: { fr: Dégradations, en: Damage }",
    "    categories:",
    "      GRAFFITI: { fr: Tags, en: Graffiti }",
    "  THREAT:",
    "    label: { fr: Menaces, en: Threats }",
    "    categories:",
    "      GRAFFITI: { fr: Tags, en: Graffiti }",
  ].join("\n");
  expect(() => parseNomenclature(text, "own.yaml")).toThrow(
    new ConfigurationError(['own.yaml:10:7: "GRAFFITI" is already one of DAMAGE']),
  );
});

it("refuses a key given twice and a file without content", () => {
  expect(() =>
    parseNomenclature("nomenclature: 1\nnomenclature: 2\nfamilies: {}", "own.yaml"),
  ).toThrow("own.yaml:2:1: this key stands here twice: keep one of them");
  expect(() => parseNomenclature("", "own.yaml")).toThrow("own.yaml:1:1: ");
});

it("takes the categories a convention adds", () => {
  const extended = extendNomenclature(nomenclature1, [category("BICYCLE_DUMPING", "INCIVILITY")]);
  expect(familyOf(extended, "BICYCLE_DUMPING")).toBe("INCIVILITY");
  expect(familyOf(extended, "ARSON")).toBe("DAMAGE");
  expect(familyOf(nomenclature1, "BICYCLE_DUMPING")).toBeUndefined();
});

it("refuses to redefine a category, a family unknown to it and a code given twice", () => {
  const additions = [
    category("ARSON", "VIOLENCE"),
    category("BIKES", "BICYCLES"),
    category("BIKES", "DAMAGE"),
    category("bikes", "DAMAGE"),
  ];
  expect(
    [...categoryProblems(nomenclature1, additions)].map(({ place, part, problem }) => [
      place,
      part,
      problem,
    ]),
  ).toEqual([
    [0, "code", expect.stringContaining("category ARSON belongs to the shared nomenclature")],
    [1, "family", expect.stringMatching(/^category BIKES names an unknown family "BICYCLES"; the/)],
    [2, "code", "category BIKES is added twice"],
    [3, "code", expect.stringContaining('category "bikes" must be upper-case words')],
  ]);
  expect(() => extendNomenclature(nomenclature1, additions)).toThrow(
    "category ARSON belongs to the shared nomenclature (DAMAGE) and cannot be redefined",
  );
});
