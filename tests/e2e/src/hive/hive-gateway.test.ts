import { pausePartner, resumePartner } from "@palier/landlord-store";
import { type PartnerKind, partnerKinds } from "@palier/schema";
import { purposesByHand } from "@palier/schema/testing";
import { inTurn } from "@palier/test-support";
import {
  buildClientSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from "graphql";
import { melun, partners } from "../access/access-convention.js";
import { graphFields } from "../access/graph-fields.js";
import { cellOf } from "../access/matrix.js";
import {
  type AccessAnswer,
  type AccessPlatform,
  type Asking,
  ask,
  startAccessPlatform,
} from "../access/platform.js";
import type { Front } from "../access/recording-front.js";
import { questionFor } from "../access/ways.js";
import { type HiveGateway, startHive } from "./hive-gateway.js";

/** The same operations, through our gateway and through Hive Gateway before the same subgraphs. */

let platform: AccessPlatform;
let hive: HiveGateway;

beforeAll(async () => {
  platform = await startAccessPlatform();
  hive = await startHive(platform);
});
afterAll(async () => {
  await hive.stop();
  await platform.stop();
});

async function both(
  account: string,
  query: string,
  asking: Asking = {},
): Promise<readonly [AccessAnswer, AccessAnswer]> {
  return [await askAt(platform, account, query, asking), await askAt(hive, account, query, asking)];
}

/** A statement of purpose serves for one question. */
async function askAt(
  { url }: Pick<HiveGateway, "url">,
  account: string,
  query: string,
  { purpose, ...asking }: Asking = {},
): Promise<AccessAnswer> {
  const stated = purpose === undefined ? null : await platform.state(account, purpose);
  return ask(url, await platform.token(account), query, { ...asking, stated });
}

/** In which order errors are told follows from who answers first. */
function told({ raw: _raw, ...answer }: AccessAnswer): unknown {
  const { errors } = answer;
  const placeOf = ({ path }: { readonly path?: unknown }) => JSON.stringify(path);
  return errors === undefined
    ? answer
    : { ...answer, errors: [...errors].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)) };
}

const rich = `query rich($code: ID!, $site: ID!) {
  territory(code: $code) {
    name
    levels { level sites dwellings }
    coverage { landlordsExpected landlordsAnswered dwellingsKnown landlords { landlord { slug name } status dwellings } }
    trend(from: "2025-04", to: "2025-06") { month levels { level dwellings } coverage { landlordsAnswered } }
    sites(first: 3) { totalCount edges { level node { __typename id name ...own } } pageInfo { hasNextPage endCursor } }
  }
  one: site(id: $site) { id name ...own }
  other: site(id: "orme:HARD") { id name dwellings commune { name } }
  none: site(id: "orme:NOWHERE") { id name }
}
fragment own on Site { dwellings ... on LisiereSite { commune { name } } }`;

const pattern = `query pattern($site: ID!) {
  site(id: $site) { incidentPattern { incidents times { timeBand weekday incidents } places { place incidents } months { month incidents } } }
}`;

const aliases = Array.from(
  { length: 14 },
  (_, index) =>
    `a${index}: sites(first: 200) { edges { node { history(from: "2024-01", to: "2025-06") { month level } } } }`,
);

/** What is wrong, the operation, what it is asked with, and the codes that some kind is told. */
const refused: readonly (readonly [string, string, Asking, RegExp])[] = [
  ["what is no operation", "{ territory(", {}, /^GRAPHQL_PARSE_FAILED$/],
  ["fragments alone", "fragment f on Site { id }", {}, /^OPERATION_RESOLUTION_FAILURE$/],
  [
    "several operations of which none is named",
    "query a { __typename } query b { __typename }",
    {},
    /^OPERATION_RESOLUTION_FAILURE$/,
  ],
  ["a change", "mutation { change }", {}, /^OPERATION_RESOLUTION_FAILURE$/],
  ["a field that nobody has", "{ landlords { slugg } }", {}, /^GRAPHQL_VALIDATION_FAILED$/],
  [
    "a field of the gateway's own",
    '{ site(id: "lisiere:HARD") { lookup } }',
    {},
    /^GRAPHQL_VALIDATION_FAILED$/,
  ],
  [
    "a field that only some are shown, with a purpose",
    '{ site(id: "lisiere:HARD") { incidents(first: 1) { edges { node { complaintReference } } } } }',
    {},
    /^(FORBIDDEN|PURPOSE_REQUIRED)$/,
  ],
  [
    "a variable of another type",
    "query q($code: ID!) { territory(code: $code) { name } }",
    { variables: { code: { a: 1 } } },
    /^BAD_USER_INPUT$/,
  ],
  [
    "a month that is none",
    `{ territory(code: "${melun}", month: "2025-13") { name } }`,
    {},
    /^(GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)$/,
  ],
  [
    "the schema beside data",
    '{ __type(name: "Site") { name } landlords { slug } }',
    {},
    /^BAD_USER_INPUT$/,
  ],
  [
    "what costs too much, or is not shown",
    `{ territory(code: "${melun}") { ${aliases.join(" ")} } }`,
    {},
    /^(TOO_COSTLY|FORBIDDEN)$/,
  ],
  ["another purpose", "{ landlords { slug } }", { purpose: "CURIOSITY" }, /^PURPOSE_REQUIRED$/],
];

/** Fields that need a purpose are asked for with one and without. */
function purposesFor(coordinates: readonly string[], kind: PartnerKind): (string | undefined)[] {
  const isBound = coordinates.some((each) => cellOf(each, kind) === "purpose");
  return isBound ? [undefined, purposesByHand[kind][0]] : [undefined];
}

/** Every field as every kind takes minutes: each kind asks for another part of them, with each commit for the next. */
const parts = 2 * partnerKinds.length;

describe.each(partnerKinds)("%s", (kind) => {
  it("is answered or refused alike for every field, in turns", async () => {
    const { api, schema } = graphFields(platform.supergraph);
    // Of the landlords' own types one stands for all.
    const fields = api.filter((coordinate) => !/^(ValDeBrie|Orme)/.test(coordinate));
    const asked = inTurn(fields, parts, 2 * partnerKinds.indexOf(kind));
    expect(asked.length).toBeGreaterThan(20);
    for (const coordinate of asked) {
      const { query, coordinates, keys } = questionFor(coordinate, schema);
      const places: Readonly<Record<string, string>> = { territory: melun, site: "lisiere:HARD" };
      const [root = ""] = keys;
      const variables = { [root]: places[root] };
      for (const purpose of purposesFor(coordinates, kind)) {
        const [ours, theirs] = await both(partners[kind], query, {
          variables,
          ...(purpose && { purpose }),
        });
        expect([coordinate, told(theirs)]).toEqual([coordinate, told(ours)]);
      }
    }
  }, 240_000);

  it("is answered alike where several things are asked of a landlord at once", async () => {
    const variables = { code: melun, site: "lisiere:HARD" };
    const [ours, theirs] = await both(partners[kind], rich, { variables });
    expect(told(theirs)).toEqual(told(ours));
    expect([theirs.status, theirs.errors]).toEqual([200, undefined]);
    expect(theirs.raw).toContain('"landlordsAnswered":3');
  });

  it("is told or refused alike when and where incidents took place, with a purpose and without", async () => {
    for (const purpose of [undefined, purposesByHand[kind][0]]) {
      const [ours, theirs] = await both(partners[kind], pattern, {
        variables: { site: "lisiere:HARD" },
        ...(purpose && { purpose }),
      });
      expect([purpose, told(theirs)]).toEqual([purpose, told(ours)]);
      const isShown = purpose !== undefined && (kind === "POLICE" || kind === "JUSTICE");
      expect([theirs.raw.includes('"NIGHT"'), theirs.errors === undefined]).toEqual([
        isShown,
        isShown,
      ]);
    }
  });

  it("is told of the same schema", async () => {
    const [ours, theirs] = await both(partners[kind], getIntrospectionQuery());
    // The introspection query's own answer.
    const schemas = [ours, theirs].map(({ data }) =>
      printSchema(
        lexicographicSortSchema(buildClientSchema(data as unknown as IntrospectionQuery)),
      ),
    );
    expect(schemas[1]).toBe(schemas[0]);
  });

  it.each(refused)("is refused alike %s", async (_what, query, asking, code) => {
    const [ours, theirs] = await both(partners[kind], query, asking);
    expect([ours.status >= 400, ours.data]).toEqual([true, undefined]);
    expect(ours.errors?.[0]?.extensions?.code).toMatch(code);
    expect(told(theirs)).toEqual(told(ours));
  });
});

it.each(["", "no.such.token"])("knows nobody by the token %j", async (token) => {
  const [ours, theirs] = [
    await ask(platform.url, token, rich, { stated: null }),
    await ask(hive.url, token, rich, { stated: null }),
  ];
  expect(ours.status).toBe(401);
  expect(theirs).toEqual(ours);
});

it("takes operations by POST alone, as JSON, of a length that it is told", async () => {
  const authorization = `Bearer ${await platform.token(partners.POLICE)}`;
  const body = JSON.stringify({ query: "{ landlords { slug } }" });
  const json = { authorization, "content-type": "application/json" };
  const large = JSON.stringify({ query: "#".repeat(100 * 1024) });
  const statuses = [
    await fetch(`${hive.url}?query={landlords{slug}}`, { headers: { authorization } }),
    await fetch(hive.url, { method: "POST", headers: { authorization }, body }),
    await fetch(hive.url, { method: "POST", headers: json, body: large }),
    await fetch(hive.url, { method: "POST", headers: json, body: `[${body}]` }),
    await fetch(new URL("/", hive.url), { headers: { authorization } }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([405, 415, 413, 400, 404]);
});

it("publishes the keys by which landlords know it, and what purposes are signed for", async () => {
  for (const name of ["palier-keys", "palier-purpose"]) {
    const [ours, theirs] = await Promise.all(
      [platform.url, hive.url].map(async (url) => {
        const response = await fetch(new URL(`/.well-known/${name}.json`, url));
        expect(response.status).toBe(200);
        return (await response.json()) as Readonly<Record<string, unknown>>;
      }),
    );
    // Their clock is one, and between both a second may begin.
    const isOfClock = "at" in (ours ?? {});
    if (isOfClock) expect(Math.abs(Number(theirs?.at) - Number(ours?.at))).toBeLessThan(60);
    expect({ ...theirs, at: null }).toEqual({ ...ours, at: null });
  }
});

/** What nobody outside may read: addresses, and how the graph is made. */
const inside =
  /127\.0\.0\.1|localhost|ECONN|socket|DOWNSTREAM|_entities|Contribution|SitePage|http:/i;

async function whileDown(front: Front | undefined, act: () => Promise<void>) {
  if (front === undefined) throw new Error("no such subgraph");
  const { target } = front;
  front.target = null;
  try {
    await act();
  } finally {
    front.target = target;
  }
}

it.each(["orme", "classification", "convention"])(
  "answers alike while %s is down",
  async (name) => {
    await whileDown(platform.fronts.get(name), async () => {
      const variables = { code: melun, site: "lisiere:HARD" };
      const [ours, theirs] = await both(partners.POLICE, rich, { variables });
      expect(told(theirs)).toEqual(told(ours));
      expect(theirs.raw).not.toMatch(inside);
      expect(theirs.raw).toContain(name === "orme" ? "UNREACHABLE" : "UNAVAILABLE");
    });
  },
);

it("lets a landlord withhold itself", async () => {
  const { store } = platform.nodes.orme;
  await pausePartner(store, partners.POLICE, "Fuite signalée", "Direction");
  const variables = { code: melun, site: "orme:HARD" };
  const [ours, theirs] = await both(partners.POLICE, rich, { variables });
  await resumePartner(store, partners.POLICE, "Direction");
  expect(theirs.raw).toContain("WITHHELD");
  expect(told(theirs)).toEqual(told(ours));
});

it("asks for each caller by itself, whoever asks the same at the same time", async () => {
  const front = platform.nodes.lisiere.front;
  const kinds = ["POLICE", "JUSTICE", "MUNICIPALITY"] as const;
  const query = `{ territory(code: "${melun}") { levels { level sites } sites { edges { node { name } } } } }`;
  const alone = (kind: PartnerKind) => askAt(hive, partners[kind], query);
  front.take();
  await alone("POLICE");
  const needed = front.take().length;
  const answers = await Promise.all([...kinds, ...kinds].map(alone));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  const askedFor = front.take().map(({ headers }) => {
    // A visa is a signed JSON text.
    const [, payload = ""] = String(headers["palier-visa"]).split(".");
    return (JSON.parse(Buffer.from(payload, "base64url").toString()) as { partner: string })
      .partner;
  });
  expect(needed).toBeGreaterThan(0);
  for (const kind of kinds) {
    expect(askedFor.filter((partner) => partner === partners[kind])).toHaveLength(2 * needed);
  }
});
