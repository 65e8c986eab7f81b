import { nomenclature1 } from "./nomenclature-1.js";
import { parseAdditions } from "./parse-additions.js";

const squat = "  - { code: SQUAT, family: PROPERTY, label: { fr: Squat, en: Squatting } }";

it.each([
  [
    "a category that is there already",
    ["nomenclature: 2", "adds:", squat.replace("SQUAT", "THEFT")],
    "own.yaml:3:7: ",
  ],
  [
    "a family that nobody knows",
    ["nomenclature: 2", "adds:", squat.replace("PROPERTY", "HOMES")],
    "own.yaml:3:20: ",
  ],
  ["a version that is not the next", ["nomenclature: 3", "adds:", squat], "own.yaml:1:1: "],
  ["nothing added", ["nomenclature: 2", "adds: []"], "own.yaml:2:1: "],
  ["a version 1 that adds", ["nomenclature: 1", "adds:", squat], "own.yaml:1:1: "],
] as const)("refuses %s, at its place", (_, lines, place) => {
  expect(() => parseAdditions(lines.join("\n"), "own.yaml", nomenclature1)).toThrow(place);
});
