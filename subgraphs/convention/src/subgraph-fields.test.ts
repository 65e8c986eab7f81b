import {
  type GraphQLObjectType,
  getNamedType,
  graphql,
  isInterfaceType,
  isObjectType,
} from "graphql";
import { exampleConvention } from "./example-convention.fixture.js";
import { createConventionSubgraph } from "./subgraph.js";

const schema = createConventionSubgraph(
  exampleConvention,
  () => new Date("2026-11-22T12:00:00Z"),
  async () => [
    {
      ...({ version: 2, party: "lisiere", name: "Lisière", role: "LANDLORD" } as const),
      ...({ state: "SIGNED", signedOn: "2026-11-20", since: "2026-11-19" } as const),
      due: "2026-01-01",
    },
  ],
);

it("answers every field of its contract with a value", async () => {
  const query = selectionOf("Query", []).replace(
    /(Query__(territory|site): \w+)/g,
    (field) => `${field}(${field.endsWith("site") ? 'id: "lisiere:R-1"' : 'code: "10001"'})`,
  );
  // A viewer who sees the example's one commune.
  const scope = ["10001"];
  const viewer = { partner: "police", kind: "POLICE", scope };
  const { errors, data } = await graphql({ schema, source: query, contextValue: { viewer } });
  expect(errors).toBeUndefined();
  const served = servedTypes().flatMap(({ name }) => fieldsOf(name).map((f) => `${name}__${f}`));
  const isAnswered = answeredFields(data);
  expect(served.filter((field) => !isAnswered.has(field))).toEqual([
    // Only a reference to this landlord's site would show it: `Query.site` asks for Lisière's.
    "ValDeBrieSite__lookup",
  ]);
});

function servedTypes(): GraphQLObjectType[] {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return types.filter(({ name }) => !name.startsWith("_"));
}

function fieldsOf(name: string): string[] {
  const type = schema.getType(name);
  if (!isObjectType(type)) return [];
  return Object.keys(type.getFields()).filter((field) => !field.startsWith("_"));
}

/** Every field of a type and below it, each under the alias `Type__field`; no type inside itself. */
function selectionOf(name: string, above: readonly string[]): string {
  const type = schema.getType(name);
  if (isInterfaceType(type)) {
    const names = schema.getPossibleTypes(type).map((possible) => possible.name);
    return `{ ${names.map((one) => `... on ${one} ${selectionOf(one, above)}`).join(" ")} }`;
  }
  if (!isObjectType(type)) return "";
  const fields = fieldsOf(name).flatMap((field) => {
    const inner = getNamedType(type.getFields()[field]?.type)?.name ?? "";
    return above.includes(inner)
      ? []
      : [`${name}__${field}: ${field} ${selectionOf(inner, [...above, name])}`];
  });
  return `{ ${fields.join(" ")} }`;
}

/** The aliases under which a value stands anywhere in an answer. */
function answeredFields(value: unknown): Set<string> {
  if (typeof value !== "object" || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, inner]) =>
      inner === null ? [] : [key, ...answeredFields(inner)],
    ),
  );
}
