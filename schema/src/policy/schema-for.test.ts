import fc from "fast-check";
import {
  buildSchema,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  parse,
  validate,
  validateSchema,
} from "graphql";
import type { AccessTerms } from "../access/access-terms.js";
import { cells } from "../access/matrix-rows.js";
import { type PartnerKind, partnerKinds } from "../access/partner-kind.js";
import { templateTerms } from "../access/template.js";
import { valuesFor } from "../access/visibility.js";
import { compilePolicy } from "./compile-policy.js";
import { isEverShown, type Policy } from "./policy.js";
import { apiSchema } from "./schema.fixture.js";
import { schemaFor } from "./schema-for.js";

const api = apiSchema();
const shown = (kind: PartnerKind) => schemaFor(api, compilePolicy(templateTerms, kind, api));

function fieldsOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith("__")
      ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
      : [],
  );
}

/** Fields granted on a path of granted fields from the root; found without `schemaFor`. */
function reachableFields(policy: Policy): Set<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const waiting = ["Query"];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const type = api.getType(name);
    if (isAbstractType(type)) waiting.push(...api.getPossibleTypes(type).map((one) => one.name));
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    waiting.push(...type.getInterfaces().map((one) => one.name));
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${name}.${field.name}`;
      if (!isEverShown(policy.access.get(coordinate)?.decision ?? "denied")) continue;
      found.add(coordinate);
      waiting.push(getNamedType(field.type).name);
    }
  }
  return found;
}

/** Any matrix of one kind, without the rule that one row may not tell another. */
const visibilities = fc
  .tuple(...cells.map((cell) => fc.constantFrom(...valuesFor(cell, "POLICE"))))
  .map((values) => {
    const rows = cells.map((cell, index) => [cell, { POLICE: values[index] }]);
    return { ...templateTerms, visibility: Object.fromEntries(rows) } as AccessTerms;
  });

it("holds every field that can be reached and shown, and no other", () => {
  fc.assert(
    fc.property(visibilities, (terms) => {
      const policy = compilePolicy(terms, "POLICE", api);
      const schema = schemaFor(api, policy);
      expect(validateSchema(schema)).toEqual([]);
      expect(fieldsOf(schema).sort()).toEqual([...reachableFields(policy)].sort());
    }),
  );
});

it.each(partnerKinds)(
  "is a schema of its own for %s, with every argument and description",
  (kind) => {
    const schema = shown(kind);
    expect(validateSchema(schema)).toEqual([]);
    for (const coordinate of fieldsOf(schema)) {
      const [type = "", field = ""] = coordinate.split(".");
      const [before, after] = [api, schema].map((one) => {
        const found = one.getType(type);
        return isObjectType(found) || isInterfaceType(found) ? found.getFields()[field] : undefined;
      });
      expect(after?.description).toBe(before?.description);
      expect(after?.args.map(({ name, type: input }) => `${name}: ${input}`)).toEqual(
        before?.args.map(({ name, type: input }) => `${name}: ${input}`),
      );
    }
  },
);

it("knows nothing of a site's incidents, counts or gates for a peer landlord", () => {
  const names = Object.keys(shown("LANDLORD").getTypeMap());
  for (const gone of ["Incident", "IncidentCount", "Category", "TimeBand", "Gate"]) {
    expect(names).not.toContain(gone);
  }
  expect(names).toEqual(expect.arrayContaining(["Site", "LisiereSite", "Location", "Action"]));
});

it("names no denied field in validation errors and their suggestions", () => {
  const messages = validate(
    shown("LANDLORD"),
    parse(`{ site(id: "x") { adress incident { id } ... on Incidents { id } } }`),
  ).map(({ message }) => message);
  expect(messages).toEqual([
    'Cannot query field "adress" on type "Site".',
    'Cannot query field "incident" on type "Site".',
    'Unknown type "Incidents".',
  ]);
});

it("drops what only denied fields led to: unions' members, interfaces, input types", () => {
  const schema = buildSchema(`
    directive @defer(label: String) on FIELD
    type Query { site(filter: Filter, hidden: Int): Any landlords(only: Only): Node }
    input Only { slug: ID not: Only }
    input Filter { level: Int }
    union Any = Territory | Site
    interface Node { id: ID }
    interface Named { name: String }
    type Site implements Node & Named { id: ID name: String secret: Secret }
    type Territory { secret: Secret }
    type Secret implements Node { id: ID }
  `);
  const allowed = ["Query.landlords", "Query.site", "Node.id", "Site.id", "Secret.id"];
  const access = new Map(
    allowed.map((entry) => [entry, { decision: "granted", cell: "reference", entry } as const]),
  );
  const policy = { ...compilePolicy(templateTerms, "POLICE", api), access };
  const types = Object.keys(schemaFor(schema, policy).getTypeMap()).filter(
    (name) => !name.startsWith("__"),
  );
  expect(types.sort()).toEqual(
    [
      "Any",
      "Boolean",
      "Filter",
      "ID",
      "Int",
      "Node",
      "Only",
      "Query",
      "Secret",
      "Site",
      "String",
    ].sort(),
  );
});
