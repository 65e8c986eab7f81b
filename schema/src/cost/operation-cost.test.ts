import { readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLSchema,
  getVariableValues,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { Fragments } from "../document/fragments.js";
import type { GraphExtent } from "./graph-extent.js";
import { type OperationCost, operationCost } from "./operation-cost.js";
import { weights } from "./weights.js";

const graph = new URL("../../graph.graphql", import.meta.url);
const schema: GraphQLSchema = buildSchema(readFileSync(graph, "utf8"));
const extent: GraphExtent = {
  landlords: 6,
  territories: 25,
  partners: 10,
  landlordsPerTerritory: 3,
  landlordsIn: (code) => (code === "small" ? 2 : 6),
};

function costOf(
  text: string,
  variables: Readonly<Record<string, unknown>> = {},
  of: GraphExtent = extent,
): OperationCost {
  const document = parse(text);
  expect(validate(schema, document, specifiedRules)).toEqual([]);
  const [operation] = document.definitions;
  if (operation?.kind !== "OperationDefinition") throw new Error("no operation");
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced === undefined) throw new Error("wrong variables");
  return operationCost({
    operation,
    fragments: new Fragments(document),
    schema,
    variables: coerced,
    extent: of,
  });
}

/** Of answering; whatever planning costs. */
function answering(text: string, variables = {}, of = extent): number {
  return costOf(text, variables, of).answering;
}

const territory = (selections: string) => `{ territory(code: "all") { ${selections} } }`;
const page = (first: number, selections: string) =>
  territory(`sites(first: ${first}) { edges { node { ${selections} } } }`);

it("weighs every field of the graph, and no other", () => {
  const coordinates = Object.values(schema.getTypeMap())
    .filter((type) => !isSpecifiedScalarType(type) && !type.name.startsWith("__"))
    .flatMap((type) => {
      const isOwn = isInterfaceType(type) || (isObjectType(type) && !type.getInterfaces().length);
      return isOwn ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [];
    });
  expect(Object.keys(weights).sort()).toEqual(coordinates.sort());
});

it("grows with the page, the months and the landlords", () => {
  const history = (first: number, from: string) =>
    answering(page(first, `history(from: "${from}", to: "2026-10") { level gates { met } }`));
  const [small, long, large] = [
    history(20, "2026-10"),
    history(20, "2023-11"),
    history(200, "2023-11"),
  ];
  expect(long).toBeGreaterThan(1.3 * small);
  expect(large).toBeGreaterThan(4 * long);
  const many = { ...extent, landlords: 100, landlordsIn: () => 100 };
  const levels = territory("levels { level }");
  expect(answering(levels, {}, many)).toBeGreaterThan(10 * answering(levels));
  expect(answering(`{ territory(code: "small") { levels { level } } }`)).toBeLessThan(
    answering(levels) / 2,
  );
});

it("weighs a pattern by the months whose incidents are read for it", () => {
  const pattern = (span: string) => answering(page(200, `incidentPattern${span} { incidents }`));
  const [usual, three, whole] = [
    pattern(""),
    pattern('(from: "2026-08", to: "2026-10")'),
    pattern('(from: "2023-11", to: "2026-10")'),
  ];
  expect([three < usual, usual < whole]).toEqual([true, true]);
  expect(whole).toBeGreaterThan(1.5 * usual);
});

it("counts each alias, and a question once, whatever fragments need it", () => {
  const one = answering(territory("levels { level }"));
  const five = Array.from(
    { length: 5 },
    (_, at) => `a${at}: territory(code: "all") { levels { level } }`,
  );
  expect(answering(`{ ${five.join(" ")} }`)).toBeGreaterThan(4 * one);
  const apart = page(50, "name dwellings");
  const spread = `${page(50, "...A ...B")} fragment A on Site { name } fragment B on Site { dwellings }`;
  expect(costOf(spread).answering).toBe(costOf(apart).answering);
});

it("counts once what several fragments ask for under one name", () => {
  const once = page(200, "name history { level since }");
  const shared = `{ territory(code: "all") { ...A sites(first: 200) { ...B edges { node { history { since } } } } } }
    fragment A on Territory { sites(first: 200) { edges { node { name } } } }
    fragment B on SiteConnection { edges { node { history { level } } } }`;
  const { mostCostly: _, ...cost } = costOf(once);
  expect(costOf(shared)).toEqual({ ...cost, mostCostly: expect.any(Function) });
});

it("asks each site that is named of its landlord", () => {
  const sites = (count: number) =>
    Array.from({ length: count }, (_, at) => `s${at}: site(id: "lisiere:${at}") { id }`).join(" ");
  expect(answering(`{ ${sites(15)} }`)).toBeGreaterThan(5 * answering(`{ ${sites(1)} }`));
});

it("takes a landlord's own type for a site", () => {
  const plain = costOf(page(50, "name history { level }"));
  const own = costOf(page(50, "... on LisiereSite { name history { level } }"));
  expect(own.answering).toBe(plain.answering);
});

it("reads page and months from variables and their defaults, and takes the most where they are not known", () => {
  const query = (type: string) =>
    `query ($first: ${type}) { territory(code: "all") { sites(first: $first) { edges { node { name } } } } }`;
  const [three, fifty, two] = [
    answering(page(3, "name")),
    answering(page(50, "name")),
    answering(page(200, "name")),
  ];
  expect(answering(query("Int!"), { first: 3 })).toBe(three);
  expect(answering(query("Int! = 50"))).toBe(fifty);
  expect(answering(query("Int"), { first: null })).toBe(two);
  // More than any page may hold: refused by whoever answers it, at the price of the longest.
  expect(answering(query("Int!"), { first: 1_000_000_000 })).toBe(two);
  expect(answering(query("Int!"), { first: -5 })).toBeLessThanOrEqual(three);
  const open = answering(page(200, 'history(from: "2020-01") { level status }'));
  expect(open).toBeGreaterThan(answering(page(200, "history { level status }")));
});

it("says what planning costs apart, by the requests of the plan", () => {
  expect(costOf("{ convention { reference } }").planning).toBeLessThan(5);
  const aliases = Array.from(
    { length: 15 },
    (_, at) => `a${at}: territory(code: "all") { sites(first: 1) { edges { node { name } } } }`,
  );
  expect(costOf(`{ ${aliases.join(" ")} }`).planning).toBeGreaterThan(100);
});

it("counts the requests it leads to and the values of the largest answer", () => {
  const { requests, values } = costOf(page(200, "name history { level gates { level met } }"));
  // Convention, every landlord's page, classification, every landlord's sites.
  expect(requests).toBe(1 + 6 + 1 + 6);
  // A gate is three values, itself among them.
  expect(values).toBe(1 + 1 + 200 * (2 + 1 + 36 * (2 + 3 * 3)));
});

it("names the field that most of the cost stands under", () => {
  const both = "name history { level gates { level met conditions { observed } } }";
  expect(costOf(page(200, both)).mostCostly()).toBe("Classification.gates");
  expect(costOf(territory("levels { level } coverage { landlordsAnswered }")).mostCostly()).toBe(
    "Query.territory",
  );
});

it("does not end on fields that nobody weighed", () => {
  const document = parse("{ landlords { slug } }");
  const [operation] = document.definitions;
  if (operation?.kind !== "OperationDefinition") throw new Error("no operation");
  const costed = { operation, fragments: new Fragments(document), schema, variables: {}, extent };
  expect(() => operationCost(costed, {})).toThrow("nobody has said what Query.landlords costs");
});
