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
import { type GraphQLSchema, graphql, isObjectType } from "graphql";
import { federatedSchema } from "../schema/federated-schema.js";
import { guardSchema, UnguardedFieldError } from "./guard-schema.js";

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
].map((sdl) => federatedSchema({ sdl, resolvers: {} }));

/** The code of the error that a field gives, or null when its own resolver was asked. */
async function codeAt(schema: GraphQLSchema, coordinate: string, who: Viewer) {
  const [typeName = "", fieldName = ""] = coordinate.split(".");
  const type = schema.getType(typeName);
  const resolve = isObjectType(type) ? type.getFields()[fieldName]?.resolve : undefined;
  const info = { fieldName } as Parameters<NonNullable<typeof resolve>>[3];
  if (resolve === undefined || coordinate.startsWith("Query._")) return null;
  const result: unknown = await resolve({ [fieldName]: "shown" }, {}, { viewer: who }, info);
  if (result === "shown") return null;
  return (result as { code?: string }).code ?? result;
}

describe.each(partnerKinds)("%s", (kind) => {
  it.each([
    ["no purpose", null, "FIELDS"],
    ["a purpose", "INVESTIGATION", "FIELDS"],
    ["the gateway's own request", null, "INPUTS"],
  ] as const)("is given what the policy says, field by field: %s", async (_case, purpose, asks) => {
    for (const schema of subgraphs) {
      const policy = policyFor(kind, schema);
      const guarded = guardSchema(schema, policy, viewerOf);
      for (const [coordinate, { decision }] of policy.access) {
        if (!isObjectType(schema.getType(coordinate.split(".")[0] ?? ""))) continue;
        const code = await codeAt(guarded, coordinate, { ...viewer, kind, purpose, asks });
        expect([coordinate, code]).toEqual([coordinate, expectedCode(decision, purpose, asks)]);
      }
    }
  });
});

function expectedCode(decision: string, purpose: string | null, asks: string): string | null {
  if (decision === "DENY") return "FORBIDDEN";
  if (decision === "GATEWAY_ONLY") return asks === "INPUTS" ? null : "FORBIDDEN";
  return decision.includes("PURPOSE") && purpose === null ? "PURPOSE_REQUIRED" : null;
}

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
  expect(await codeAt(schema, "LisiereSite.name", viewer)).toBe("FORBIDDEN");
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
