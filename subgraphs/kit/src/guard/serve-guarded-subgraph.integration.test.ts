import { jest } from "@jest/globals";
import {
  type AccessEntry,
  bodyDigest,
  compilePolicy,
  landlordSdl,
  mostErrors,
  partnerKinds,
  templateTerms,
  type VisaRequest,
} from "@palier/schema";
import { doublingChain } from "@palier/schema/testing";
import { federatedSchema } from "../schema/federated-schema.js";
import type { RunningSubgraph } from "../server/serve-http.js";
import { inForce, trustedDoor } from "../trust/door.fixture.js";
import type { Guarded, GuardedSubgraphService } from "./guarded-service.js";
import { serveGuardedSubgraph } from "./serve-guarded-subgraph.js";

type Context = Guarded<object>;

const site = {
  __typename: "LisiereSite",
  id: "lisiere:1",
  lookup: "lisiere:1",
  name: "Les Tilleuls",
  address: "1 quai de Seine",
  location: { longitude: 2.66, latitude: 48.54 },
  dwellings: 60,
  incidents: { edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } },
  actions: [],
};

const schema = federatedSchema<Context>({
  sdl: landlordSdl("lisiere"),
  resolvers: {
    LisiereSite: {
      __resolveReference: ({ id }: { id: string }, { access }: Context) => {
        access.addRows(1);
        access.addSites([id]);
        access.addTerritories(["77288"]);
        return { ...site, id };
      },
      priorityDistrict: () => Promise.reject(new TypeError("password=hunter2")),
    },
  },
});
const policies = partnerKinds.map((kind) => compilePolicy(templateTerms, kind, schema));

const trusted = await trustedDoor();
const entries: AccessEntry[] = [];
const running: RunningSubgraph[] = [];
const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);

async function start(changes: Partial<GuardedSubgraphService<object>> = {}) {
  const subgraph = await serveGuardedSubgraph({
    name: "lisiere",
    host: "127.0.0.1",
    port: 0,
    schema,
    policies,
    door: trusted.door,
    context: async () => ({}),
    record: async (entry) => void entries.push(entry),
    isReady: async () => undefined,
    ...changes,
  });
  running.push(subgraph);
  return subgraph.url;
}

function post(url: string, body: string, headers: Record<string, string> = {}) {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", connection: "close", ...headers },
    body,
  });
}

/** Asks one site's fields as a partner; with a purpose, by a visa of this request's own. */
async function ask(
  url: string,
  partner: string,
  selection: string,
  { fragments = "", ...request }: Partial<VisaRequest> & { readonly fragments?: string } = {},
) {
  const query = `query Page($r: [_Any!]!) { _entities(representations: $r) { ${selection} } } ${fragments}`;
  const variables = { r: [{ __typename: "LisiereSite", id: "lisiere:1" }] };
  const body = JSON.stringify({ query, variables });
  const bound = request.purpose ? { body: bodyDigest(body) } : {};
  const headers = await trusted.headersFor(partner, { ...bound, ...request });
  const answer = await (await post(url, body, headers)).json();
  const { data, errors = [] } = answer as {
    data?: { _entities: unknown[] } | null;
    errors?: { message: string; extensions: { code: string } }[];
  };
  return {
    site: data?._entities[0] ?? null,
    codes: errors.map(({ extensions }) => extensions.code),
    messages: errors.map(({ message }) => message),
  };
}

beforeEach(() => {
  entries.splice(0);
  logged.mockClear();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((subgraph) => subgraph.stop()));
});

const denied = { site: { address: null }, codes: ["FORBIDDEN"] };
const unproven = { site: { incidents: null }, codes: ["PURPOSE_REQUIRED"] };
const shown = { address: { site: { address: "1 quai de Seine" }, codes: [] } };
const detail = { site: { incidents: { edges: [] } }, codes: [] };

it.each([
  ["police-melun", "INVESTIGATION", shown.address, unproven, detail],
  ["parquet-melun", "PROSECUTION", shown.address, unproven, detail],
  ["mairie-dammarie", "PREVENTION", denied, null, null],
  ["bailleur-lisiere", "PREVENTION", denied, null, null],
  ["coordination", "PREVENTION", denied, null, null],
] as const)(
  "gives %s what its kind is granted",
  async (partner, purpose, address, unstated, stated) => {
    const url = await start();
    expect(await ask(url, partner, "... on LisiereSite { address }")).toMatchObject(address);
    const incidents = "... on LisiereSite { incidents { edges { cursor } } }";
    const none = { site: { incidents: null }, codes: ["FORBIDDEN"] };
    expect(await ask(url, partner, incidents)).toMatchObject(unstated ?? none);
    expect(await ask(url, partner, incidents, { purpose })).toMatchObject(stated ?? none);
    // A visa of the session states the purpose and lifts nothing.
    expect(await ask(url, partner, incidents, { purpose, body: null })).toMatchObject(
      unstated ?? none,
    );
  },
);

it.each([
  ["... on Site { address }", ""],
  ["... on LisiereSite { name: address }", ""],
  ["... on Site @include(if: true) { ... on LisiereSite @skip(if: false) { address } }", ""],
  ["...Parts", "fragment Deep on Site { address } fragment Parts on LisiereSite { ...Deep }"],
])("gives no denied field by another path: %s %s", async (selection, fragments) => {
  const answer = await ask(await start(), "mairie-dammarie", selection, { fragments });
  expect(Object.values(answer.site ?? {})).toEqual([null]);
  expect(answer.codes).toEqual(["FORBIDDEN"]);
  expect(answer.messages).toEqual(["Site.address is not shown to your kind of partner."]);
  expect(entries[0]?.coordinates).toContain("Site.address");
});

it("answers a paused partner by a context that knows, and logs it as refused", async () => {
  const paused = await trustedDoor({
    terms: () => inForce({ isPaused: (partner) => partner === "police-melun" }),
  });
  const seen: boolean[] = [];
  const url = await start({
    door: paused.door,
    context: async ({ isPaused }) => {
      seen.push(isPaused);
      return {};
    },
  });
  const body = JSON.stringify({ query: "{ __typename }" });
  for (const partner of ["police-melun", "coordination"]) {
    const response = await post(url, body, await paused.headersFor(partner));
    expect(await response.json()).toEqual({ data: { __typename: "Query" } });
  }
  expect(seen).toEqual([true, false]);
  expect(entries).toMatchObject([
    { viewer: { partner: "police-melun" }, decision: "REFUSED", reason: "LANDLORD_WITHHELD" },
    { viewer: { partner: "coordination" }, decision: "GRANTED", reason: null },
  ]);
});

it("answers __typename, and gives the gateway its inputs by its own visa alone", async () => {
  const url = await start();
  const selection = "__typename ... on LisiereSite { lookup }";
  expect(await ask(url, "police-melun", selection)).toMatchObject({
    site: null,
    codes: ["FORBIDDEN"],
    messages: ["This field is not part of this graph."],
  });
  expect(await ask(url, "police-melun", selection, { asks: "INPUTS" })).toMatchObject({
    site: { __typename: "LisiereSite", lookup: "lisiere:1" },
    codes: [],
  });
});

it.each([
  ["_service", "{ _service { sdl } }"],
  ["introspection of the schema", "{ __schema { types { name } } }"],
  ["introspection of a type", '{ __type(name: "LisiereSite") { fields { name } } }'],
  ["a misspelt field", "{ _entities(representations: []) { ... on LisiereSite { lookupp } } }"],
])("shows nothing of the schema by %s", async (_case, query) => {
  const url = await start();
  const response = await post(
    url,
    JSON.stringify({ query }),
    await trusted.headersFor("police-melun"),
  );
  const text = await response.text();
  expect(text).toContain('"errors"');
  expect(text).not.toMatch(/"lookup"|complaintReference|Did you mean/);
  expect(entries).toMatchObject([{ decision: "REFUSED" }]);
});

it("refuses who brings no visa, or no token, in one and the same words", async () => {
  const url = await start();
  const headers = await trusted.headersFor("police-melun");
  const body = JSON.stringify({ query: "{ __typename }" });
  const cases: Record<string, string>[] = [
    {},
    { "palier-visa": headers["palier-visa"] },
    { authorization: headers.authorization },
    { ...headers, "palier-visa": await trusted.visaFor("police-melun", {}, "heronniere") },
  ];
  const answers = await Promise.all(
    cases.map(async (sent) => {
      const response = await post(url, body, sent);
      return [response.status, await response.json()];
    }),
  );
  for (const [status, answer] of answers) {
    expect(status).toBe(200);
    expect(answer).toEqual({
      errors: [
        {
          message: "You are not signed in, or your session has ended. Sign in again.",
          extensions: {
            code: "UNAUTHENTICATED",
            fr: "Vous n’êtes pas connecté, ou votre session a pris fin. Connectez-vous de nouveau.",
          },
        },
      ],
    });
  }
  expect(entries.map(({ reason, viewer }) => [reason, viewer]).sort()).toEqual([
    ["no exchanged token", null],
    ["no visa", null],
    ["no visa", null],
    ["visa: audience", null],
  ]);
});

it("records who asked what, what was read, and what was refused", async () => {
  const url = await start();
  await ask(url, "coordination", "__typename ... on Site { name } ... on LisiereSite { address }");
  expect(entries).toEqual([
    {
      at: expect.any(Date),
      operationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      operation: "Page",
      viewer: expect.objectContaining({ partner: "coordination", kind: "COORDINATOR" }),
      isProved: true,
      coordinates: ["Query._entities", "Site.address", "Site.name"],
      decision: "PARTLY_REFUSED",
      reason: "FORBIDDEN Site.address",
      rows: 1,
      sites: ["lisiere:1"],
      territories: ["77288"],
      durationMs: expect.any(Number),
    },
  ]);
});

it("records an answered operation, a purpose that lifts nothing, and what is no operation", async () => {
  const url = await start();
  await ask(url, "police-melun", "... on LisiereSite { name }", {
    purpose: "STEERING_COMMITTEE",
    body: null,
  });
  const headers = await trusted.headersFor("police-melun");
  expect((await post(url, "{", headers)).status).toBe(400);
  expect((await post(url, "{ ", { ...headers, "content-type": "text/plain" })).status).toBe(415);
  await post(url, JSON.stringify({ query: "{ nothing }" }), headers);
  expect(entries).toMatchObject([
    {
      decision: "GRANTED",
      reason: null,
      viewer: { purpose: null, statedPurpose: "STEERING_COMMITTEE" },
    },
    { decision: "REFUSED", reason: "the request holds no operation" },
    { decision: "REFUSED", reason: "the request holds no operation" },
    { decision: "REFUSED", reason: "GRAPHQL_VALIDATION_FAILED" },
  ]);
});

it.each([
  ["a mutation", { query: "mutation Close { close }" }, 400, "OPERATION_RESOLUTION_FAILURE"],
  ["a subscription", { query: "subscription { closed }" }, 400, "OPERATION_RESOLUTION_FAILURE"],
  [
    "two operations and no name",
    { query: "query A { __typename } query B { __typename }" },
    400,
    "OPERATION_RESOLUTION_FAILURE",
  ],
  [
    "the name of no operation",
    { query: "query A { __typename }", operationName: "B" },
    400,
    "OPERATION_RESOLUTION_FAILURE",
  ],
  [
    "fragments alone",
    { query: "fragment A on Query { __typename }" },
    400,
    "GRAPHQL_VALIDATION_FAILED",
  ],
  ["no GraphQL", { query: "{ site(" }, 400, "GRAPHQL_PARSE_FAILED"],
  ["a field that is not there", { query: "{ site }" }, 400, "GRAPHQL_VALIDATION_FAILED"],
  [
    "a variable of another type",
    { query: "query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }" },
    400,
    "BAD_USER_INPUT",
  ],
  ["no query", {}, 400, "BAD_REQUEST"],
  [
    "a hash for a query",
    { extensions: { persistedQuery: { version: 1, sha256Hash: "0" } } },
    200,
    "PERSISTED_QUERY_NOT_SUPPORTED",
  ],
  ["several requests in one", [{ query: "{ __typename }" }], 400, "BAD_REQUEST"],
] as const)(
  "refuses %s as the caller's mistake, and records the refusal",
  async (_case, sent, status, code) => {
    const url = await start();
    const headers = await trusted.headersFor("police-melun");
    const response = await post(url, JSON.stringify(sent), headers);
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect([response.status, errors.map(({ extensions }) => extensions.code)]).toEqual([
      status,
      [code],
    ]);
    expect(entries).toEqual([
      expect.objectContaining({
        decision: "REFUSED",
        viewer: expect.objectContaining({ partner: "police-melun" }),
        rows: 0,
      }),
    ]);
    expect(logged).not.toHaveBeenCalled();
  },
);

it("masks what nobody foresaw", async () => {
  const url = await start();
  const { codes, messages } = await ask(
    url,
    "police-melun",
    "... on LisiereSite { priorityDistrict { code } }",
  );
  expect([codes, messages]).toEqual([["INTERNAL_SERVER_ERROR"], ["Internal error"]]);
});

it("sends no answer before it is recorded", async () => {
  let release: () => void = () => undefined;
  const isRecorded = new Promise<void>((resolve) => {
    release = resolve;
  });
  let recording: () => void = () => undefined;
  const isRecording = new Promise<void>((resolve) => {
    recording = resolve;
  });
  const url = await start({
    record: async () => {
      recording();
      await isRecorded;
    },
  });
  let isAnswered = false;
  const answer = ask(url, "police-melun", "... on Site { name }").then((value) => {
    isAnswered = true;
    return value;
  });
  await isRecording;
  await new Promise((resolve) => setImmediate(resolve));
  expect(isAnswered).toBe(false);
  release();
  expect(await answer).toMatchObject({ site: { name: "Les Tilleuls" } });
});

it.each(["police-melun", "nobody"])("gives %s nothing when it cannot be recorded", async (who) => {
  const url = await start({ record: () => Promise.reject(new Error("disk full at /var/log")) });
  const answer = await ask(url, who, "... on LisiereSite { name }");
  expect(answer).toEqual({
    site: null,
    codes: ["UNAVAILABLE"],
    messages: ["No answer can be given just now. Try again in a moment."],
  });
  expect(logged.mock.calls[0]?.[0]).toContain("disk full");
});

it("refuses a kind that it has no policy for, and a replayed request", async () => {
  const url = await start({ policies: policies.filter(({ kind }) => kind !== "JUSTICE") });
  const selection = "... on Site { name }";
  expect(await ask(url, "parquet-melun", selection)).toMatchObject({
    site: null,
    codes: ["FORBIDDEN"],
  });
  const body = JSON.stringify({ query: "{ __typename }" });
  const headers = await trusted.headersFor("police-melun", { body: bodyDigest(body) });
  const texts = [await post(url, body, headers), await post(url, body, headers)];
  expect(await Promise.all(texts.map((response) => response.json()))).toMatchObject([
    { data: { __typename: "Query" } },
    { errors: [{ extensions: { code: "UNAUTHENTICATED" } }] },
  ]);
});

describe("a document that costs more than it asks (issue 7)", () => {
  /** As a gateway gone wrong may send it, with proofs that hold. */
  const send = async (url: string, query: string, variables: unknown = {}) => {
    const body = JSON.stringify({ query, variables });
    const headers = await trusted.headersFor("mairie-dammarie", { body: bodyDigest(body) });
    const text = await (await post(url, body, headers)).text();
    const { errors = [] } = JSON.parse(text) as {
      errors?: { message: string; path?: unknown[]; locations?: unknown }[];
    };
    return { errors, length: text.length };
  };
  const sites = (count: number) => ({
    r: Array.from({ length: count }, (_, index) => ({
      __typename: "LisiereSite",
      id: `lisiere:${index}`,
    })),
  });

  it.each([16, 30, 300])("is refused by its size: a chain of %d fragments", async (length) => {
    const url = await start();
    const chain = doublingChain(length, "LisiereSite", "name");
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ...F0 } } ${chain}`;
    const { errors } = await send(url, query, sites(1));
    expect(errors.map(({ message }) => message)).toEqual([
      "The operation has more than 40000 selections, fragments spread; split it",
    ]);
    expect(entries).toMatchObject([
      { decision: "REFUSED", reason: "GRAPHQL_VALIDATION_FAILED", rows: 0 },
    ]);
  });

  it("is refused by its tokens, as many as the service takes", async () => {
    const url = await start({ mostTokens: 50 });
    const { errors } = await send(url, `{ ${"__typename ".repeat(50)} }`);
    expect(errors).toMatchObject([{ message: expect.stringContaining("50 tokens") }]);
  });

  it("is told twenty of its mistakes", async () => {
    const url = await start();
    const unknown = Array.from({ length: 500 }, (_, index) => `nothing${index}`).join("\n");
    expect((await send(url, `{ ${unknown} }`)).errors).toHaveLength(mostErrors);
    const query = `query (${"$r: [_Any!]!"}) { _entities(representations: $r) { __typename } }`;
    const wrong = { r: Array.from({ length: 500 }, () => null) };
    expect((await send(url, query, wrong)).errors).toHaveLength(mostErrors);
  });

  it("is told of each site that something was denied, once, and not where in an endless text", async () => {
    const url = await start();
    const blank = "\n".repeat(1_000_000);
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) {${blank} ... on LisiereSite { name address location { latitude } } } }`;
    const { errors, length } = await send(url, query, sites(300));
    expect(new Set(errors.map(({ path }) => path?.[1])).size).toBe(300);
    // Both fields of the first ten sites, then one of each.
    expect(errors).toHaveLength(mostErrors + 290);
    expect(errors.every(({ locations }) => locations === undefined)).toBe(true);
    expect(length).toBeLessThan(200_000);
  });
});

it("has health without a visa, and stops with all its servers", async () => {
  const url = await start();
  expect((await fetch(new URL("/health/ready", url))).status).toBe(200);
  expect((await fetch(url)).status).toBe(405);
  await running.splice(0)[0]?.stop();
  await expect(fetch(url)).rejects.toThrow();
});
