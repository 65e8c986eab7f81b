import { moreErrors, mostErrors } from "@palier/schema";
import { doublingChain } from "@palier/schema/testing";
import { getIntrospectionQuery } from "graphql";
import { tokenForAccount } from "../identity/token-for-account.js";
import { bearer, type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";

/** Issue 7: texts of a kilobyte, or of a hundred, that would cost more than all other callers do. */

const platforms: SmallPlatform[] = [];
let headers: Record<string, string>;

beforeAll(async () => {
  const on = await startPlatform();
  platforms.push(on, await startPlatform(null));
  headers = bearer(await tokenForAccount(on.origin, "mairie-dammarie"));
});

beforeEach(() => {
  for (const { received, log } of platforms) {
    received.splice(0);
    log.splice(0);
  }
});

afterAll(() => Promise.all(platforms.map((platform) => platform.stop())));

interface Answer {
  readonly status: number;
  readonly length: number;
  readonly messages: readonly string[];
  readonly body: unknown;
}

async function ask(identity: "on" | "off", query: string, variables?: unknown): Promise<Answer> {
  const platform = platforms[identity === "on" ? 0 : 1];
  if (platform === undefined) throw new Error("no platform");
  const response = await fetch(platform.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(identity === "on" && headers) },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const body = JSON.parse(text) as { errors?: readonly { readonly message: string }[] };
  const messages = (body.errors ?? []).map(({ message }) => message);
  return { status: response.status, length: text.length, messages, body };
}

/** Nobody was asked, and nothing stands in the log: the text alone was enough to refuse it. */
function expectNobodyAsked() {
  expect(platforms.map(({ received, log }) => [received, log])).toEqual([
    [[], []],
    [[], []],
  ]);
}

const onQuery = (fragments: number) =>
  `{ ...F0 } ${doublingChain(fragments, "Query", "__typename")}`;
const onTerritory = (fragments: number) =>
  `{ territory(code: "77152") { ...F0 } } ${doublingChain(fragments, "Territory", "name")}`;

describe.each(["on", "off"] as const)("with identity %s", (identity) => {
  it("answers what tools ask about the schema, and the schema once", async () => {
    const options = { specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true };
    const query = getIntrospectionQuery({ ...options, inputValueDeprecation: true, oneOf: true });
    const answer = await ask(identity, query);
    expect([answer.status, answer.messages]).toEqual([200, []]);
    const twice =
      "{ a: __schema { types { name } } ...F } fragment F on Query { b: __schema { types { name } } }";
    expect(await ask(identity, twice)).toMatchObject({
      status: 400,
      messages: ["Ask for __schema once in an operation"],
    });
    const merged = "{ __schema { types { name } } __schema { queryType { name } } }";
    expect((await ask(identity, merged)).status).toBe(200);
    expectNobodyAsked();
  });

  it.each([
    [16, "Query", onQuery(16)],
    [18, "Query", onQuery(18)],
    [20, "Query", onQuery(20)],
    [30, "Query", onQuery(30)],
    [150, "Query", onQuery(150)],
    [16, "Territory", onTerritory(16)],
    [18, "Territory", onTerritory(18)],
    [20, "Territory", onTerritory(20)],
    [30, "Territory", onTerritory(30)],
    [150, "Territory", onTerritory(150)],
  ])("refuses a chain of %d fragments on %s by its size", async (_fragments, _type, query) => {
    expect(await ask(identity, query)).toMatchObject({
      status: 400,
      messages: ["The operation has more than 400 selections, fragments spread; split it"],
    });
    expectNobodyAsked();
  });

  it("answers a chain that holds no more than an operation may", async () => {
    expect(await ask(identity, onQuery(6))).toMatchObject({
      status: 200,
      body: { data: { __typename: "Query" } },
    });
    const { status, messages } = await ask(identity, onTerritory(6));
    // The subgraphs of this platform fail: the path of their error is that of the client's field.
    expect([status, messages]).toEqual([200, ["Internal error"]]);
  });

  it("refuses a text of blank lines before it looks at what stands between them", async () => {
    const query = `{ site(id: 1) {${" address".repeat(1_900)} }${"\n".repeat(41_000)}}`;
    const { status, messages } = await ask(identity, query);
    expect([status, messages]).toEqual([
      400,
      ["The operation has more than 2000 lines; split it", expect.stringContaining("selections")],
    ]);
    expectNobodyAsked();
  });

  it("builds no more errors of unknown fields than it tells", async () => {
    const query = `{ ${Array.from({ length: 300 }, (_, index) => `nothing${index}`).join("\n")} }`;
    const { status, messages } = await ask(identity, query);
    expect([status, messages.length, messages.at(-1)]).toEqual([400, mostErrors, moreErrors]);
  });

  it("builds no more errors of wrong values than it tells, and refuses endless lists unread", async () => {
    const query = `query ($levels: [Int!]) { territory(code: "77152") { sites(levels: $levels) { totalCount } } }`;
    const words = (length: number) => ({ levels: Array.from({ length }, () => "x") });
    const some = await ask(identity, query, words(100));
    expect([some.status, some.messages.length]).toEqual([400, mostErrors]);
    expect(some.messages.at(-1)).toBe(moreErrors);
    const many = await ask(identity, query, words(20_000));
    expect([many.status, many.messages]).toEqual([
      400,
      ['The variable "$levels" holds a list of more than 100 values; send fewer'],
    ]);
    expect(Math.max(some.length, many.length)).toBeLessThan(10_000);
    expectNobodyAsked();
  });

  it("quotes no more of a long value than a reader needs", async () => {
    const query = `{ territory(code: "77152", month: "${"x".repeat(900)}") { name } }`;
    const { status, messages } = await ask(identity, query);
    expect([status, messages.length]).toEqual([400, 1]);
    expect(messages[0]?.length).toBeLessThan(320);
  });
});

it("tells of many denied fields the first, with their first places", async () => {
  const one = (field: string) => Array.from({ length: 30 }, () => field).join("\n");
  const fields = "address location { latitude longitude } actions { id }";
  const text = `{ site(id: 1) { ${one("address")} ... on LisiereSite { ${fields} } ... on HeronniereSite { ${fields} } } }`;
  const { status, body } = await ask("on", text);
  expect(status).toBe(403);
  const [error] = (
    body as { errors: { locations: unknown[]; extensions: { fields: unknown[] } }[] }
  ).errors;
  // 20 of the thirty places of Site.address, then one each of the types' own.
  expect(error?.locations.length).toBe(20 + (error?.extensions.fields.length ?? 0) - 1);
  expect(error?.locations.slice(0, 2)).toEqual([
    { line: 1, column: 17 },
    { line: 2, column: 1 },
  ]);
});

it("answers others while such texts come", async () => {
  const [platform] = platforms;
  const flood = Array.from({ length: 40 }, (_, index) => ask("on", onTerritory(30 + index)));
  const health = await fetch(new URL("/health/live", platform?.url));
  expect(health.status).toBe(200);
  expect((await Promise.all(flood)).map(({ status }) => status)).toEqual(flood.map(() => 400));
});
