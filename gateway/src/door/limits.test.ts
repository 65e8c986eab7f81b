import { documentExtent } from "@palier/schema";
import { doublingChain } from "@palier/schema/testing";
import { buildSchema, getIntrospectionQuery, parse, specifiedRules, validate } from "graphql";
import { documentExcesses, longestList, longestWord, mostLines, mostSelections } from "./limits.js";

function refusals(query: string): string[] {
  return documentExcesses(parse(query)).map(({ message }) => message);
}

const nested = (depth: number) =>
  `${"{ again ".repeat(depth - 1)}{ name }${" }".repeat(depth - 1)}`;
const aliased = (count: number) =>
  Array.from({ length: count }, (_, index) => `a${index}: name`).join(" ");

it("admits operations at the limits", () => {
  expect(refusals(nested(16))).toEqual([]);
  expect(refusals(`{ ${aliased(15)} }`)).toEqual([]);
  expect(refusals(`{ ${"name ".repeat(mostSelections)} }`)).toEqual([]);
  expect(refusals(`{${"\n".repeat(mostLines - 1)}name }`)).toEqual([]);
  expect(refusals(`{ ${"n".repeat(longestWord)} }`)).toEqual([]);
  expect(refusals(`{ name(of: "${"n".repeat(longestWord)}") }`)).toEqual([]);
  expect(refusals(`{ name(in: [${"1 ".repeat(longestList)}]) }`)).toEqual([]);
  expect(refusals(`# ${"x".repeat(2 * longestWord)}\n{ name }`)).toEqual([]);
});

it("admits what tools ask about the schema, and half as much again", () => {
  const options = { specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true };
  const query = getIntrospectionQuery({ ...options, inputValueDeprecation: true, oneOf: true });
  expect(refusals(query)).toEqual([]);
  const { selections } = documentExtent(parse(query));
  expect([selections > 200, 1.5 * selections < mostSelections]).toEqual([true, true]);
});

it("refuses an operation that is too deep, also through fragments", () => {
  const message = "The operation has more than 16 levels; split it";
  expect(refusals(nested(17))).toEqual([message]);
  expect(refusals(`{ again { ...deep } } fragment deep on Query ${nested(16)}`)).toEqual([message]);
});

it("counts aliases each time a fragment is spread", () => {
  const message = "The operation has more than 15 aliases; split it";
  expect(refusals(`{ ${aliased(16)} }`)).toEqual([message]);
  expect(
    refusals(`{ ...many again { ...many } } fragment many on Query { ${aliased(8)} }`),
  ).toEqual([message]);
});

it("survives fragments that hold themselves, which another rule refuses", () => {
  const query =
    "{ ...a } fragment a on Query { again { ...b } } fragment b on Query { again { ...a } }";
  const schema = buildSchema("type Query { again: Query name: String }");
  expect(refusals(query)).toEqual([]);
  expect(validate(schema, parse(query), specifiedRules)).not.toEqual([]);
});

it("measures a fragment once however often it is spread", () => {
  const fragments = Array.from(
    { length: 40 },
    (_, index) => `fragment f${index} on Query { x: name ...f${index + 1} ...f${index + 1} }`,
  );
  expect(refusals(`{ ...f0 } ${fragments.join(" ")} fragment f40 on Query { x: name }`)).toEqual([
    "The operation has more than 15 aliases; split it",
    "The operation has more than 400 selections, fragments spread; split it",
  ]);
});

const tooMany = "The operation has more than 400 selections, fragments spread; split it";

it.each([
  ["in the text itself", `{ ${"name ".repeat(401)} }`],
  [
    "of several operations",
    `query a { ...f } query b { ...f } fragment f on Query { ${"name ".repeat(200)} }`,
  ],
  ["through fragments", `{ ...F0 } ${doublingChain(8, "Query", "name")}`],
  ["through fragments below fields", `{ again { ...F0 } } ${doublingChain(8, "Query", "name")}`],
  ["of a fragment nobody spreads", `{ name } ${doublingChain(8, "Query", "name")}`],
  ["of a chain that no machine could spread", `{ ...F0 } ${doublingChain(249, "Query", "name")}`],
])("refuses too many selections %s", (_where, query) => {
  expect(refusals(query)).toEqual([tooMany]);
});

it("counts conditions each time a fragment is spread: each makes another plan of what is below", () => {
  const conditional = (spreads: number) =>
    `query ($a: Boolean!, $b: Boolean!) { ...F0 } ${Array.from(
      { length: spreads },
      (_, index) =>
        `fragment F${index} on Query { ...F${index + 1} @include(if: $a) ...F${index + 1} @skip(if: $b) }`,
    ).join(" ")} fragment F${spreads} on Query { name }`;
  expect(refusals(conditional(1))).toEqual([]);
  expect(refusals(conditional(2))).toEqual(["The operation has more than 5 conditions; split it"]);
});

it("admits a chain of fragments that stays within the limit", () => {
  expect(refusals(`{ ...F0 } ${doublingChain(6, "Query", "name")}`)).toEqual([]);
});

it("refuses blank lines without end, whatever ends them", () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    expect(refusals(`{${end.repeat(2_000)}name }`)).toEqual([
      "The operation has more than 2000 lines; split it",
    ]);
  }
});

it.each([
  ["a name", `{\n  ${"n".repeat(1_001)} }`, 3],
  ["an alias", `{\n  ${"n".repeat(1_001)}: name }`, 3],
  ["a text", `{\n  name(of: "${"n".repeat(1_001)}") }`, 12],
  ["a number", `{\n  name(of: ${"1".repeat(1_001)}) }`, 12],
  ["an operation's name", `\nquery ${"n".repeat(1_001)} { name }`, 7],
])("refuses %s that is too long, and says where", (_what, query, column) => {
  expect(documentExcesses(parse(query))).toEqual([
    {
      message: "The operation has more than 1000 characters in one name or value; split it",
      locations: [{ line: 2, column }],
      extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
    },
  ]);
});

it("refuses a list that is too long, and says where", () => {
  expect(documentExcesses(parse(`{ a(in: [1])\n b(in: [${"1 ".repeat(101)}]) }`))).toEqual([
    {
      message: "The operation has more than 100 values in one list; split it",
      locations: [{ line: 2, column: 8 }],
      extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
    },
  ]);
});
