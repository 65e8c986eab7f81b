import { monthScalar, moreErrors } from "@palier/schema";
import { buildSchema, Kind, parse } from "graphql";
import { checkScalars } from "../graph/check-scalars.js";
import { variableProblems } from "./variable-problems.js";

const schema = checkScalars(
  buildSchema(
    `scalar ${monthScalar.name} type Query { sites(levels: [Int!], month: Month, id: ID): Int }`,
  ),
);

function problems(definitions: string, variables: Readonly<Record<string, unknown>>) {
  const [operation] = parse(`query (${definitions}) { sites }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("no operation");
  return variableProblems(schema, operation, variables);
}

const messages = (...given: Parameters<typeof problems>) =>
  problems(...given).map(({ message }) => message);

it("says nothing of variables that hold, nor of those that the operation does not know", () => {
  expect(problems("$levels: [Int!], $month: Month", { levels: [3, 4], month: "2026-10" })).toEqual(
    [],
  );
  expect(problems("$levels: [Int!]", { other: { deep: [[[null]]] } })).toEqual([]);
  expect(problems("$month: Month", {})).toEqual([]);
  expect(problems("$levels: [Int!]", { levels: Array.from({ length: 100 }, () => 3) })).toEqual([]);
  expect(problems("$id: ID", { id: "x".repeat(1_000) })).toEqual([]);
});

it("names the variable, the value and what would be right", () => {
  expect(problems("$month: Month", { month: "October" })).toEqual([
    {
      message:
        'Variable "$month" got invalid value "October"; "October" is not a Month; write it YYYY-MM, e.g. 2026-10',
      locations: [{ line: 1, column: 8 }],
      extensions: { code: "BAD_USER_INPUT" },
    },
  ]);
});

it("builds twenty errors of a hundred wrong values, and says that there are more", () => {
  const told = messages("$levels: [Int!]", { levels: Array.from({ length: 100 }, () => "x") });
  expect(told).toHaveLength(20);
  expect(told[0]).toMatch(/^Variable "\$levels" got invalid value "x" at "levels\[0\]"/);
  expect(told.at(-1)).toBe(moreErrors);
});

it("tells a long value by its beginning", () => {
  const [message = ""] = messages("$month: Month", { month: "x".repeat(1_000) });
  expect(message).toMatch(/^Variable "\$month" got invalid value "x{100}/);
  expect(message.length).toBeLessThan(320);
});

it.each([
  [
    "a list of more values than any argument takes",
    { levels: Array.from({ length: 101 }, () => 3) },
    'The variable "$levels" holds a list of more than 100 values; send fewer',
  ],
  [
    "a text longer than any argument takes",
    { levels: "x".repeat(1_001) },
    'The variable "$levels" holds a text of more than 1000 characters; send a shorter one',
  ],
  [
    "many lists",
    { levels: Array.from({ length: 20 }, () => Array.from({ length: 90 }, () => 3)) },
    "The variables hold more than 1000 values; send fewer",
  ],
  [
    "an object of many fields",
    { levels: Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [index, 3])) },
    "The variables hold more than 1000 values; send fewer",
  ],
  [
    "many variables",
    Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`v${index}`, 3])),
    "The variables hold more than 1000 values; send fewer",
  ],
  [
    "one that the operation does not know",
    { ["x".repeat(500)]: "x".repeat(2_000) },
    expect.stringMatching(/^The variable "\$[^"]{60}" holds a text of more than 1000 characters/),
  ],
])("refuses %s with one error, before any value is looked at", (_what, variables, message) => {
  expect(problems("$levels: [Int!]", variables)).toEqual([
    { message, extensions: { code: "BAD_USER_INPUT" } },
  ]);
});

it("takes values that stand in each other as deep as a body can hold", () => {
  const depth = 900;
  const levels = JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);
  expect(messages("$levels: [Int!]", { levels })).toHaveLength(1);
  const deeper = JSON.parse(`${"[".repeat(40_000)}${"]".repeat(40_000)}`);
  expect(messages("$levels: [Int!]", { levels: deeper })).toEqual([
    "The variables hold more than 1000 values; send fewer",
  ]);
});
