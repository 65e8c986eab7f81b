import pg from "pg";
import { partners } from "../access/access-convention.js";
import { personalTexts } from "../access/landlord-store.js";
import { type AccessPlatform, startAccessPlatform } from "../access/platform.js";
import { type Body, entitiesBody, entityBody, StolenGateway } from "./stolen-gateway.js";

/** No way of writing a question to a node itself gives what the plain question is denied. */

let platform: AccessPlatform;
let stolen: StolenGateway;
beforeAll(async () => {
  platform = await startAccessPlatform();
  stolen = await StolenGateway.of(platform);
});
afterAll(() => platform.stop());

const hidden = new RegExp(["1 rue", "Guet", "PV-", ...Object.values(personalTexts)].join("|"));
const site = (selection: string) => entityBody("LisiereSite", "lisiere:HARD", selection);
/** With fragments of its own behind the operation. */
const withFragments = (selection: string, fragments: string): Body => {
  const { query, ...rest } = site(selection);
  return { ...rest, query: `${query} ${fragments}` };
};

describe("a field that is denied", () => {
  it.each<[string, Body]>([
    ["as it is", site("name address")],
    ["under another name", site("name: address")],
    ["in a fragment", withFragments("...f", "fragment f on LisiereSite { x: address }")],
    ["in a fragment of the interface", withFragments("...f", "fragment f on Site { address }")],
    ["in a fragment in a fragment", site("... { ... on Site { ... on LisiereSite { address } } }")],
    ["behind a condition that holds", site("address @include(if: true)")],
    ["behind a condition that does not skip", site("address @skip(if: false)")],
    ["below", site("location { latitude __typename }")],
    [
      "by its other key",
      entitiesBody({ __typename: "LisiereSite", lookup: "lisiere:HARD" }, "address"),
    ],
    [
      "with its value put into the key",
      entitiesBody(
        { __typename: "LisiereSite", id: "lisiere:HARD", address: "1 rue X" },
        "address",
      ),
    ],
    ["in the history", site("history { decision { reason } gates { conditions { observed } } }")],
    ["in incidents", site("incidents { edges { node { complaintReference day } } }")],
    ["in the type of incidents", site("incidents { __typename pageInfo { endCursor } }")],
  ])("is not given: %s", async (_what, body) => {
    const headers = await stolen.bound("lisiere", "MUNICIPALITY", body);
    const { raw, errors = [] } = await stolen.ask("lisiere", body, headers);
    expect(raw).not.toMatch(hidden);
    expect(raw).not.toMatch(/"(observed|latitude)":[\d]/);
    expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(
      new Set(["FORBIDDEN"]),
    );
  });
});

describe("what a node tells of itself", () => {
  it.each([
    "{ _service { sdl } }",
    "{ x: _service { y: sdl } }",
    "{ __schema { types { name } } }",
    '{ __type(name: "LisiereSite") { fields { name } } }',
    "{ _entities(representations: []) { ... on LisiereSite { adress } } }",
    "{ _entities(representations: []) { ... on LisiereContributio { status } } }",
    "{ _entitie { id } }",
  ])("is nothing of its schema: %s", async (query) => {
    const { raw, data } = await stolen.ask(
      "lisiere",
      { query },
      await stolen.headers("lisiere", "POLICE"),
    );
    expect(data ?? null).toBeNull();
    expect(raw).not.toMatch(/Did you mean|address\b|lookup|LisiereContribution\b/);
  });

  it("is the name of a type, to who knows it", async () => {
    const body = site("__typename");
    const { data } = await stolen.ask("lisiere", body, await stolen.headers("lisiere", "LANDLORD"));
    expect(data).toEqual({ _entities: [{ __typename: "LisiereSite" }] });
  });
});

describe("another way of sending", () => {
  const url = () => platform.fronts.get("lisiere")?.target ?? "";
  const good = async () => ({
    "content-type": "application/json",
    ...(await stolen.headers("lisiere", "POLICE")),
  });
  const body = JSON.stringify(site("address"));

  it.each<[string, () => Promise<Response>]>([
    ["by GET", async () => fetch(`${url()}?query=%7B__typename%7D`, { headers: await good() })],
    [
      "as a batch",
      async () => fetch(url(), { method: "POST", headers: await good(), body: `[${body}]` }),
    ],
    [
      "as another type",
      async () =>
        fetch(url(), {
          method: "POST",
          headers: { ...(await good()), "content-type": "text/plain" },
          body,
        }),
    ],
    [
      "by a hash",
      async () =>
        fetch(url(), {
          method: "POST",
          headers: await good(),
          body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}',
        }),
    ],
    [
      "without proofs",
      async () =>
        fetch(url(), { method: "POST", headers: { "content-type": "application/json" }, body }),
    ],
  ])("gives nothing: %s", async (_what, send) => {
    const text = await (await send()).text();
    expect(text).not.toMatch(hidden);
    expect(JSON.parse(text)).toEqual({ errors: [expect.anything()] });
  });
});

it("writes down every refusal, also of what is no operation at all", async () => {
  const { lisiere } = platform.nodes;
  const before = (await lisiere.log()).length;
  const headers = await stolen.headers("lisiere", "COORDINATOR");
  await stolen.ask("lisiere", { query: "{" }, headers);
  await stolen.ask("lisiere", { query: "{ nothing }" }, headers);
  await stolen.ask("lisiere", site("address"), headers);
  await stolen.ask("lisiere", site("name"), {});
  const entries = (await lisiere.log()).slice(0, 4).reverse();
  expect((await lisiere.log()).length).toBe(before + 4);
  const partner = partners.COORDINATOR;
  expect(entries).toMatchObject([
    { decision: "REFUSED", partner, rows: 0 },
    { decision: "REFUSED", partner, rows: 0 },
    { decision: "PARTLY_REFUSED", partner, reason: "FORBIDDEN Site.address" },
    { decision: "REFUSED", partner: null, rows: 0 },
  ]);
});

it("reads personal fields with no role that a node answers by", async () => {
  const { federatedUrl } = platform.nodes.lisiere.database;
  const client = new pg.Client({ connectionString: federatedUrl });
  await client.connect();
  try {
    for (const table of ["incident_personal", "incident_source"]) {
      await expect(client.query(`SELECT * FROM ${table}`)).rejects.toThrow(/permission denied/);
    }
    for (const change of ["UPDATE access_log SET entry = ''", "DELETE FROM access_log"]) {
      await expect(client.query(change)).rejects.toThrow(/permission denied/);
    }
  } finally {
    await client.end();
  }
});
