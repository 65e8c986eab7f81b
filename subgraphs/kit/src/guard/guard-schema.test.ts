import {
  classificationSdl,
  compilePolicy,
  conventionSdl,
  landlordSdl,
  type PartnerKind,
  type Policy,
  partnerKinds,
  templateTerms,
  type Viewer,
} from "@palier/schema";
import { purposesByHand } from "@palier/schema/testing";
import { execute, type GraphQLSchema, graphql, isObjectType, isUnionType, parse } from "graphql";
import { federatedSchema } from "../schema/federated-schema.js";
import { guardSchema, UnguardedFieldError } from "./guard-schema.js";
import { anyValue, operationTo, type Path, pathsToFields } from "./reach-field.fixture.js";

interface Context {
  readonly viewer: Viewer;
}

const viewerOf = ({ viewer }: Context) => viewer;
const viewer: Viewer = {
  subject: "agent-17",
  partner: "police-melun",
  kind: "POLICE",
  scope: ["77288"],
  purpose: null,
  statedPurpose: null,
  asks: "FIELDS",
};
const policyFor = (kind: PartnerKind, schema: GraphQLSchema) =>
  compilePolicy(templateTerms, kind, schema);

const subgraphs = [
  landlordSdl("lisiere"),
  conventionSdl(["lisiere", "heronniere"]),
  classificationSdl(["lisiere", "heronniere"]),
].map(withEntities);

/** A subgraph in which every reference finds an entity. */
function withEntities(sdl: string): GraphQLSchema {
  const entity = federatedSchema({ sdl, resolvers: {} }).getType("_Entity");
  const types = isUnionType(entity) ? entity.getTypes() : [];
  const resolvers = Object.fromEntries(
    types.map((type) => [
      type.name,
      {
        __resolveReference: (_reference: unknown, { path }: { path: Path }) =>
          anyValue(type, schema, path),
      },
    ]),
  );
  const schema: GraphQLSchema = federatedSchema({ sdl, resolvers });
  return schema;
}

/** The code of the first error when the end of the path is asked for, or null when it is shown. */
async function codeAt(schema: GraphQLSchema, path: Path, who: Viewer) {
  const query = schema.getQueryType();
  if (!query) throw new Error("no queries");
  // Executed alone: this is about what resolves, and every operation here is valid.
  const { data, errors } = await execute({
    schema,
    document: parse(operationTo(path, schema)),
    rootValue: anyValue(query, schema, path),
    contextValue: { viewer: who, path },
  });
  const [first] = errors ?? [];
  if (first === undefined) return JSON.stringify(data).includes("null") ? "NOTHING" : null;
  return first.extensions.code ?? first.message;
}

describe.each(partnerKinds)("%s", (kind) => {
  const guardedSubgraphs = subgraphs.map((schema) => {
    const policy = policyFor(kind, schema);
    return { schema, policy, guarded: guardSchema(schema, policy, viewerOf) };
  });
  it.each([
    ["no purpose", null, "FIELDS"],
    ["a purpose of its own", purposesByHand[kind][0], "FIELDS"],
    ["the gateway's own request", null, "INPUTS"],
  ] as const)("is given what the policy says, field by field: %s", async (_case, purpose, asks) => {
    const who = { ...viewer, kind, purpose, asks };
    for (const { schema, policy, guarded } of guardedSubgraphs) {
      const expected = new Map<string, unknown>();
      const given = new Map<string, unknown>();
      for (const [coordinate, path] of pathsToFields(schema)) {
        if (coordinate.startsWith("_") || coordinate.startsWith("Query._")) continue;
        const steps = path.map((step) => expectedCode(policy, step, who));
        expected.set(coordinate, steps.find((code) => code !== null) ?? null);
        given.set(coordinate, await codeAt(guarded, path, who));
      }
      expect(given).toEqual(expected);
    }
  });
});

function expectedCode({ access }: Policy, { type, field }: Path[number], who: Viewer) {
  if (field === "_entities") return null;
  const decision = access.get(`${type}.${field}`)?.decision ?? "denied";
  // A landlord's own log is read at its own node, not in the graph.
  if (decision === "denied" || decision === "own-node") return "FORBIDDEN";
  if (decision === "gateway-only") return who.asks === "INPUTS" ? null : "FORBIDDEN";
  return decision.includes("purpose") && who.purpose === null ? "PURPOSE_REQUIRED" : null;
}

it("reaches every field of a landlord's subgraph", () => {
  const [schema] = subgraphs;
  if (schema === undefined) throw new Error("no landlord");
  const fields = [...policyFor("POLICE", schema).access.keys()].filter((coordinate) =>
    isObjectType(schema.getType(coordinate.split(".")[0] ?? "")),
  );
  const reached = [...pathsToFields(schema).keys()];
  expect(reached).toEqual(expect.arrayContaining(fields));
});

const landlord = federatedSchema<Context>({
  sdl: landlordSdl("lisiere"),
  resolvers: {
    LisiereSite: {
      __resolveReference: ({ id }: { id: string }) => ({
        __typename: "LisiereSite",
        id,
        lookup: id,
        name: "Les Tilleuls",
        address: "1 quai de Seine",
      }),
      dwellings: () => {
        throw new RangeError("of the resolver");
      },
    },
  },
});

async function ask(kind: PartnerKind, selection: string, changes: Partial<Viewer> = {}) {
  const source = `query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`;
  const variableValues = { r: [{ __typename: "LisiereSite", id: "lisiere:1" }] };
  const contextValue = { viewer: { ...viewer, kind, ...changes } };
  const schema = guardSchema(landlord, policyFor(kind, landlord), viewerOf);
  const { data, errors = [] } = await graphql({ schema, source, variableValues, contextValue });
  const [entity] = (data?._entities ?? []) as unknown[];
  return { entity, errors: errors.map(({ message, extensions }) => ({ message, extensions })) };
}

it("names a denied field as the convention does, not as the landlord's type", async () => {
  expect(await ask("MUNICIPALITY", "... on LisiereSite { name address }")).toEqual({
    entity: { name: "Les Tilleuls", address: null },
    errors: [
      {
        message: "Site.address is not shown to your kind of partner.",
        extensions: {
          code: "FORBIDDEN",
          fr: "Site.address n’est pas communiqué à votre catégorie de partenaire.",
        },
      },
    ],
  });
});

it.each([
  "... on LisiereSite { address }",
  "... on LisiereSite { address: address }",
  "... on Site { address }",
  "... on Site { ... on LisiereSite { address } }",
  "__typename ... on Site { __typename ... on Site { address } }",
])("denies the same field by whatever path: %s", async (selection) => {
  const { entity, errors } = await ask("MUNICIPALITY", selection);
  expect(entity).toMatchObject({ address: null });
  expect(errors).toHaveLength(1);
});

it("does not tell the name of a field that only the gateway may ask for", async () => {
  const { entity, errors } = await ask("POLICE", "... on LisiereSite { name lookup }");
  expect(entity).toBeNull();
  expect(errors[0]?.message).toBe("This field is not part of this graph.");
  expect(await ask("POLICE", "... on LisiereSite { lookup }", { asks: "INPUTS" })).toEqual({
    entity: { lookup: "lisiere:1" },
    errors: [],
  });
});

it("lets nobody wait for a field that is given", () => {
  const schema = guardSchema(landlord, policyFor("POLICE", landlord), viewerOf);
  const answer = execute({
    schema,
    document: parse("{ _service { sdl } }"),
    contextValue: { viewer: { ...viewer, asks: "INPUTS" } },
  });
  // Itself, and no promise of it.
  expect(answer).toMatchObject({ data: { _service: { sdl: expect.stringContaining("Site") } } });
});

it("keeps the errors of resolvers as they are", async () => {
  expect((await ask("MUNICIPALITY", "... on LisiereSite { dwellings }")).errors).toEqual([
    { message: "of the resolver", extensions: {} },
  ]);
});

it("denies what the policy decides in words it does not know", async () => {
  const policy = policyFor("POLICE", landlord);
  const access = new Map(policy.access);
  const later = { decision: "ON_TUESDAYS", cell: "site-identity", entry: "Site.name" };
  access.set("LisiereSite.name", later as unknown as NonNullable<ReturnType<typeof access.get>>);
  const schema = guardSchema(landlord, { ...policy, access }, viewerOf);
  const path = pathsToFields(schema).get("LisiereSite.name") ?? [];
  expect(await codeAt(schema, path, viewer)).toBe("FORBIDDEN");
});

it("does not serve a schema with a field that the policy does not name", () => {
  const policy = policyFor("POLICE", landlord);
  const access = new Map(policy.access);
  access.delete("LisiereSite.address");
  access.delete("Incident.day");
  const incomplete: Policy = { ...policy, access };
  expect(() => guardSchema(landlord, incomplete, viewerOf)).toThrow(UnguardedFieldError);
  expect(() => guardSchema(landlord, incomplete, viewerOf)).toThrow(
    /Incident\.day, LisiereSite\.address|LisiereSite\.address, Incident\.day/,
  );
});

it("is asked of the object even where the policy names the interface alone", () => {
  const policy = policyFor("POLICE", landlord);
  const access = new Map([...policy.access].filter(([name]) => !name.startsWith("Lisiere")));
  expect(() => guardSchema(landlord, { ...policy, access }, viewerOf)).toThrow(UnguardedFieldError);
});
