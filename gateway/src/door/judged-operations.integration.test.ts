import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from "graphql";
import {
  ask,
  bearer,
  type GatewayAnswer,
  type SignedIn,
  type SmallPlatform,
  signedIn,
  startPlatform,
} from "../testing/identity.fixture.js";

let platform: SmallPlatform;
const callers = new Map<string, SignedIn>();
const accounts = [
  "police-melun",
  "parquet-melun",
  "mairie-dammarie",
  "bailleur-lisiere",
  "coordination",
];

beforeAll(async () => {
  platform = await startPlatform();
  for (const account of accounts) {
    callers.set(account, await signedIn(platform, account));
  }
});
beforeEach(() => platform.received.splice(0));
afterAll(() => platform.stop());

async function askAs(
  account: string,
  query: string,
  purpose = "",
  operationName?: string,
): Promise<GatewayAnswer> {
  const caller = callers.get(account);
  const stated = purpose === "" ? bearer(caller?.token ?? "") : await caller?.stating(purpose);
  return ask(platform, query, stated, operationName);
}

/** A field that no municipality is shown, by every way a document can reach it. */
const waysToAddress: readonly [string, string][] = [
  ["plainly", "{ site(id: 1) { address } }"],
  ["under an alias", "{ site(id: 1) { name: address } }"],
  ["in an inline fragment", "{ site(id: 1) { ... { address } } }"],
  ["on the landlord's own type", "{ site(id: 1) { ... on LisiereSite { address } } }"],
  ["on the interface", "{ site(id: 1) { ... on Site { address } } }"],
  ["in a fragment", "{ site(id: 1) { ...f } } fragment f on Site { address }"],
  [
    "in a fragment of a fragment",
    "{ site(id: 1) { ...f } } fragment f on Site { ...g } fragment g on HeronniereSite { address }",
  ],
  ["in a fragment nobody spreads", "{ __typename } fragment f on Site { address }"],
  ["skipped", "{ site(id: 1) { address @skip(if: true) } }"],
  ["included by a variable", "query q($v: Boolean!) { site(id: 1) { address @include(if: $v) } }"],
  [
    "through a list of sites",
    '{ territory(code: "77152") { sites { edges { node { address } } } } }',
  ],
  ["beside introspection", "{ __schema { queryType { name } } site(id: 1) { address } }"],
];

it.each(waysToAddress)(
  "refuses a denied field %s before anything is fetched",
  async (_way, query) => {
    const { status, body } = await askAs("mairie-dammarie", query);
    expect(status).toBe(403);
    expect(body.data).toBeUndefined();
    expect(body.errors).toEqual([
      {
        message: expect.stringMatching(
          /Site\.address is not shown\. The convention says: “Exact address and location of a site: denied for municipalities\.”/,
        ),
        locations: [expect.any(Object)],
        extensions: {
          code: "FORBIDDEN",
          fr: expect.stringContaining("La convention prévoit"),
          fields: [
            expect.objectContaining({
              field: expect.stringMatching(/Site\.address$/),
              line: "SITE_ADDRESS",
            }),
          ],
        },
      },
    ]);
    expect(platform.received).toEqual([]);
  },
);

it("refuses a denied field in an operation that is not the one asked for", async () => {
  const query = "query a { __typename } query b { site(id: 1) { address } }";
  expect((await askAs("mairie-dammarie", query, "", "a")).status).toBe(403);
});

it("names every denied field of a document at once", async () => {
  const query = "{ site(id: 1) { name address incidents(first: 1) { edges { cursor } } } }";
  const { body } = await askAs("coordination", query, "PREVENTION");
  const fields = body.errors?.[0]?.extensions.fields as { field: string; line: string }[];
  expect(body.errors).toHaveLength(1);
  expect(fields.map(({ field, line }) => [field, line])).toEqual([
    ["Site.address", "SITE_ADDRESS"],
    ["Site.incidents", "INCIDENT_DETAIL"],
    ["IncidentConnection.edges", "INCIDENT_DETAIL"],
    ["IncidentEdge.cursor", "INCIDENT_DETAIL"],
  ]);
});

it("asks for a purpose where only that is missing, and fetches once it is stated", async () => {
  const query = "{ site(id: 1) { incidents(first: 1) { edges { cursor } } } }";
  const without = await askAs("police-melun", query);
  expect([without.status, without.body.errors?.[0]?.extensions.code]).toEqual([
    403,
    "PURPOSE_REQUIRED",
  ]);
  expect(platform.received).toEqual([]);
  await askAs("police-melun", query, "INVESTIGATION");
  expect(platform.received.map(({ subgraph }) => subgraph)).toContain("convention");
});

it("answers each kind's introspection from what it can be shown, and nothing more", async () => {
  const fieldsOf = async (account: string) => {
    const { body } = await askAs(account, getIntrospectionQuery());
    // The introspection query's own answer.
    const schema = buildClientSchema(body.data as IntrospectionQuery);
    return (name: string) => {
      const type = schema.getType(name);
      return type && "getFields" in type ? Object.keys(type.getFields()) : null;
    };
  };
  const [police, parquet, mairie, bailleur] = await Promise.all(accounts.map(fieldsOf));
  expect(police?.("Site")).toEqual(expect.arrayContaining(["address", "incidents"]));
  expect(police?.("Incident")).not.toContain("complaintReference");
  expect(parquet?.("Incident")).toContain("complaintReference");
  expect(mairie?.("LisiereSite")).not.toEqual(expect.arrayContaining(["address"]));
  expect(mairie?.("Incident")).toBeNull();
  expect(mairie?.("GateCondition")).not.toContain("observed");
  expect(bailleur?.("Gate")).toBeNull();
  expect(bailleur?.("IncidentCount")).toBeNull();
  for (const each of [police, parquet, mairie, bailleur]) {
    expect(each?.("Contribution")).toBeNull();
    expect(each?.("Site")).not.toContain("lookup");
  }
});

it("answers questions about one type, under aliases, fragments and names of operations", async () => {
  const query = `query a { ...f } query b { __typename }
    fragment f on Query { t: __type(name: "Incident") { name } s: __schema { queryType { name } } }`;
  expect((await askAs("mairie-dammarie", query, "", "a")).body).toEqual({
    data: { t: null, s: { queryType: { name: "Query" } } },
  });
});

it("refuses introspection mixed with data, so that no other schema answers it", async () => {
  const query = '{ __type(name: "Incident") { name } landlords { slug } }';
  expect(await askAs("mairie-dammarie", query)).toMatchObject({
    status: 400,
    body: { errors: [{ extensions: { code: "BAD_USER_INPUT" } }] },
  });
  expect(platform.received).toEqual([]);
});

it.each([
  ["an unknown neighbour of a denied field", "{ site(id: 1) { adress } }", /address/],
  ["a field of the gateway", "{ site(id: 1) { lookup } }", /Did you mean/],
  [
    "a field below one of the gateway",
    '{ territory(code: "1") { contributions { tallies { level } } } }',
    /tallies|Did you mean/,
  ],
  [
    "a type of the gateway",
    "{ site(id: 1) { ... on LisiereContribution { id } } }",
    /Did you mean|gateway/,
  ],
  [
    "a type that only denied fields lead to",
    '{ __type(name: "x") { name } } fragment f on Incidnt { day }',
    /Incident"/,
  ],
])("suggests nothing hidden for %s", async (_what, query, hidden) => {
  const { status, body } = await askAs("mairie-dammarie", query);
  expect(status).toBe(400);
  expect(body.errors?.length).toBeGreaterThan(0);
  for (const { message, extensions } of body.errors ?? []) {
    expect(extensions).toEqual({ code: "GRAPHQL_VALIDATION_FAILED" });
    expect(message).not.toMatch(hidden);
  }
  expect(platform.received).toEqual([]);
});

it("suggests what the kind does know", async () => {
  const { body } = await askAs("police-melun", "{ site(id: 1) { adress } }");
  expect(body.errors?.[0]?.message).toContain('Did you mean "address"');
});

it("judges the same text for each kind and purpose by itself", async () => {
  const query = "{ site(id: 1) { address } }";
  expect((await askAs("police-melun", query)).status).toBe(200);
  expect((await askAs("mairie-dammarie", query)).status).toBe(403);
  expect((await askAs("police-melun", query)).status).toBe(200);
});

it("still limits what an operation may hold", async () => {
  const aliases = Array.from({ length: 16 }, (_, index) => `a${index}: __typename`).join(" ");
  const { status, body } = await askAs("police-melun", `{ ${aliases} }`);
  expect([status, body.errors?.[0]?.message]).toEqual([
    400,
    "The operation has more than 15 aliases; split it",
  ]);
});

it("refuses queries in the address, persisted hashes and batches, signed in or not", async () => {
  const headers = {
    ...bearer(callers.get("police-melun")?.token ?? ""),
    "content-type": "application/json",
  };
  const query = "{ __typename }";
  const hash = { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } };
  const answers = await Promise.all([
    fetch(`${platform.url}?query=${encodeURIComponent(query)}`, { headers }),
    fetch(platform.url, { method: "POST", headers, body: JSON.stringify({ extensions: hash }) }),
    fetch(platform.url, { method: "POST", headers, body: JSON.stringify([{ query }]) }),
    fetch(platform.url, {
      method: "POST",
      headers,
      body: JSON.stringify({ query, operationName: "x" }),
    }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([405, expect.any(Number), 400, 400]);
  expect(await answers[1]?.json()).toMatchObject({
    errors: [{ extensions: { code: "PERSISTED_QUERY_NOT_SUPPORTED" } }],
  });
});
