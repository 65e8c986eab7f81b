import { createHash } from "node:crypto";
import { type PartnerKind, partnerKinds, purposes, siteCursor } from "@palier/schema";
import { purposesByHand } from "@palier/schema/testing";
import {
  agglomeration,
  dammarie,
  district,
  melun,
  partners,
  policeElsewhere,
} from "../access/access-convention.js";
import { type GraphFields, graphFields } from "../access/graph-fields.js";
import { cellOf } from "../access/matrix.js";
import { type AccessAnswer, type AccessPlatform, startAccessPlatform } from "../access/platform.js";
import { questionFor } from "../access/ways.js";

/** No way of writing a question through the gateway gives what the plain question is denied. */

let platform: AccessPlatform;
let fields: GraphFields;
beforeAll(async () => {
  platform = await startAccessPlatform();
  fields = graphFields(platform.supergraph);
});
afterAll(() => platform.stop());

const site = 'site(id: "lisiere:HARD")';
const mayor = partners.MUNICIPALITY;
const police = partners.POLICE;
const purpose = "INVESTIGATION";
const hidden = /1 rue|Guet|PV-|Secret|Gardien|Récit|FAR/;

/** How many requests the subgraphs have received since the last call. */
const asked = () => [...platform.fronts.values()].flatMap((front) => front.take()).length;

async function post(account: string, body: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(platform.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${await platform.token(account)}`,
      ...headers,
    },
    body,
  });
  return { status: response.status, raw: await response.text() };
}

describe("a denied field", () => {
  it.each([
    `{ ${site} { address } }`,
    `{ ${site} { name: address } }`,
    `{ ${site} { ... { address } } }`,
    `{ ${site} { ... on Site { address } } }`,
    `{ ${site} { ... on LisiereSite { address } } }`,
    `{ ${site} { ... on OrmeSite { address } } }`,
    `{ ${site} { ...f } } fragment f on Site { address }`,
    `{ ${site} { ...f } } fragment f on LisiereSite { ...g } fragment g on Site { x: address }`,
    `{ ${site} { name } } fragment unused on Site { address }`,
    `{ ${site} { name address @include(if: false) } }`,
    `{ ${site} { name address @skip(if: true) } }`,
    `query ($no: Boolean! = false) { ${site} { name address @include(if: $no) } }`,
    `query ($yes: Boolean! = true) { ${site} { address @include(if: $yes) } }`,
    `{ ${site} { name ... @include(if: false) { address } } }`,
    `{ ${site} { name ...f @skip(if: true) } } fragment f on Site { address }`,
    `query a { ${site} { name } } query b { ${site} { address } }`,
    `{ territory(code: "${melun}") { sites { edges { node { location { latitude } } } } } }`,
    `{ ${site} { name } other: ${site} { __typename address } }`,
    `{ ${site} { incidents { pageInfo { hasNextPage } } } }`,
    `{ ${site} { incidents { __typename } } }`,
    `{ ${site} { classification { gates { conditions { observed } } } } }`,
    `{ ${site} { history { decision { reason } } } }`,
  ])("is refused before anything is fetched: %s", async (query) => {
    asked();
    const body = JSON.stringify({ query, operationName: query.startsWith("query a") ? "a" : null });
    const stated = await platform.state(mayor, "PREVENTION");
    const { status, raw } = await post(mayor, body, { "palier-purpose": stated });
    expect([status, asked()]).toEqual([403, 0]);
    expect(JSON.parse(raw)).toEqual({
      errors: [
        expect.objectContaining({ extensions: expect.objectContaining({ code: "FORBIDDEN" }) }),
      ],
    });
    expect(raw).not.toMatch(hidden);
  });

  it("is told of with all others of the document, each with the convention's line", async () => {
    const query = `{ ${site} { address incidents { edges { node { complaintReference } } } } }`;
    const { errors } = await platform.ask(mayor, query);
    expect(errors?.[0]?.extensions?.fields).toMatchObject([
      { field: "Site.address", line: "SITE_ADDRESS" },
      { field: "Site.incidents", line: "INCIDENT_DETAIL" },
      { field: "IncidentConnection.edges", line: "INCIDENT_DETAIL" },
      { field: "IncidentEdge.node", line: "INCIDENT_DETAIL" },
      { field: "Incident.complaintReference", line: "COMPLAINT_REFERENCE" },
    ]);
  });
});

describe("what only travels inside", () => {
  it.each([
    `{ ${site} { lookup } }`,
    `{ ${site} { ... on LisiereSite { lookup } } }`,
    `{ territory(code: "${melun}") { contributions { id } } }`,
    `{ territory(code: "${melun}") { expected { dwellings } } }`,
    `{ territory(code: "${melun}") { sites { id pages { id } } } }`,
    `{ territory(code: "${melun}") { levels { ... on LevelTally { sites } } } }`,
    "{ _service { sdl } }",
    '{ _entities(representations: [{ __typename: "LisiereSite", id: "lisiere:HARD" }]) { __typename } }',
    `{ ${site} { ... on LisiereContribution { status } } }`,
    "mutation { x }",
    "subscription { x }",
  ])("looks like what nobody has: %s", async (query) => {
    asked();
    const { errors = [], data } = await platform.ask(police, query, { purpose });
    expect([data, asked()]).toEqual([undefined, 0]);
    expect(errors.length).toBeGreaterThan(0);
    for (const { message, extensions } of errors) {
      expect(extensions?.code).toMatch(
        /^(GRAPHQL_VALIDATION_FAILED|OPERATION_RESOLUTION_FAILURE)$/,
      );
      const [, suggested = ""] = /Did you mean (.*)/.exec(message) ?? [];
      expect(suggested).not.toMatch(/lookup|contribution|expected|pages|tall|LevelTally|_/i);
    }
  });
});

describe("an error's words", () => {
  it.each([
    ["adress", `{ ${site} { adress } }`],
    ["locatio", `{ ${site} { locatio { latitude } } }`],
    ["incident", `{ ${site} { incident { edges } } }`],
    ["lookups", `{ ${site} { lookups } }`],
    ["contribution", `{ territory(code: "${melun}") { contribution { id } } }`],
    ["page", `{ territory(code: "${melun}") { sites { page { id } } } }`],
    ["Inciden", `{ ${site} { ... on Inciden { day } } }`],
    ["LisiereContributio", `{ ${site} { ... on LisiereContributio { id } } }`],
    ["_entitie", "{ _entitie { id } }"],
  ])("suggest nothing of what is hidden for %s", async (word, query) => {
    const { errors = [], data } = await platform.ask(mayor, query);
    expect(data).toBeUndefined();
    const words = errors.map(({ message }) => message.replaceAll(word, "")).join("\n");
    expect(words).not.toMatch(
      /address|location|incidents|Incident\b|lookup|contribution|pages|_entities/i,
    );
  });
});

describe("the schema that is told", () => {
  const text = "{ __schema { types { name fields { name } enumValues { name } } } }";

  it.each(partnerKinds)("holds what %s can ever be shown, no more and no less", async (kind) => {
    const { data } = await platform.ask(partners[kind], text);
    const { types } = (data as { __schema: { types: readonly IntrospectedType[] } }).__schema;
    const told = types
      .filter(({ name }) => !name.startsWith("__"))
      .flatMap(({ name, fields: own }) => (own ?? []).map((field) => `${name}.${field.name}`));
    const isReached = (coordinate: string) =>
      questionFor(coordinate, fields.schema).coordinates.every(
        (each) => cellOf(each, kind) !== "no",
      );
    expect(told.sort()).toEqual(fields.api.filter(isReached).sort());
  });

  it("has no types and enumerations that only hidden fields lead to", async () => {
    const names = ["Incident", "TimeBand", "LisiereContribution", "ContributionStatus", "_Any"];
    const parts = names.map((name, index) => `t${index}: __type(name: "${name}") { name }`);
    const { data } = await platform.ask(mayor, `{ ${parts.join(" ")} }`);
    expect(data).toEqual({ t0: null, t1: null, t2: null, t3: null, t4: null });
  });

  it("is not asked beside data", async () => {
    const { status, data } = await platform.ask(
      mayor,
      `{ __schema { types { name } } ${site} { id } }`,
    );
    expect([status, data]).toEqual([400, undefined]);
  });
});

interface IntrospectedType {
  readonly name: string;
  readonly fields: readonly { readonly name: string }[] | null;
}

describe("other ways of sending", () => {
  const query = `{ ${site} { address } }`;
  const sha256Hash = createHash("sha256").update(query).digest("hex");
  const extensions = { persistedQuery: { version: 1, sha256Hash } };

  it.each<[string, () => Promise<{ status: number; raw: string }>]>([
    ["a hash alone", () => post(mayor, JSON.stringify({ extensions }))],
    ["a hash with its text", () => post(mayor, JSON.stringify({ query, extensions }))],
    [
      "a batch",
      () => post(mayor, JSON.stringify([{ query: "{ landlords { slug } }" }, { query }])),
    ],
    ["a form", () => post(mayor, JSON.stringify({ query }), { "content-type": "text/plain" })],
    ["GraphQL as such", () => post(mayor, query, { "content-type": "application/graphql" })],
    [
      "an address",
      async () => {
        const response = await fetch(`${platform.url}?query=${encodeURIComponent(query)}`, {
          headers: {
            authorization: `Bearer ${await platform.token(police)}`,
            "x-apollo-operation-name": "a",
          },
        });
        return { status: response.status, raw: await response.text() };
      },
    ],
  ])("give nothing: %s", async (_what, send) => {
    asked();
    const { raw } = await send();
    expect(JSON.parse(raw)).toEqual({ errors: [expect.anything()] });
    expect(asked()).toBe(0);
    expect(raw).not.toMatch(hidden);
  });

  it("keep no text by its hash, not even one that the police has sent", async () => {
    await post(police, JSON.stringify({ query, extensions }));
    const { raw } = await post(mayor, JSON.stringify({ extensions }));
    expect(JSON.parse(raw)).toMatchObject({
      errors: [{ extensions: { code: "PERSISTED_QUERY_NOT_SUPPORTED" } }],
    });
  });

  it("answer each kind of the same text by itself, whoever asked before", async () => {
    for (const [account, status] of [
      [police, 200],
      [mayor, 403],
      [police, 200],
      [partners.JUSTICE, 200],
    ] as const) {
      expect((await platform.ask(account, query)).status).toBe(status);
    }
  });
});

describe("a purpose", () => {
  const query = `{ ${site} { incidents { edges { node { day } } } } }`;

  it("is asked for where there is none, and lifts what it may", async () => {
    const without = await platform.ask(police, query);
    expect([without.status, without.errors?.[0]?.extensions?.code]).toEqual([
      403,
      "PURPOSE_REQUIRED",
    ]);
    const withOne = await platform.ask(police, query, { purpose });
    expect(withOne.raw.match(/"day"/g)).toHaveLength(6);
    const ofJustice = await platform.ask(partners.JUSTICE, query, { purpose: "PROSECUTION" });
    expect(ofJustice.raw.match(/"day"/g)).toHaveLength(3);
  });

  it.each(["CURIOSITY", "investigation", "INVESTIGATION, PROSECUTION", "null"])(
    "that the convention does not know is refused: %s",
    async (unknown) => {
      const { status, errors, data } = await platform.ask(police, "{ landlords { slug } }", {
        purpose: unknown,
      });
      expect([status, data]).toEqual([403, undefined]);
      expect(errors?.[0]?.extensions?.code).toBe("PURPOSE_REQUIRED");
    },
  );

  it.each(partnerKinds)("is one that the convention lets %s state", async (kind) => {
    for (const purpose of purposes) {
      const answer = await platform.ask(partners[kind], "{ landlords { slug } }", { purpose });
      const isOwn = purposesByHand[kind].includes(purpose);
      expect([purpose, answer.status]).toEqual([purpose, isOwn ? 200 : 403]);
      if (!isOwn) expect(answer.errors?.[0]?.extensions?.code).toBe("PURPOSE_REQUIRED");
    }
  });

  it.each<PartnerKind>(["MUNICIPALITY", "LANDLORD", "COORDINATOR"])(
    "lifts nothing for %s",
    async (kind) => {
      for (const purpose of purposesByHand[kind]) {
        const { status, errors } = await platform.ask(partners[kind], query, { purpose });
        expect([status, errors?.[0]?.extensions?.code]).toEqual([403, "FORBIDDEN"]);
      }
    },
  );
});

describe("outside the scope", () => {
  const page = (code: string, args: string) =>
    `{ territory(code: "${code}") { sites${args} { totalCount pageInfo { hasNextPage endCursor }
       edges { cursor node { id } } } } }`;
  const idsIn = ({ raw }: AccessAnswer) => [...raw.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id);

  it.each(partnerKinds)("no list, total or partner names anything to %s", async (kind) => {
    const query = `{ territories { code sites(first: 6) { totalCount pageInfo { hasNextPage }
        edges { node { id } } } coverage { dwellingsExpected dwellingsKnown } levels { sites } }
      districts: territories(kind: PRIORITY_DISTRICT) { code }
      others: territories(kind: INTERCOMMUNALITY) { code }
      ${[dammarie, agglomeration, district]
        .map((code, index) => `t${index}: territory(code: "${code}") { name }`)
        .join(" ")}
      convention { partners { code scope { code } } } }`;
    const answer = await platform.ask(partners[kind], query);
    expect(answer.errors).toBeUndefined();
    expect(answer.raw).not.toMatch(/FAR|77152|247700057|QN07701M/);
    expect(answer.data).toMatchObject({
      territories: [
        {
          code: melun,
          sites: { totalCount: 6, pageInfo: { hasNextPage: false } },
          coverage: { dwellingsExpected: 600, dwellingsKnown: 600 },
        },
      ],
      ...{ districts: [], others: [], t0: null, t1: null, t2: null },
    });
    expect(idsIn(answer)).toHaveLength(6);
  });

  it("a cursor of another partner is a place in the order, and leads to nothing else", async () => {
    const theirs = await platform.ask(policeElsewhere, page(dammarie, "(first: 1)"));
    expect(idsIn(theirs)).toEqual(["lisiere:FAR"]);
    const [, cursor = ""] = /"endCursor":"([^"]+)"/.exec(theirs.raw) ?? [];
    const places = [cursor, siteCursor({ level: 3, dwellings: 90, id: "lisiere:E" })];
    const [after, beside] = await Promise.all(
      places.map((each) => platform.ask(police, page(melun, `(after: "${each}")`))),
    );
    expect(after?.raw).toBe(beside?.raw);
    expect(idsIn(after as AccessAnswer)).toEqual([
      "lisiere:QUIET",
      "orme:QUIET",
      "val-de-brie:QUIET",
    ]);
    expect((await platform.ask(police, page(dammarie, `(after: "${cursor}")`))).data).toEqual({
      territory: null,
    });
  });

  it("a cursor of another partner's incidents gives none of them", async () => {
    const list = (id: string, args: string) =>
      `{ site(id: "${id}") { incidents${args} { pageInfo { endCursor } edges { node { id } } } } }`;
    const theirs = await platform.ask(policeElsewhere, list("lisiere:FAR", "(first: 1)"), {
      purpose,
    });
    const [, cursor = ""] = /"endCursor":"([^"]+)"/.exec(theirs.raw) ?? [];
    expect(cursor).not.toBe("");
    const own = new Set(idsIn(await platform.ask(police, list("lisiere:HARD", ""), { purpose })));
    const after = await platform.ask(police, list("lisiere:HARD", `(after: "${cursor}")`), {
      purpose,
    });
    expect(idsIn(after).every((id) => own.has(id))).toBe(true);
    expect(
      (await platform.ask(police, list("lisiere:FAR", `(after: "${cursor}")`), { purpose })).data,
    ).toEqual({ site: null });
  });

  it("an id differs in nothing from one that nobody has, in any company", async () => {
    const query = (id: string) =>
      `{ known: ${site} { id } asked: site(id: "${id}") { name level: classification { level } actions { id } } }`;
    for (const [kind, account] of Object.entries(partners)) {
      const [far, nowhere] = await Promise.all(
        ["lisiere:FAR", "lisiere:NOWHERE"].map((id) => platform.ask(account, query(id))),
      );
      expect([kind, far?.raw]).toEqual([kind, nowhere?.raw]);
      expect(far?.data).toEqual({ known: { id: "lisiere:HARD" }, asked: null });
    }
  });
});

it("never answers what personal fields hold, to anybody", async () => {
  const query = `{ ${site} { incidents { edges { node { reporter } } } } }`;
  const names = ["reporter", "staff", "narrative", "freeText", "sourceRow"];
  for (const kind of partnerKinds) {
    const [purpose] = purposesByHand[kind];
    for (const name of names) {
      const asked = query.replace("reporter", name);
      const answer = await platform.ask(partners[kind], asked, { purpose });
      expect([answer.data, answer.raw]).toEqual([undefined, expect.not.stringMatching(hidden)]);
    }
  }
});
