import { buildSchema, parse } from "graphql";
import { OwnAccounts } from "../datasource/own-accounts.js";
import type { FetchContext, PlannedRequest } from "../datasource/subgraph-data-source.js";
import { askPlanned, ofWholeList } from "./ask-planned.js";

const context: FetchContext = {
  isCostly: false,
  caller: null,
  leaving: new AbortController().signal,
  unavailable: new Map(),
  allowances: new Map(),
  accounts: new OwnAccounts(),
  sitesAlong: new Map(),
};

const types = buildSchema(`
  type Query { territory(code: ID!): Territory records: [Record!] }
  type Territory { name: String }
  interface Record { id: ID! }
  type LisiereRecord implements Record { id: ID! }
`);

/** Answers each request by its representations, and errs about the first. */
function recorded() {
  const requests: (PlannedRequest & { readonly isList: boolean })[] = [];
  const source = {
    ask: async (request: PlannedRequest, _context: FetchContext, isList: boolean) => {
      requests.push({ ...request, isList });
      const errors = [{ message: "told", path: ["_entities", 0, "name"] }];
      return { data: { _entities: request.variables?.representations ?? null }, errors };
    },
  };
  return { requests, source };
}

it("sends what stands for itself as it is", async () => {
  const { requests, source } = recorded();
  const document = parse("query($code: ID!) { territory(code: $code) { name } }");
  await askPlanned(source, types, { document, variables: { code: "77288" } }, context);
  expect(requests).toMatchObject([{ variables: { code: "77288" }, isList: false }]);
});

it("asks of which type an object of an interface is, where the planner does not", async () => {
  const { requests, source } = recorded();
  await askPlanned(source, types, { document: parse("{ records { id } }") }, context);
  await askPlanned(source, types, { document: parse("{ records { __typename id } }") }, context);
  const texts = requests.map(({ query }) => query.replace(/\s+/g, " "));
  expect(texts).toEqual(Array(2).fill("{ records { __typename id } }"));
});

it("takes apart what is asked under several aliases, and puts the answers together", async () => {
  const { requests, source } = recorded();
  const document = parse(`query($r0: [_Any!]!, $r1: [_Any!]!, $first: Int) {
    _e0: _entities(representations: $r0) { ... on LisiereSite { ...f } }
    _e1: _entities(representations: $r1) { ... on LisiereSitePage { sites(first: $first) { id } } }
  } fragment f on LisiereSite { name }`);
  const [r0, r1] = [[{ id: "a" }], [{ id: "b" }, { id: "c" }]];
  const answer = await askPlanned(
    source,
    types,
    { document, variables: { r0, r1, first: 3 } },
    context,
  );
  const texts = requests.map(({ query }) => query.replace(/\s+/g, " "));
  expect(texts).toEqual([
    "query entities($representations: [_Any!]!) { _entities(representations: $representations) { ... on LisiereSite { ...f } } } fragment f on LisiereSite { name }",
    "query entities($representations: [_Any!]!, $first: Int) { _entities(representations: $representations) { ... on LisiereSitePage { sites(first: $first) { id } } } }",
  ]);
  expect(requests.map(({ variables, isList }) => [variables, isList])).toEqual([
    [{ representations: r0 }, false],
    [{ representations: r1, first: 3 }, true],
  ]);
  expect(answer.data).toEqual({ _e0: r0, _e1: r1 });
  expect(answer.errors?.map(({ path }) => path)).toEqual([
    ["_e0", 0, "name"],
    ["_e1", 0, "name"],
  ]);
});

it("says of an error about a whole list that it is", async () => {
  const source = { ask: async () => ({ data: null, errors: [{ message: "failed", path: [] }] }) };
  const document = parse(
    "query($r: [_Any!]!) { _e0: _entities(representations: $r) { __typename } }",
  );
  const { errors } = await askPlanned(source, types, { document, variables: { r: [] } }, context);
  expect(errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
    [["_e0", 0], { [ofWholeList]: true }],
  ]);
});

it("sends nothing that it cannot take apart", async () => {
  const { requests, source } = recorded();
  const document = parse(
    "query($r: [_Any!]!) { _e0: _entities(representations: $r) { __typename } landlords { slug } }",
  );
  await expect(
    askPlanned(source, types, { document, variables: { r: [] } }, context),
  ).rejects.toThrow("something else");
  expect(requests).toEqual([]);
});
