import { mostErrors } from "@palier/schema";
import { doublingChain } from "@palier/schema/testing";
import { buildSchema, parse, validate } from "graphql";
import { firstOfEach, limitDocuments } from "./document-limits.js";

const schema = buildSchema("type Query { name: String }");

it("refuses what spreads further than its limit, and nothing else", () => {
  const refusals = (query: string) =>
    validate(schema, parse(query), [limitDocuments(100)]).map(({ message }) => message);
  expect(refusals(`{ ${"name ".repeat(100)} }`)).toEqual([]);
  expect(refusals(`{ ...F0 } ${doublingChain(4, "Query", "name")}`)).toEqual([]);
  expect(refusals(`{ ...F0 } ${doublingChain(200, "Query", "name")}`)).toEqual([
    "The operation has more than 100 selections, fragments spread; split it",
  ]);
});

it.each([
  [
    "aliases",
    `{ ${Array.from({ length: 101 }, (_, index) => `a${index}: name`).join(" ")} }`,
    "100 aliases, fragments spread",
  ],
  ["lines", `{ name ${"\n".repeat(2_000)} }`, "2000 lines"],
])("refuses too many %s", (_what, query, limit) => {
  expect(validate(schema, parse(query), [limitDocuments(1_000)])).toMatchObject([
    { message: `The operation has more than ${limit}; split it` },
  ]);
});

describe("told errors", () => {
  const about = (...path: (string | number)[]) => ({ message: "FORBIDDEN", path });

  it("are the first of many", () => {
    const errors = Array.from({ length: 50 }, (_, index) => about("site", `field${index}`));
    expect(firstOfEach(errors)).toEqual(errors.slice(0, mostErrors));
  });

  it("say of each entity that something is missing, however many others are", () => {
    const errors = Array.from({ length: 30 }, (_, entity) => [
      about("_entities", entity, "levels"),
      about("_entities", entity, "sites"),
    ]).flat();
    const told = firstOfEach(errors);
    expect(told.slice(0, mostErrors)).toEqual(errors.slice(0, mostErrors));
    expect(new Set(told.map(({ path = [] }) => path[1])).size).toBe(30);
    expect(told).toHaveLength(mostErrors + 20);
  });

  it("keep one about no entity in particular", () => {
    const many = Array.from({ length: 25 }, (_, index) => about("_entities", 0, `f${index}`));
    const whole = about("_entities");
    expect(firstOfEach([...many, whole, { message: "x" }])).toEqual([
      ...many.slice(0, mostErrors),
      whole,
    ]);
  });
});
