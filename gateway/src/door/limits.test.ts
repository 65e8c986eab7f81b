import { buildSchema, parse, specifiedRules, validate } from "graphql";
import { limitOperations } from "./limits.js";

const schema = buildSchema("type Query { again: Query name: String }");

function refusals(query: string): string[] {
  return validate(schema, parse(query), [limitOperations]).map(({ message }) => message);
}

const nested = (depth: number) =>
  `${"{ again ".repeat(depth - 1)}{ name }${" }".repeat(depth - 1)}`;
const aliased = (count: number) =>
  Array.from({ length: count }, (_, index) => `a${index}: name`).join(" ");

it("admits operations at the limits", () => {
  expect(refusals(nested(16))).toEqual([]);
  expect(refusals(`{ ${aliased(15)} }`)).toEqual([]);
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
  expect(refusals(query)).toEqual([]);
  expect(validate(schema, parse(query), [...specifiedRules, limitOperations])).not.toEqual([]);
});

it("measures a fragment once however often it is spread", () => {
  const fragments = Array.from(
    { length: 40 },
    (_, index) => `fragment f${index} on Query { x: name ...f${index + 1} ...f${index + 1} }`,
  );
  expect(refusals(`{ ...f0 } ${fragments.join(" ")} fragment f40 on Query { x: name }`)).toEqual([
    "The operation has more than 15 aliases; split it",
  ]);
});
