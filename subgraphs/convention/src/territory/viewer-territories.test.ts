import { actionSelectionId, type PartnerKind, siteSelectionId, type Viewer } from "@palier/schema";
import { graphql } from "graphql";
import { exampleConvention } from "../example-convention.fixture.js";
import { createConventionSubgraph } from "../subgraph.js";

const [amont, rives] = exampleConvention.territories;
if (amont === undefined || rives === undefined) throw new Error("No territories");
const both = ["10001", "10002"];
const convention = {
  ...exampleConvention,
  territories: [
    amont,
    { ...amont, code: "10002", name: "Aval", communes: ["10002"] },
    { ...amont, code: "247", kind: "INTERCOMMUNALITY" as const, communes: both },
    rives,
  ],
};
const schema = createConventionSubgraph(convention, () => new Date("2026-11-22T12:00:00Z"));

function viewer(scope: readonly string[], kind: PartnerKind = "POLICE"): Viewer {
  const who = { subject: "agent-17", partner: "police", kind, scope };
  return { ...who, purpose: null, statedPurpose: null, asks: "INPUTS" };
}

async function ask(scope: readonly string[], source: string, variableValues = {}) {
  const touched: string[] = [];
  const access = {
    addRows: () => undefined,
    addSites: () => undefined,
    addTerritories: (codes: Iterable<string>) => void touched.push(...codes),
  };
  const contextValue = { viewer: viewer(scope), access };
  const answer = await graphql({ schema, source, variableValues, contextValue });
  return { ...(JSON.parse(JSON.stringify(answer)) as { data: unknown }), touched };
}

it.each([
  [["10001"], ["10001"]],
  [["QP-1"], ["QP-1"]],
  [["247"], ["10001", "10002", "247", "QP-1"]],
  [both, ["10001", "10002", "247", "QP-1"]],
  [["99999"], []],
  [[], []],
])("holds no territory outside the scope %j, by list, code or key", async (scope, seen) => {
  const codes = ["10001", "10002", "247", "QP-1", "99999"];
  const list = await ask(scope, "{ territories { code } }");
  expect(list).toEqual({ data: { territories: seen.map((code) => ({ code })) }, touched: seen });
  const selection = { month: "2026-10", landlord: null, first: 50, after: null };
  const [sites, actions] = [
    { ...selection, levels: null },
    { ...selection, axis: null },
  ];
  const r = codes.flatMap((code) => [
    { __typename: "Territory", code, month: "2026-10" },
    { __typename: "TrendPoint", code, month: "2026-10" },
    { __typename: "SiteConnection", id: siteSelectionId({ ...sites, territory: code }) },
    { __typename: "ActionConnection", id: actionSelectionId({ ...actions, territory: code }) },
  ]);
  const fields = codes.map((code, index) => `t${index}: territory(code: "${code}") { code }`);
  const query = `query ($r: [_Any!]!) { ${fields.join(" ")}
    _entities(representations: $r) { __typename } }`;
  const { data } = await ask(scope, query, { r });
  const { _entities: entities, ...byCode } = data as { _entities: unknown[] };
  expect(Object.values(byCode)).toEqual(
    codes.map((code) => (seen.includes(code) ? { code } : null)),
  );
  expect(entities).toEqual(
    codes.flatMap((code) =>
      ["Territory", "TrendPoint", "SiteConnection", "ActionConnection"].map((__typename) =>
        seen.includes(code) ? { __typename } : null,
      ),
    ),
  );
});

it("tells of a partner's scope what lies within the viewer's own", async () => {
  const query = "{ convention { partners { code scope { code } } } }";
  const partners = async (scope: readonly string[]) => (await ask(scope, query)).data;
  const told = (scope: unknown[]) => ({ convention: { partners: [{ code: "police", scope }] } });
  expect(await partners(["10001"])).toEqual(told([]));
  expect(await partners(["247"])).toEqual(told([{ code: "QP-1" }]));
});
