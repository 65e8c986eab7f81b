import { importsOf } from "./imports-of.mjs";
import { layerProblems } from "./layer-problems.mjs";

const layers = [
  {
    folder: "ground",
    name: "@house/ground",
    uses: [],
    instead: "hand it in",
    without: [{ packages: ["node:timers"], instead: "it is pure" }],
  },
  {
    folder: "rooms/kitchen",
    name: "@house/kitchen",
    uses: ["@house/ground"],
    loads: ["@house/cellar"],
    floors: ["pots", ["stove", "sink"], "stove/fire", "meals"],
  },
  { folder: "rooms/cellar", name: "@house/cellar", uses: "anything" },
  { folder: "rooms/cellar/wine", name: "@house/wine", uses: [], instead: "drink it" },
  { folder: "trial", name: "@house/trial", uses: [] },
];
/** Each floor of the kitchen is stood on, by files that import nothing. */
const furniture = ["pots/pot", "stove/stove", "stove/fire/fire", "sink/sink", "meals/meal"];

function problems(texts) {
  const all = {
    ...Object.fromEntries(furniture.map((name) => [`rooms/kitchen/src/${name}.ts`, ""])),
    ...texts,
  };
  const sources = Object.entries(all).map(([path, text]) => ({
    path,
    imports: importsOf(text, path),
  }));
  return layerProblems(layers, ["@house/trial"], sources);
}

it("lets a folder import those before it, its own files, and src/ all of them", () => {
  expect(
    problems({
      "rooms/kitchen/src/meals/soup.ts":
        'import "../pots/pot.js"; import "./meal.js"; import "../stove/pan/pan.js"; import "@house/ground";',
      "rooms/kitchen/src/kitchen.ts": 'import "./meals/meal.js"; import "./stove/fire/fire.js";',
      "rooms/kitchen/src/stove/fire/match.ts": 'import "../stove.js"; import "../../sink/sink.js";',
    }),
  ).toEqual([]);
});

it("refuses an import of what stands above, with file, line and advice", () => {
  expect(
    problems({ "rooms/kitchen/src/pots/lid.ts": '\n\nimport { meal } from "../meals/meal.js";' }),
  ).toEqual([
    "rooms/kitchen/src/pots/lid.ts:3: pots imports rooms/kitchen/src/meals/meal.js, yet meals stands above it: " +
      "move what both need below, or let pots declare what it takes and be handed it",
  ]);
});

it.each([
  ["types", 'import type { Meal } from "../meals/meal.js";'],
  ["types among values", 'import { type Meal } from "../meals/meal.js";'],
  ["a type in place", 'type Dish = import("../meals/meal.js").Meal;'],
  ["a side effect", 'import "../meals/meal.js";'],
  ["an import that waits", 'const meal = () => import("../meals/meal.js");'],
  ["an import that waits, of a template", "const meal = () => import(`../meals/meal.js`);"],
  ["what is handed on by name", 'export { meal } from "../meals/meal.js";'],
  ["all that is handed on", 'export * from "../meals/meal.js";'],
  ["types that are handed on", 'export type { Meal } from "../meals/meal.js";'],
  ["require in TypeScript's way", 'import meal = require("../meals/meal.js");'],
])("sees %s", (_what, text) => {
  expect(problems({ "rooms/kitchen/src/pots/lid.ts": text })).toHaveLength(1);
});

it("takes neither words nor comments for imports", () => {
  const text =
    '// import "../meals/meal.js"\nexport const told = \'import "../meals/meal.js"\';\n/* import("../meals/meal.js") */';
  expect(problems({ "rooms/kitchen/src/pots/lid.ts": text })).toEqual([]);
});

it("refuses an import of what stands beside, and of src/ itself", () => {
  expect(
    problems({
      "rooms/kitchen/src/sink/tap.ts": 'import "../stove/stove.js";',
      "rooms/kitchen/src/meals/soup.tsx": 'import "../kitchen.js"; export const soup = <p>hot</p>;',
      "rooms/kitchen/src/kitchen.ts": "",
    }),
  ).toEqual([
    expect.stringContaining(
      "tap.ts:1: sink imports rooms/kitchen/src/stove/stove.js, yet stove stands beside it",
    ),
    expect.stringContaining(
      "soup.tsx:1: meals imports rooms/kitchen/src/kitchen.js, yet src/ itself is on top",
    ),
  ]);
});

it("wants to know where each folder stands, and of no folder that is gone", () => {
  const { "rooms/kitchen/src/sink/sink.ts": _gone, ...rest } = {
    "rooms/kitchen/src/larder/bread.ts": [],
    ...Object.fromEntries(furniture.map((name) => [`rooms/kitchen/src/${name}.ts`, []])),
  };
  const sources = Object.entries(rest).map(([path, imports]) => ({ path, imports }));
  expect(layerProblems(layers, [], sources)).toEqual([
    'rooms/kitchen: the layers have a folder "sink" that is not there',
    expect.stringContaining(
      "rooms/kitchen/src/larder/bread.ts:1: the layers do not know its folder",
    ),
  ]);
});

it("refuses packages that are not below, and says what to do instead", () => {
  expect(
    problems({
      "ground/src/soil.ts":
        'import "@house/kitchen";\nimport { setTimeout } from "node:timers/promises";\nimport "node:fs";',
      "ground/vite.config.ts": 'import "@house/cellar/deep";',
    }),
  ).toEqual([
    "ground/src/soil.ts:1: imports @house/kitchen, yet hand it in",
    "ground/src/soil.ts:2: imports node:timers/promises, yet it is pure",
    "ground/vite.config.ts:1: imports @house/cellar/deep, yet hand it in",
  ]);
});

it("refuses a way round a package's name", () => {
  expect(
    problems({
      "rooms/kitchen/src/kitchen.ts": 'import "../../../ground/src/soil.js";',
      "rooms/cellar/src/stairs.ts": 'import "../wine/src/red.js";',
      "rooms/cellar/wine/src/red.ts": 'import "../../src/stairs.js"; import "@house/ground";',
    }),
  ).toEqual([
    expect.stringContaining("imports ground/src/soil.js, a file of another package"),
    expect.stringContaining("imports rooms/cellar/wine/src/red.js, a file of another package"),
    expect.stringContaining("imports rooms/cellar/src/stairs.js, a file of another package"),
    "rooms/cellar/wine/src/red.ts:1: imports @house/ground, yet drink it",
  ]);
});

it("lets a package that is only loaded be named by types and import() alone", () => {
  const asked = (text) => problems({ "rooms/kitchen/src/kitchen.ts": text });
  expect(asked('import type { Wine } from "@house/cellar"; import("@house/cellar");')).toEqual([]);
  expect(asked('import { wine } from "@house/cellar";')).toEqual([
    expect.stringContaining("imports @house/cellar from the start: load it by import()"),
  ]);
});

it("lets tests see their whole package and what is for tests, and nothing but tests see those", () => {
  const text = 'import "../meals/meal.js"; import "@house/trial"; import "../kitchen.js";';
  expect(
    problems({
      "ground/src/soil.test.ts": 'import "node:timers";',
      "rooms/kitchen/src/pots/pot.test.ts": text,
      "rooms/kitchen/src/testing/guests.ts": 'import "../meals/meal.js";',
    }),
  ).toEqual([]);
  const unfit = 'import "../pots/pot.fixture.js";\nimport "@house/trial";';
  expect(problems({ "rooms/kitchen/src/meals/soup.ts": unfit })).toEqual([
    expect.stringContaining("imports rooms/kitchen/src/pots/pot.fixture.js, which is for tests"),
    "rooms/kitchen/src/meals/soup.ts:2: imports @house/trial, which is for tests",
  ]);
});
