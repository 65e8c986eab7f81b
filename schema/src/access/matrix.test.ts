import { buildSchema, isEnumType } from "graphql";
import { conventionSdl } from "../composition/subgraph-sdl.js";
import { capitalised } from "../ground/words.js";
import { cells, matrixRows } from "./matrix-rows.js";
import { matrixValues, meaningOf } from "./matrix-values.js";
import { graphName } from "./visibility.js";

const schema = buildSchema(conventionSdl([]), { assumeValid: true, assumeValidSDL: true });

function enumOf(name: string) {
  const type = schema.getType(name);
  if (!isEnumType(type)) throw new Error(`no enum ${name}`);
  return type.getValues().map((value) => [value.name, value.description]);
}

it("stands in the graph row by row and value by value, in the same words", () => {
  expect(enumOf("VisibilityRow")).toEqual(
    cells.map((row) => [graphName(row), `${capitalised(matrixRows[row].words.en)}.`]),
  );
  const values = Object.keys(matrixValues) as (keyof typeof matrixValues)[];
  expect(enumOf("VisibilityValue")).toEqual(
    values.map((value) => [graphName(value), capitalised(matrixValues[value].explanation.en)]),
  );
});

it("takes a value that nobody knows for a denial", () => {
  for (const value of ["on-sundays", "constructor", "__proto__"]) {
    expect(meaningOf(value as "denied")).toBe(matrixValues.denied);
  }
});
