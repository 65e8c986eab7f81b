import { buildSchema } from "graphql";
import { type FieldRule, fieldRule } from "./field-rule.js";
import { rulesToAsk } from "./settled-rules.js";

const policy = { purposes: ["INVESTIGATION"] } as unknown as Parameters<typeof fieldRule>[1];
const rule = (decision: "denied" | "with-purpose" | "gateway-only") =>
  fieldRule({ decision, cell: "incident-detail", entry: "A.b" }, policy);
const [denied, purpose, own] = [rule("denied"), rule("with-purpose"), rule("gateway-only")];

/** Coordinates of the rules that are asked; fields that are left out are given to all. */
function asked(sdl: string, ruled: Record<string, FieldRule | null>) {
  const schema = buildSchema(sdl);
  const rules: Record<string, Record<string, FieldRule | null>> = {};
  for (const [coordinate, one] of Object.entries(ruled)) {
    const [type = "", field = ""] = coordinate.split(".");
    rules[type] = { ...rules[type], [field]: one };
  }
  return Object.entries(rulesToAsk(rules, schema)).flatMap(([type, fields]) =>
    Object.keys(fields).map((field) => `${type}.${field}`),
  );
}

const chain =
  "type Query { site: Site } type Site { page: Page } type Page { row: Row } type Row { day: Int }";

it("asks once for what holds all the way down", () => {
  const rules = {
    "Query.site": null,
    "Site.page": purpose,
    "Page.row": purpose,
    "Row.day": purpose,
  };
  expect(asked(chain, rules)).toEqual(["Site.page"]);
});

it("asks again where the rule is another, and always where the field is denied", () => {
  const rules = { "Query.site": null, "Site.page": purpose, "Page.row": own, "Row.day": own };
  expect(asked(chain, rules)).toEqual(["Site.page", "Page.row"]);
  expect(asked(chain, { "Site.page": denied, "Page.row": denied, "Row.day": purpose })).toEqual([
    "Site.page",
    "Page.row",
    "Row.day",
  ]);
});

it("asks again where another way leads to the object", () => {
  const rules = {
    "Query.site": null,
    "Site.page": purpose,
    "Page.row": purpose,
    "Row.day": purpose,
  };
  const wider = `${chain} extend type Site { first: Row }`;
  expect(asked(wider, { ...rules, "Site.first": null })).toEqual(["Site.page", "Row.day"]);
  const entities = `${chain} union Entity = Row extend type Query { entities: [Entity] }`;
  expect(asked(entities, { ...rules, "Query.entities": null })).toEqual(["Site.page", "Row.day"]);
  const named = `${chain} interface Dated { day: Int } type Day implements Dated { day: Int } extend type Site { days: [Dated!]! }`;
  expect(asked(named, { ...rules, "Site.days": null, "Day.day": purpose })).toEqual([
    "Site.page",
    "Day.day",
  ]);
});

it("asks on types that lead to each other, and on roots, and where nothing leads to a type", () => {
  const sdl =
    "type Query { a: A q: Query } type A { b: B day: Int } type B { a: A } type C { day: Int }";
  const rules = { "Query.a": null, "Query.q": purpose, "A.b": purpose, "A.day": purpose };
  expect(asked(sdl, { ...rules, "B.a": purpose, "C.day": purpose })).toEqual([
    "Query.q",
    "A.b",
    "A.day",
    "C.day",
  ]);
});
