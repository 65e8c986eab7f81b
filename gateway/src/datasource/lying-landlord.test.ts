import { compilePolicy, type PartnerKind, templateTerms } from "@palier/schema";
import { createContext, type GatewayContext } from "../context.js";
import { readerTerms } from "../identity/reader-terms.js";
import {
  askedSubgraph,
  entities,
  internalUrl,
  stays,
  twoLandlords,
} from "../testing/asked-subgraph.fixture.js";

const month = "2026-10";
const sites = ["lisiere:A", "lisiere:B"].map((id) => ({ __typename: "LisiereSite", id }));
const path = ["territory", "sites", "edges", "@", "node"];

/** What the plan is given of site A when it is told `lie`, beside a site B that is told `truth`. */
async function told(selections: string, lie: object, truth: object, context?: GatewayContext) {
  const query = entities(`...on LisiereSite{id ${selections}}`);
  const answer = {
    data: {
      _entities: [
        { ...sites[0], ...lie },
        { ...sites[1], ...truth },
      ],
    },
  };
  const asked = await askedSubgraph(
    { query, representations: sites, path, ...(context && { context }) },
    answer,
  );
  const [first, second] = (asked.response.data?._entities ?? []) as Record<string, unknown>[];
  return { ...asked, first, second };
}

const leftOut = (field: string) => ({
  message: `The landlord lisiere gave for ${field} what the contract does not allow; it is left out`,
  path: [],
  extensions: {
    code: "INVALID_ANSWER",
    landlord: "lisiere",
    fr: `Le bailleur lisiere a donné pour ${field} ce que le contrat n’admet pas ; ce n’est pas affiché`,
  },
});

const rows = (length: number) => Array.from({ length }, () => ({ month }));

it.each<[string, string, object, object, object]>([
  ["Site.dwellings", "dwellings", { dwellings: -5 }, { dwellings: 5 }, { dwellings: null }],
  [
    "Classification.level",
    "classification{level}",
    { classification: { level: 9 } },
    { classification: { level: 4 } },
    { classification: null },
  ],
  [
    "Classification.month",
    "history{month}",
    { history: [{ month }, { month: "2030-01" }] },
    { history: [{ month }] },
    { history: null },
  ],
  [
    "Classification.month",
    'classification(month:"2026-09"){month}',
    { classification: { month } },
    { classification: { month: "2026-09" } },
    { classification: null },
  ],
  [
    "Site.history",
    "history{month}",
    { history: rows(50_000) },
    { history: rows(36) },
    { history: null },
  ],
  [
    "Site.history",
    'history(from:"2026-09",to:"2026-10"){month}',
    { history: rows(3) },
    { history: rows(2) },
    { history: null },
  ],
  [
    "IncidentCount.count",
    "incidentCounts{count}",
    { incidentCounts: [{ count: 4 }, { count: -3 }] },
    { incidentCounts: [{ count: 4 }] },
    { incidentCounts: null },
  ],
  [
    "IncidentCount.status",
    "incidentCounts{count status}",
    { incidentCounts: [{ count: 4, status: "WITHHELD" }] },
    { incidentCounts: [{ count: null, status: "WITHHELD" }] },
    { incidentCounts: null },
  ],
  [
    "IncidentCount.status",
    "incidentCounts{count status}",
    { incidentCounts: [{ count: 0, status: "VALUE" }] },
    { incidentCounts: [{ count: 0, status: "ZERO" }] },
    { incidentCounts: null },
  ],
  [
    "IncidentCount.status",
    "incidentCounts{a:count state:status b:count}",
    { incidentCounts: [{ a: null, state: "WITHHELD", b: 7 }] },
    { incidentCounts: [{ a: 7, state: "VALUE", b: 7 }] },
    { incidentCounts: null },
  ],
  [
    "Location.latitude",
    "location{latitude longitude}",
    { location: { latitude: -999, longitude: 2 } },
    { location: { latitude: 48.5, longitude: 2 } },
    { location: { latitude: null, longitude: 2 } },
  ],
  [
    "Action.axis",
    "actions{axis}",
    { actions: [{ axis: 77 }, { axis: 3 }] },
    { actions: [{ axis: 5 }] },
    { actions: [{ axis: null }, { axis: 3 }] },
  ],
  [
    "Action.title",
    "actions{title axis}",
    { actions: [{ title: "x".repeat(300_000), axis: 1 }] },
    { actions: [{ title: "x", axis: 1 }] },
    { actions: [{ title: null, axis: 1 }] },
  ],
  [
    "Landlord.slug",
    "landlord{slug}",
    { landlord: { slug: "val-de-brie" } },
    { landlord: { slug: "lisiere" } },
    { landlord: null },
  ],
  [
    "IncidentConnection.edges",
    "incidents(first:1){edges{cursor}}",
    { incidents: { edges: [{ cursor: "a" }, { cursor: "b" }] } },
    { incidents: { edges: [{ cursor: "a" }] } },
    { incidents: null },
  ],
  [
    "Category.family",
    "incidents(family:DAMAGE){edges{node{category{family}}}}",
    { incidents: { edges: [{ node: { category: { family: "VIOLENCE" } } }] } },
    { incidents: { edges: [{ node: { category: { family: "DAMAGE" } } }] } },
    { incidents: { edges: [{ node: { category: null } }] } },
  ],
])(
  "leaves out a %s that cannot be of %s, says so, and spoils no other site",
  async (field, selections, lie, truth, rest) => {
    const { first, second, response, unavailable, failures } = await told(selections, lie, truth);
    expect(first).toEqual({ id: "lisiere:A", ...rest });
    expect(second).toEqual({ id: "lisiere:B", ...truth });
    expect(response.errors).toEqual([leftOut(field)]);
    expect(unavailable).toEqual({ lisiere: "INVALID_ANSWER" });
    expect(failures).toEqual([`lisiere INVALID_ANSWER: ${field} holds what it may not`]);
  },
);

it("says each field once, however many values of it are wrong, and names none that clients do not know", async () => {
  const { response } = await askedSubgraph(
    {
      query: entities("...on LisiereSite{lookup dwellings}"),
      representations: sites.map(({ __typename, id }) => ({ __typename, lookup: id })),
      path,
    },
    {
      data: {
        _entities: [
          { lookup: "val-de-brie:A", dwellings: -1 },
          { lookup: "lisiere:B", dwellings: -1 },
        ],
      },
    },
  );
  expect(response.data?._entities).toEqual([
    { __typename: "Nothing" },
    { lookup: "lisiere:B", dwellings: null },
  ]);
  expect(response.errors).toEqual([
    {
      message: "The landlord lisiere gave an answer that cannot be used",
      path: [],
      extensions: {
        code: "LANDLORD_UNAVAILABLE",
        landlord: "lisiere",
        fr: "Le bailleur lisiere a donné une réponse inutilisable",
      },
    },
    leftOut("Site.dwellings"),
  ]);
});

it.each<[string, string, object]>([
  ["LisiereContribution", "tallies{level}", { tallies: [{ level: 9 }] }],
  ["LisiereContribution", "tallies{dwellings}", { tallies: [{ dwellings: -5 }] }],
  ["LisiereContribution", "tallies{level}", { tallies: rows(6).map(() => ({ level: 1 })) }],
  ["LisiereCountContribution", "counts{count}", { counts: [{ count: -1 }] }],
  ["LisiereCountContribution", "counts{count}", { counts: rows(22).map(() => ({ count: 1 })) }],
  [
    "LisiereCountContribution",
    "counts{count status}",
    { counts: [{ count: 7, status: "WITHHELD" }] },
  ],
  [
    "LisiereCountContribution",
    "counts{status isPartial}",
    { counts: [{ status: "ZERO", isPartial: true }] },
  ],
  ["LisiereSitePage", "sites{id}", { sites: [{ id: "val-de-brie:A" }] }],
  ["LisiereSitePage", "sites{dwellings}", { sites: [{ dwellings: 0 }] }],
  ["LisiereSitePage", "sites{level}", { sites: rows(4).map(() => ({ level: 1 })) }],
  ["LisiereActionPage", "actions{axis}", { actions: [{ axis: 77 }] }],
  ["LisiereActionPage", "actions{title}", { actions: [{ title: "x".repeat(300_000) }] }],
])("sets a whole %s aside for a wrong one of its %s", async (typeName, selections, lie) => {
  const id = typeName.endsWith("Contribution")
    ? "lisiere:77288:2026-10"
    : "lisiere:77288:2026-10:*:2:";
  const { response, unavailable } = await askedSubgraph(
    {
      query: entities(`...on ${typeName}{status ${selections}}`),
      representations: [{ __typename: typeName, id }],
      path,
    },
    { data: { _entities: [{ status: "ANSWERED", ...lie }] } },
  );
  const [field = ""] = selections.split("{");
  expect(response).toEqual({ data: { _entities: [{ status: "INVALID_ANSWER", [field]: null }] } });
  expect(unavailable).toEqual({ lisiere: "INVALID_ANSWER" });
});

it("tells nothing of the platform's own subgraphs that err", async () => {
  const { response, failures } = await askedSubgraph(
    { query: "{territory(code:1){population name}}", name: "convention" },
    { data: { territory: { population: -1, name: internalUrl.repeat(1_000) } } },
  );
  expect(response).toEqual({
    data: { territory: { population: null, name: null } },
    errors: Array.from({ length: 2 }, () => ({
      message: "Internal error",
      extensions: { code: "INTERNAL_SERVER_ERROR" },
      path: [],
    })),
  });
  expect(failures).toHaveLength(2);
});

describe("a reader whose kind is not shown everything", () => {
  const now = () => new Date("2026-11-22T12:00:00Z");

  function contextOf(kind: PartnerKind, purpose: "INVESTIGATION" | null = null): GatewayContext {
    const policy = compilePolicy(templateTerms, kind, twoLandlords.types);
    const publication = { from: "2024-01", until: month };
    const { disclosure } = templateTerms;
    const reader = readerTerms({ purpose }, policy, { publication, disclosure }, now);
    const credentials = { headersFor: async () => ({}) };
    return createContext({ credentials, reader } as unknown as GatewayContext["caller"], stays);
  }

  const exact = { incidentCounts: [{ count: 3, status: "VALUE" }] };
  const large = { incidentCounts: [{ count: 5, status: "VALUE" }] };

  it("is not shown an exact count that is withheld from them", async () => {
    const asked = await told(
      "incidentCounts{count status}",
      exact,
      large,
      contextOf("MUNICIPALITY"),
    );
    expect([asked.first, asked.second]).toEqual([
      { id: "lisiere:A", incidentCounts: null },
      { id: "lisiere:B", ...large },
    ]);
    expect(asked.response.errors).toEqual([leftOut("IncidentCount.count")]);
    expect(asked.failures).toEqual([
      "lisiere INVALID_ANSWER: IncidentCount.count holds what it may not",
    ]);
    const police = await told("incidentCounts{count status}", exact, large, contextOf("POLICE"));
    expect(police.first).toEqual({ id: "lisiere:A", ...exact });
  });

  it.each<[PartnerKind, string]>([
    ["POLICE", "ANSWERED"],
    ["JUSTICE", "ANSWERED"],
    ["MUNICIPALITY", "INVALID_ANSWER"],
    ["COORDINATOR", "INVALID_ANSWER"],
    ["LANDLORD", "INVALID_ANSWER"],
  ])("as %s has a landlord that brings three incidents: %s", async (kind, status) => {
    const id = "lisiere:77288:2026-10";
    const question = {
      query: entities("...on LisiereCountContribution{status counts{count status}}"),
      representations: [{ __typename: "LisiereCountContribution", id }],
      path: ["territory", "incidentCounts", "@", "contributions", "@"],
      context: contextOf(kind),
    };
    const brought = { status: "ANSWERED", counts: [{ count: 3, status: "VALUE" }] };
    const { response } = await askedSubgraph(question, { data: { _entities: [brought] } });
    const kept = { status, counts: status === "ANSWERED" ? brought.counts : null };
    expect(response).toEqual({ data: { _entities: [kept] } });
  });

  it.each<[PartnerKind, "INVESTIGATION" | null, string, string, object]>([
    ["MUNICIPALITY", null, "Site.address", "address", { address: "2 rue X" }],
    ["LANDLORD", null, "Site.incidentCounts", "incidentCounts{count}", exact],
    [
      "MUNICIPALITY",
      null,
      "Site.incidents",
      "incidents{edges{cursor}}",
      { incidents: { edges: [] } },
    ],
    ["POLICE", null, "Site.incidents", "incidents{edges{cursor}}", { incidents: { edges: [] } }],
  ])(
    "as %s for %s is not shown %s, whoever asked for it",
    async (kind, purpose, field, selections, lie) => {
      const { first, response } = await told(selections, lie, lie, contextOf(kind, purpose));
      expect(Object.values(first ?? {})).toEqual(["lisiere:A", null]);
      expect(response.errors).toEqual([leftOut(field)]);
    },
  );

  const gates = (condition: object) => ({
    classification: { gates: [{ level: 2, met: true, conditions: [condition] }] },
  });

  it.each<[PartnerKind, string, string, object]>([
    ["MUNICIPALITY", "GateCondition.observed", "conditions{observed}", gates({ observed: 7 })],
    ["COORDINATOR", "GateCondition.observed", "conditions{observed}", gates({ observed: 7 })],
    ["MUNICIPALITY", "GateCondition.met", "conditions{met}", gates({ met: true })],
    ["LANDLORD", "Classification.gates", "level met", gates({})],
  ])(
    "as %s is shown no %s that a landlord sends, and the log says so",
    async (kind, field, selections, lie) => {
      const asked = `classification{gates{${selections}}}`;
      const { first, response, failures } = await told(asked, lie, lie, contextOf(kind));
      expect(JSON.stringify(first)).not.toMatch(/7|true/);
      expect(response.errors).toEqual([leftOut(field)]);
      expect(failures).toEqual([`lisiere INVALID_ANSWER: ${field} holds what it may not`]);
      const police = await told(asked, lie, lie, contextOf("POLICE"));
      expect(JSON.stringify(police.first)).toMatch(/7|true/);
      expect(police.failures).toEqual([]);
    },
  );

  it("is shown what their kind and purpose are granted", async () => {
    const detail = { incidents: { edges: [{ cursor: "a" }] } };
    const { first, response } = await told(
      "incidents{edges{cursor}}",
      detail,
      detail,
      contextOf("POLICE", "INVESTIGATION"),
    );
    expect([first, response.errors]).toEqual([{ id: "lisiere:A", ...detail }, undefined]);
  });

  it("is shown no month after the last that the convention publishes", async () => {
    const lie = { history: [{ month: "2026-11" }] };
    const { first } = await told("history{month}", lie, { history: [] }, contextOf("POLICE"));
    expect(first).toEqual({ id: "lisiere:A", history: null });
  });
});
