import {
  actionCursor,
  actionPageId,
  actionSelectionId,
  changePageId,
  changeSelectionId,
  nomenclature1,
  siteCursor,
  sitePageId,
  siteSelectionId,
} from "@palier/schema";
import {
  type GraphQLObjectType,
  getNamedType,
  graphql,
  isInterfaceType,
  isObjectType,
} from "graphql";
import { createClassificationSubgraph } from "./subgraph.js";

const schema = createClassificationSubgraph(["lisiere", "val-de-brie"]);

const key = { territory: "10001", month: "2026-10", levels: [3, 4], first: 1, after: null };
const selectionId = siteSelectionId({ ...key, landlord: null });
const first = { id: "lisiere:R-1", level: 4, dwellings: 30 };

const territory = {
  code: "10001",
  month: "2026-10",
  contributions: [
    {
      __typename: "LisiereContribution",
      id: "lisiere:10001:2026-10",
      status: "ANSWERED",
      tallies: [
        { level: 4, sites: 1, dwellings: 30 },
        { level: 0, sites: 1, dwellings: 10 },
      ],
    },
    null,
  ],
  expected: [
    {
      contribution: "lisiere:10001:2026-10",
      landlord: "lisiere",
      dwellings: 50,
      least: 45,
      most: 55,
    },
    {
      contribution: "val-de-brie:10001:2026-10",
      landlord: "val-de-brie",
      dwellings: 20,
      least: 18,
      most: 22,
    },
  ],
};

const incidents = {
  __typename: "MonthIncidents",
  ...territory,
  // With one missing there would be no change on a year.
  expected: territory.expected.slice(0, 1),
  contributions: [
    {
      __typename: "LisiereCountContribution",
      id: "lisiere:10001:2026-10",
      status: "ANSWERED",
      dwellings: 50,
      counts: Object.entries({ MONTH: 1, YEAR: 12, YEAR_BEFORE: 12 }).flatMap(([span, months]) =>
        nomenclature1.families.map(({ code: family }) => ({
          ...{ family, span, months },
          ...{ count: 9, status: "VALUE", isPartial: false },
        })),
      ),
    },
    null,
  ],
};

const restated = {
  ...territory.contributions[0],
  formers: [{ restatedOn: "2026-12-01", reason: "DECISION", tallies: [] }],
};

const connection = {
  __typename: "SiteConnection",
  id: selectionId,
  pages: [
    {
      __typename: "LisiereSitePage",
      id: sitePageId({ ...key, landlord: "lisiere" }),
      status: "ANSWERED",
      matching: 3,
      sites: [first, { id: "lisiere:R-2", level: 3, dwellings: 5 }],
    },
    null,
  ],
  expected: ["lisiere", "val-de-brie"],
  declared: territory.expected,
};

const planKey = { territory: "10001", month: "2026-10", axis: null, first: 1, after: null };
const planId = actionSelectionId({ ...planKey, landlord: null });
const told = { responsibleParty: "Ville", partner: "police-melun", changedOn: "2026-09-01" };
const late = { id: "4", axis: 3, title: "Caves", status: "PLANNED", dueDate: "2026-09-15" };

const plan = {
  __typename: "ActionConnection",
  id: planId,
  pages: [
    {
      __typename: "LisiereActionPage",
      id: actionPageId({ ...planKey, landlord: "lisiere" }),
      status: "ANSWERED",
      actions: [{ ...late, site: "lisiere:R-1", ...told }],
      tallies: [{ axis: 3, status: "PLANNED", actions: 1 }],
    },
    { __typename: "ValDeBrieActionPage", id: "any", status: "WITHHELD" },
  ],
  expected: ["lisiere", "val-de-brie"],
};

const changeKey = { territory: "10001", since: "2026-09", month: "2026-10", first: 1, after: null };
const moved = {
  id: "lisiere:R-1",
  before: 2,
  after: 4,
  heldBefore: 2,
  heldAfter: 4,
  computedAfter: 4,
  dwellings: 30,
};

const changes = {
  __typename: "LevelChangeConnection",
  id: changeSelectionId({ ...changeKey, landlord: null }),
  pages: [
    {
      __typename: "LisiereChangePage",
      id: changePageId({ ...changeKey, landlord: "lisiere" }),
      status: "ANSWERED",
      tallies: [{ before: 2, after: 4, sites: 1, dwellings: 30, decided: 0 }],
      listStatus: "ANSWERED",
      sites: [moved],
      matching: 1,
    },
    null,
  ],
  expected: ["lisiere", "val-de-brie"],
  declared: territory.expected,
};

const figures = `{ code month
  levels { level sites dwellings share }
  coverage { landlordsExpected landlordsAnswered dwellingsExpected dwellingsKnown
    landlords { landlord { slug } status expectedDwellings dwellings } } }`;
const missing = "missing { landlord { slug } status }";
const planPage = `{ id totalCount counts { axis status actions } ${missing}
  edges { cursor node { id axis title status dueDate responsibleParty partner changedOn }
    site { __typename id } sites { __typename id } } }`;
const page = `{ id totalCount ${missing} pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor level dwellings node { __typename id } } }`;

async function entity(representation: Record<string, unknown>) {
  const source = `query ($r: [_Any!]!) { _entities(representations: $r) {
    ... on Territory ${figures} ... on TrendPoint ${figures} ... on SiteConnection ${page}
    ... on ActionConnection ${planPage} } }`;
  const answer = await graphql({ schema, source, variableValues: { r: [representation] } });
  return JSON.parse(JSON.stringify(answer)) as unknown;
}

it.each(["Territory", "TrendPoint"])("gives a %s its levels and coverage", async (__typename) => {
  expect(await entity({ __typename, ...territory })).toEqual({
    data: {
      _entities: [
        {
          code: "10001",
          month: "2026-10",
          levels: [
            { level: 4, sites: 1, dwellings: 30, share: 0.75 },
            { level: 3, sites: 0, dwellings: 0, share: 0 },
            { level: 2, sites: 0, dwellings: 0, share: 0 },
            { level: 1, sites: 0, dwellings: 0, share: 0 },
            { level: null, sites: 1, dwellings: 10, share: 0.25 },
          ],
          coverage: {
            landlordsExpected: 2,
            landlordsAnswered: 1,
            dwellingsExpected: 70,
            dwellingsKnown: 40,
            landlords: [
              {
                landlord: { slug: "lisiere" },
                status: "ANSWERED",
                expectedDwellings: 50,
                dwellings: 40,
              },
              {
                landlord: { slug: "val-de-brie" },
                status: "NO_ANSWER",
                expectedDwellings: 20,
                dwellings: null,
              },
            ],
          },
        },
      ],
    },
  });
});

it("gives a SiteConnection its page", async () => {
  const cursor = siteCursor(first);
  expect(await entity(connection)).toEqual({
    data: {
      _entities: [
        {
          id: selectionId,
          totalCount: 3,
          missing: [{ landlord: { slug: "val-de-brie" }, status: "NO_ANSWER" }],
          pageInfo: {
            hasNextPage: true,
            hasPreviousPage: false,
            startCursor: cursor,
            endCursor: cursor,
          },
          edges: [
            {
              cursor,
              level: 4,
              dwellings: 30,
              node: { __typename: "LisiereSite", id: "lisiere:R-1" },
            },
          ],
        },
      ],
    },
  });
});

it("gives an ActionConnection its page, the whole plan's counts, and who is missing", async () => {
  const own = { ...plan.pages[1], id: actionPageId({ ...planKey, landlord: "val-de-brie" }) };
  const place = { isOpen: true, dueDate: "2026-09-15", landlord: "lisiere", id: 4 };
  expect(await entity({ ...plan, pages: [plan.pages[0], own] })).toEqual({
    data: {
      _entities: [
        {
          id: planId,
          totalCount: 1,
          counts: [{ axis: 3, status: "PLANNED", actions: 1 }],
          missing: [{ landlord: { slug: "val-de-brie" }, status: "WITHHELD" }],
          edges: [
            {
              cursor: actionCursor(place),
              node: { ...late, ...told },
              site: { __typename: "LisiereSite", id: "lisiere:R-1" },
              sites: [{ __typename: "LisiereSite", id: "lisiere:R-1" }],
            },
          ],
        },
      ],
    },
  });
});

it.each(["Territory", "TrendPoint"])(
  "gives a %s the levels of one landlord",
  async (__typename) => {
    const source = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${__typename} {
    lisiere: levels(landlord: "lisiere") { level sites share } all: levels(landlord: null) { level }
    silent: levels(landlord: "val-de-brie") { level } nobody: levels(landlord: "nobody") { level } } } }`;
    const r = [{ __typename, ...territory }];
    const { data, errors } = await graphql({ schema, source, variableValues: { r } });
    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      _entities: [
        {
          lisiere: expect.arrayContaining([{ level: 4, sites: 1, share: 0.75 }]),
          all: [4, 3, 2, 1, null].map((level) => ({ level })),
          silent: [],
          nobody: [],
        },
      ],
    });
  },
);

it.each([
  ["whole", "WHOLE", true, true],
  ["that lack one of them", "WHOLE", false, false],
  ["of too few of them", "NONE", true, false],
] as const)(
  "shows whom one landlord's levels are denied those of several %s: %s, all there %s: %s",
  async (_, totals, isWhole, isShown) => {
    const guarded = createClassificationSubgraph(["lisiere", "val-de-brie"], {
      oneLandlord: () => false,
      levels: () => totals,
      incidents: () => "NONE",
    });
    const source = `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on Territory { levels { level } restatements { restatedOn } }
      ... on TrendPoint { levels { level } } ... on LevelChangeConnection { counts { sites } } } }`;
    const [lisiere] = territory.expected;
    const due = isWhole ? { expected: [lisiere] } : {};
    const r = [
      { __typename: "Territory", ...territory, ...due, contributions: [restated] },
      { __typename: "TrendPoint", ...territory, ...due },
      { ...changes, ...(isWhole ? { expected: ["lisiere"], declared: [lisiere] } : {}) },
    ];
    const { data, errors } = await graphql({
      ...{ schema: guarded, source, variableValues: { r } },
    });
    expect(errors).toBeUndefined();
    const levels = isShown ? expect.any(Array) : null;
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      _entities: [{ levels, restatements: null }, { levels }, { counts: levels }],
    });
  },
);

it("is null for a selection that nobody wrote", async () => {
  expect(await entity({ ...connection, id: "*:10001" })).toEqual({ data: { _entities: [null] } });
  expect(await entity({ ...connection, id: null })).toEqual({ data: { _entities: [null] } });
});

it("answers every field of its contract that it does not require from others", async () => {
  const connections = ["SiteConnection", "ActionConnection", "LevelChangeConnection"];
  const roots = ["Territory", "TrendPoint", "MonthIncidents", ...connections];
  const source = `query ($r: [_Any!]!) { _entities(representations: $r) {
    ${roots.map((name) => `... on ${name} ${selectionOf(name)}`).join(" ")} } }`;
  const r = [
    { __typename: "Territory", ...territory, contributions: [restated] },
    { __typename: "TrendPoint", ...territory },
    incidents,
    connection,
    plan,
    changes,
  ];
  const { data, errors } = await graphql({ schema, source, variableValues: { r } });
  expect(errors).toBeUndefined();
  const isAnswered = answeredFields(data);
  const served = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !/^_|^Query$/.test(name) && !requiredTypes.test(name))
    .flatMap((type) => ownFields(type).map((field) => `${type.name}__${field}`));
  // The one page is Lisière's.
  expect(served.filter((field) => !isAnswered.has(field))).toEqual(["ValDeBrieSite__id"]);
});

/** Types of what others send; nobody asks this subgraph for them. */
const requiredTypes =
  /^(LevelTally|FormerTallies|CountTally|SiteLevel|SiteAction|SiteChange|ActionTally|ChangeTally|ExpectedContribution|\w+(Contribution|SitePage|ActionPage|ChangePage))$/;

function ownFields(type: GraphQLObjectType): string[] {
  return Object.values(type.getFields())
    .filter(({ astNode }) => !astNode?.directives?.some(({ name }) => name.value === "external"))
    .map(({ name }) => name);
}

/** Every field of a type and below it that is not required from others, each under the alias `Type__field`. */
function selectionOf(name: string): string {
  const type = schema.getType(name);
  if (isInterfaceType(type)) {
    const names = schema.getPossibleTypes(type).map((possible) => possible.name);
    return `{ ${names.map((one) => `... on ${one} ${selectionOf(one)}`).join(" ")} }`;
  }
  if (!isObjectType(type)) return "";
  const fields = ownFields(type).map((field) => {
    const inner = getNamedType(type.getFields()[field]?.type)?.name ?? "";
    return `${name}__${field}: ${field} ${selectionOf(inner)}`;
  });
  return `{ ${fields.join(" ")} }`;
}

/** The aliases under which a value stands anywhere in an answer. */
function answeredFields(value: unknown): Set<string> {
  if (typeof value !== "object" || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, inner]) =>
      inner === null ? [] : [key, ...answeredFields(inner)],
    ),
  );
}
