import { UnavailableError } from "@palier/schema";
import { SubgraphFailure } from "../connection/subgraph-failure.js";
import { createContext } from "../context.js";
import {
  askedSubgraph,
  entities,
  type Question,
  stays,
  twoLandlords,
  internalUrl as url,
} from "../testing/asked-subgraph.fixture.js";
import { anybody } from "./reader-terms.js";
import { SubgraphDataSource } from "./subgraph-data-source.js";
import { readingOf } from "./supergraph-reading.js";

/** Failures by their kind alone. */
async function process(question: Question, answer: unknown) {
  const { failures, ...asked } = await askedSubgraph(question, answer);
  return { ...asked, failures: failures.map((failure) => failure.split(":")[0]) };
}

const contributions: Question = {
  query: entities("...on LisiereContribution{state:status tallies{level sites dwellings}}"),
  representations: [
    { __typename: "LisiereContribution", id: "lisiere:77288:2026-09" },
    { __typename: "LisiereContribution", id: "lisiere:77288:2026-10" },
  ],
  path: ["territory", "contributions", "@"],
};

const sites: Question = {
  query: entities("...on LisiereSite{id label:name commune{code} classification{level}}"),
  representations: [
    { __typename: "LisiereSite", id: "lisiere:A" },
    { __typename: "LisiereSite", id: "lisiere:B" },
  ],
  path: ["territory", "sites", "edges", "@", "node"],
};

const tallies = [{ level: 4, sites: 1, dwellings: 40 }];
const answered = { state: "ANSWERED", tallies };
const site = (id: string) => ({
  id,
  label: "Les Lilas",
  commune: { code: "77288" },
  classification: null,
});
const notUsable = (end: string) => ({
  message: `The landlord lisiere ${end}`,
  path: [],
  extensions: {
    code: "LANDLORD_UNAVAILABLE",
    landlord: "lisiere",
    fr: expect.stringMatching(/^Le bailleur lisiere /),
  },
});

it("passes on what was asked for and nothing else", async () => {
  const { response, failures } = await process(contributions, {
    data: {
      _entities: [{ ...answered, id: "val-de-brie:77288:2026-10", month: "x" }, answered],
      beside: 1,
    },
    extensions: { internal: url },
  });
  expect(response).toEqual({ data: { _entities: [answered, answered] } });
  expect(failures).toEqual([]);
});

it("sends a question for entities with every variable it has", async () => {
  const sent: string[] = [];
  const query = `query($representations:[_Any!]!,$to:Month){_entities(representations:$representations){...on LisiereSite{incidentCounts(to:$to){count}}}}`;
  const variables = { to: "2026-10" };
  await process({ ...sites, query, variables, sent }, { data: { _entities: [null, null] } });
  const { representations } = sites;
  expect(sent.map((body) => JSON.parse(body))).toEqual([
    { query, variables: { ...variables, representations } },
  ]);
});

it.each(["UNREACHABLE", "TIMED_OUT", "FAILED", "INVALID_ANSWER"] as const)(
  "says %s in place of a landlord's contributions, without an error",
  async (reason) => {
    const failed = new SubgraphFailure(reason, `connect ${url}`);
    expect(await process(contributions, failed)).toEqual({
      response: {
        data: {
          _entities: [
            { state: reason, tallies: null },
            { state: reason, tallies: null },
          ],
        },
      },
      failures: [`lisiere ${reason}`],
      unavailable: { lisiere: reason },
    });
  },
);

it("leaves sites empty with one masked error when their landlord fails", async () => {
  const { response } = await process(sites, new SubgraphFailure("TIMED_OUT", url));
  expect(response).toEqual({
    data: { _entities: [null, null] },
    errors: [notUsable("does not answer")],
  });
});

it.each<[string, unknown]>([
  ["no object", "hello"],
  ["a list", [answered, answered]],
  ["no data", {}],
  ["data without entities", { data: { _entities: null } }],
  ["too few entities", { data: { _entities: [answered] } }],
  ["too many entities", { data: { _entities: [answered, answered, answered] } }],
  ["entities that are texts", { data: { _entities: ["a", "b"] } }],
  ["errors that are no list", { data: { _entities: [answered, answered] }, errors: "no" }],
])("counts %s as an invalid answer", async (_what, answer) => {
  const { response, unavailable } = await process(contributions, answer);
  const standIn = { state: "INVALID_ANSWER", tallies: null };
  expect(response).toEqual({ data: { _entities: [standIn, standIn] } });
  expect(unavailable).toEqual({ lisiere: "INVALID_ANSWER" });
});

it.each<[string, unknown]>([
  ["null", null],
  ["a list", []],
  ["no status", { tallies }],
  ["a status nobody knows", { state: "FINE", tallies }],
  ["tallies that are no list", { state: "ANSWERED", tallies: { level: 4 } }],
  ["a null tally", { state: "ANSWERED", tallies: [null] }],
  ["a level that is a text", { state: "ANSWERED", tallies: [{ ...tallies[0], level: "4" }] }],
  ["half a site", { state: "ANSWERED", tallies: [{ ...tallies[0], sites: 0.5 }] }],
  ["a tally without dwellings", { state: "ANSWERED", tallies: [{ level: 1, sites: 1 }] }],
])("counts a contribution that is %s as invalid and keeps the other", async (_what, wrong) => {
  const { response } = await process(contributions, { data: { _entities: [wrong, answered] } });
  expect(response).toEqual({
    data: { _entities: [{ state: "INVALID_ANSWER", tallies: null }, answered] },
  });
});

it.each([
  ["LANDLORD_WITHHELD", "WITHHELD"],
  ["CONVENTION_NOT_SIGNED", "NOT_IN_FORCE"],
  ["CONVENTION_NOT_YET_VALID", "NOT_IN_FORCE"],
  ["CONVENTION_EXPIRED", "NOT_IN_FORCE"],
  ["UNAUTHENTICATED", "FAILED"],
  ["UNAVAILABLE", "FAILED"],
  [undefined, "FAILED"],
])("says of a landlord that refuses the request with %s that it is %s", async (code, status) => {
  const refusal = { errors: [{ message: "no", extensions: { code } }] };
  const { response } = await process(contributions, refusal);
  const standIn = { state: status, tallies: null };
  expect(response).toEqual({ data: { _entities: [standIn, standIn] } });
});

it("counts a contribution with an error as failed, even where it gives figures", async () => {
  const { response } = await process(contributions, {
    data: { _entities: [answered, answered] },
    errors: [{ message: url, path: ["_entities", 1, "tallies"] }],
  });
  expect(response).toEqual({
    data: { _entities: [answered, { state: "FAILED", tallies: null }] },
  });
});

it("shows nothing of a site that does not exist, nor of one that answers for another", async () => {
  const { response } = await process(sites, { data: { _entities: [null, site("lisiere:A")] } });
  expect(response).toEqual({
    data: { _entities: [{ __typename: "Nothing" }, null] },
    errors: [notUsable("gave an answer that cannot be used")],
  });
});

it.each([
  ["a month that is none", { classification: { since: "2026-13" } }],
  ["a day that is none", { actions: [{ dueDate: "2026-02-30" }] }],
])("shows nothing of a site with %s, which no page could write", async (_what, wrong) => {
  const query = entities("...on LisiereSite{id classification{since}actions{dueDate}}");
  const right = { classification: { since: "2026-12" }, actions: [{ dueDate: "2026-02-28" }] };
  const { response } = await process(
    { ...sites, query },
    {
      data: {
        _entities: [
          { id: "lisiere:A", ...right, ...wrong },
          { id: "lisiere:B", ...right },
        ],
      },
    },
  );
  expect(response).toEqual({
    data: { _entities: [null, { id: "lisiere:B", ...right }] },
    errors: [notUsable("gave an answer that cannot be used")],
  });
});

it("shows a landlord's own words only with a code of the contract, once, and says where", async () => {
  const refusal = {
    message: "first is at most 100",
    extensions: { code: "BAD_USER_INPUT", stacktrace: ["at x"], url },
  };
  const bug = { message: `connect ECONNREFUSED ${url}`, extensions: { code: "INTERNAL" } };
  const { response } = await process(sites, {
    data: { _entities: [site("lisiere:A"), site("lisiere:B")] },
    errors: [
      { ...refusal, path: ["_entities", 0, "incidents"] },
      { ...refusal, path: ["_entities", 1, "incidents"] },
      { ...bug, path: ["_entities", 1, "history"] },
    ],
  });
  expect(response).toEqual({
    data: { _entities: [site("lisiere:A"), site("lisiere:B")] },
    errors: [
      { message: "first is at most 100", path: [], extensions: { code: "BAD_USER_INPUT" } },
      notUsable("answered with an error"),
    ],
  });
});

it("answers nothing for the platform's own subgraphs that fail, and names neither them nor why", async () => {
  const { response, unavailable } = await process(
    { query: "{territory(code:1){name}}", name: "convention" },
    new SubgraphFailure("FAILED", url),
  );
  expect(response).toEqual({
    data: null,
    errors: [{ message: "Internal error", extensions: { code: "INTERNAL_SERVER_ERROR" } }],
  });
  expect(unavailable).toEqual({});
});

it.each<[string, object]>([
  ["asked for its root", { query: "{territory(code:1){name}}" }],
  [
    "asked for entities",
    {
      query: entities("...on Territory{name}"),
      representations: [{ __typename: "Territory", code: "1" }],
    },
  ],
])(
  "says that one of the platform's own is unavailable when it says so, %s",
  async (_what, asked) => {
    const { message, extensions } = new UnavailableError();
    const refusal = { errors: [{ message, extensions }] };
    const { response } = await process({ name: "convention", ...asked } as Question, refusal);
    expect(response.errors).toEqual([{ message, extensions, path: expect.anything() }]);
  },
);

it("names the landlord that can give no answer for one of its sites", async () => {
  const { message, extensions } = new UnavailableError();
  const { response } = await process(sites, {
    data: { _entities: [site("lisiere:A"), null] },
    errors: [{ message, extensions, path: ["_entities", 1] }],
  });
  expect(response).toEqual({
    data: { _entities: [site("lisiere:A"), null] },
    errors: [notUsable("answered with an error")],
  });
});

it("leaves out a conditional field that the subgraph left out", async () => {
  const query = entities("...on LisiereSite{id name@include(if:$wanted)}");
  const [first] = sites.representations ?? [];
  const { response } = await process(
    { ...sites, query, representations: first ? [first] : [] },
    { data: { _entities: [{ id: "lisiere:A" }] } },
  );
  expect(response).toEqual({ data: { _entities: [{ id: "lisiere:A" }] } });
});

describe("a costly operation", () => {
  const costly = { ...createContext(null, new AbortController().signal), isCostly: true };

  it("has each fetch take a turn, whose wait is no time that the subgraph takes", async () => {
    let give: () => void = () => undefined;
    const given = new Promise<void>((resolve) => {
      give = resolve;
    });
    const taken: string[] = [];
    const turns = {
      take: async ({ partner }: { readonly partner: string }) => {
        taken.push(`begun for "${partner}"`);
        await given;
        return () => taken.push("ended");
      },
    };
    const answering = process(
      { ...sites, turns, context: costly },
      {
        data: { _entities: [site("lisiere:A"), site("lisiere:B")] },
      },
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect([taken, costly.allowances.size]).toEqual([['begun for ""'], 0]);
    give();
    expect((await answering).failures).toEqual([]);
    expect([taken.slice(1), costly.allowances.size]).toEqual([["ended"], 1]);
  });

  it("gives its turn back when the subgraph fails, and others take none", async () => {
    const ended: unknown[] = [];
    const turns = { take: async () => () => void ended.push(null) };
    const failed = new SubgraphFailure("FAILED", "status 500");
    expect((await process({ ...sites, turns, context: costly }, failed)).failures).toHaveLength(1);
    expect((await process({ ...sites, turns }, failed)).failures).toHaveLength(1);
    expect(ended).toHaveLength(1);
  });

  it("waits for a subgraph that hangs once", async () => {
    const context = { ...createContext(null, new AbortController().signal), isCostly: true };
    await process({ ...sites, context }, new SubgraphFailure("TIMED_OUT", "no answer"));
    expect(context.allowances.get("lisiere")?.begin()).toBeLessThanOrEqual(0);
  });
});

describe("sites that came with their page", () => {
  const page = "lisiere:77288:2026-10:4:2:";
  const facts = "id label:name dwellings";
  const later = { query: entities(`...on LisiereSite{${facts}}`), variables: {} };
  const places = ["A", "B", "C"].map((id) => ({ id: `lisiere:${id}`, level: 4, dwellings: 40 }));
  const node = (id: string, changed: object = {}) => ({
    id: `lisiere:${id}`,
    label: `Les ${id}`,
    dwellings: 40,
    ...changed,
  });
  const given = (nodes: unknown, errors?: unknown) => ({
    data: { _entities: [{ status: "ANSWERED", matching: 3, sites: places, nodes }] },
    ...(errors !== undefined && { errors }),
  });

  /** What the plan is given of sites A and B, and what was sent for it after the page. */
  async function askedFor(nodes: unknown, errors?: unknown, asked = later) {
    const sent: string[] = [];
    const context = createContext(null, stays);
    const { response: listed } = await askedSubgraph(
      {
        query: entities("...on LisiereSitePage{status matching sites{id level dwellings}}"),
        representations: [{ __typename: "LisiereSitePage", id: page }],
        context,
        sent,
        later: { question: later, lists: 2 },
      },
      given(nodes, errors),
    );
    expect(listed).toEqual({
      data: { _entities: [{ status: "ANSWERED", matching: 3, sites: places }] },
    });
    expect(sent).toHaveLength(1);
    const own = { data: { _entities: [node("A"), node("B")] } };
    const representations = [node("A"), node("B")].map(({ id }) => ({
      __typename: "LisiereSite",
      id,
    }));
    const { response } = await askedSubgraph({ ...asked, representations, context, sent }, own);
    return { response, sent: sent.slice(1) };
  }

  it("are not asked for once more", async () => {
    const { response, sent } = await askedFor([node("C"), node("B"), node("A")]);
    expect(sent).toEqual([]);
    expect(response).toEqual({ data: { _entities: [node("A"), node("B")] } });
  });

  it("hold what a site may hold, or it is left out", async () => {
    const { response, sent } = await askedFor([node("A", { dwellings: -4 }), node("B")]);
    expect(sent).toEqual([]);
    expect(response.data?._entities).toEqual([node("A", { dwellings: null }), node("B")]);
    expect(response.errors).toHaveLength(1);
  });

  it.each<{ what: string; nodes: unknown; errors?: unknown }>([
    { what: "one of them did not come", nodes: [node("A")] },
    { what: "one of them is not there", nodes: [node("A"), null] },
    { what: "one of them says no id", nodes: [node("A"), node("B", { id: 7 })] },
    { what: "none came", nodes: null },
    { what: "they are no list", nodes: "B" },
    {
      what: "one of them erred",
      nodes: [node("A"), node("B", { label: null })],
      errors: [{ message: "no", path: ["_entities", 0, "nodes", 1, "label"] }],
    },
  ])("are asked for by themselves where $what", async ({ nodes, errors }) => {
    const { response, sent } = await askedFor(nodes, errors);
    expect(sent.map((body) => JSON.parse(body).query)).toEqual([later.query]);
    expect(response).toEqual({ data: { _entities: [node("A"), node("B")] } });
  });

  it.each([
    { ...later, query: entities("...on LisiereSite{id label:name}") },
    { ...later, variables: { month: "2026-10" } },
  ])("answer no other question: %j", async (other) => {
    const { sent } = await askedFor([node("A"), node("B")], undefined, other);
    expect(sent).toHaveLength(1);
  });
});

it("asks no sites along for a while of a subgraph that cannot give them with a page", async () => {
  const sent: string[] = [];
  const page = { status: "ANSWERED", matching: 0, sites: [] };
  const source = new SubgraphDataSource({
    subgraph: { name: "lisiere", isLandlord: true },
    connection: {
      post: async (body) => {
        sent.push(body);
        // A version of before.
        return body.includes("nodes")
          ? { errors: [{ message: 'Cannot query field "nodes"' }] }
          : { data: { _entities: [page] } };
      },
      isAlive: async () => true,
    },
    supergraph: readingOf(twoLandlords),
    anybody: anybody(() => new Date("2027-01-10T12:00:00Z")),
    timeoutMs: 1_000,
    turns: { take: async () => () => undefined },
    onFailure: () => undefined,
  });
  const representations = [{ __typename: "LisiereSitePage", id: "lisiere:77288:2026-10:4:2:" }];
  const query = entities("...on LisiereSitePage{status matching sites{id level dwellings}}");
  const later = { query: entities("...on LisiereSite{name}"), variables: {} };
  const ask = () =>
    source.ask({ query, variables: { representations } }, createContext(null, stays), false, {
      question: later,
      lists: 2,
    });
  expect(await ask()).toEqual({ data: { _entities: [page] } });
  expect(sent.map((body) => body.includes("nodes"))).toEqual([true, false]);
  expect(await ask()).toEqual({ data: { _entities: [page] } });
  expect(sent.slice(2).map((body) => body.includes("nodes"))).toEqual([false]);
});
