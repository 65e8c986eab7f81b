import {
  actionCursor,
  actionPageId,
  actionSelectionId,
  nomenclature1,
  siteCursor,
  sitePageId,
  siteSelectionId,
} from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import { graphql } from "graphql";
import { exampleConvention } from "./example-convention.fixture.js";
import { createConventionSubgraph } from "./subgraph.js";

const correspondent = { role: "Référent sûreté", email: "referent@partie.example" };
const schema = createConventionSubgraph(exampleConvention, () => new Date("2026-11-22T12:00:00Z"));

/** The answer as it would travel. */
async function ask(source: string, variableValues: Record<string, unknown> = {}) {
  const answer: unknown = JSON.parse(
    JSON.stringify(await graphql({ schema, source, variableValues, contextValue: {} })),
  );
  return answer;
}

it("names the families of incidents in their order, in both languages", async () => {
  const names = "families { code label english: label(language: ENGLISH) }";
  expect(await ask(`{ convention { ${names} } }`)).toEqual({
    data: {
      convention: {
        families: nomenclature1.families.map(({ code, label }) => {
          return { code, label: label.fr, english: label.en };
        }),
      },
    },
  });
});

it("names each landlord's access record, which the landlord's own node answers", async () => {
  const fields = "__typename id landlord { slug name }";
  expect(await ask(`{ convention { accessRecords { ${fields} } } }`)).toEqual({
    data: {
      convention: {
        accessRecords: exampleConvention.landlords.map(({ slug, name }) => ({
          __typename: `${slug === "lisiere" ? "Lisiere" : "ValDeBrie"}AccessRecord`,
          id: slug,
          landlord: { slug, name },
        })),
      },
    },
  });
});

it("answers a territory for its last published month, with every field of its own", async () => {
  const fields = `code month name kind population communes { code name }
    center { longitude latitude } contributions { __typename id }
    expected { contribution landlord dwellings }`;
  expect(await ask(`{ territories { ${fields} } }`)).toEqual({
    data: {
      territories: [
        {
          code: "10001",
          month: "2026-10",
          name: "Amont",
          kind: "COMMUNE",
          population: 1200,
          communes: [{ code: "10001", name: "Amont" }],
          center: { longitude: 2.5, latitude: 48.5 },
          contributions: [
            { __typename: "ValDeBrieContribution", id: "val-de-brie:10001:2026-10" },
            { __typename: "LisiereContribution", id: "lisiere:10001:2026-10" },
          ],
          expected: [
            { contribution: "val-de-brie:10001:2026-10", landlord: "val-de-brie", dwellings: 42 },
            { contribution: "lisiere:10001:2026-10", landlord: "lisiere", dwellings: 50 },
          ],
        },
        {
          code: "QP-1",
          month: "2026-10",
          name: "Les Rives",
          kind: "PRIORITY_DISTRICT",
          population: null,
          communes: [
            { code: "10001", name: "Amont" },
            { code: "10002", name: null },
          ],
          center: null,
          contributions: [{ __typename: "ValDeBrieContribution", id: "val-de-brie:QP-1:2026-10" }],
          expected: [
            { contribution: "val-de-brie:QP-1:2026-10", landlord: "val-de-brie", dwellings: 12 },
          ],
        },
      ],
    },
  });
});

it("tells an unknown territory from a month that is not published", async () => {
  expect(await ask(`{ territory(code: "99999") { name } }`)).toEqual({ data: { territory: null } });
  const refusal = {
    message: "`month` must be a published month: 2026-08 to 2026-10",
    extensions: { code: "BAD_USER_INPUT" },
  };
  for (const month of ['"2026-11"', '"October"', "202610"]) {
    expect(await ask(`{ territory(code: "10001", month: ${month}) { name } }`)).toMatchObject({
      data: { territory: null },
      errors: [refusal],
    });
  }
  const byVariable = "query ($m: Month) { territories(month: $m) { name } }";
  expect(await ask(byVariable, { m: "2026-1" })).toMatchObject({ errors: [refusal] });
});

it("filters territories by kind and takes a month", async () => {
  expect(await ask(`{ territories(kind: COMMUNE, month: "2026-08") { code month } }`)).toEqual({
    data: { territories: [{ code: "10001", month: "2026-08" }] },
  });
});

it("answers the agreement with its parties", async () => {
  const query = `{ convention {
    reference version title validFrom validUntil gridVersion months
    landlords { slug name declaredDwellings correspondent { role email } }
    partners { code kind name correspondent { role email } scope { code month } }
  } landlords { slug } }`;
  expect(await ask(query)).toEqual({
    data: {
      convention: {
        reference: "essai",
        version: 2,
        title: "Convention d'essai",
        validFrom: "2026-01-01",
        validUntil: "2028-12-31",
        gridVersion: 1,
        months: ["2026-10", "2026-09", "2026-08"],
        landlords: [
          { slug: "val-de-brie", name: "Val de Brie", declaredDwellings: 42, correspondent },
          { slug: "lisiere", name: "Lisière", declaredDwellings: 50, correspondent },
        ],
        partners: [
          {
            code: "police",
            kind: "POLICE",
            name: "Commissariat",
            correspondent,
            scope: [{ code: "QP-1", month: "2026-10" }],
          },
        ],
      },
      landlords: [{ slug: "val-de-brie" }, { slug: "lisiere" }],
    },
  });
});

it("says how much of what a landlord gives is believed, and what it declared as of a month", async () => {
  const stock = [
    { commune: "10001", dwellings: 100, changes: [{ from: "2026-09", dwellings: 150 }] },
  ];
  const { convention } = writeConvention({
    territories: [{ code: "10001" }],
    publication: { from: "2026-08", until: "2026-10" },
    stockTolerance: 0.2,
    landlords: [{ slug: "lisiere", stock }],
  });
  const subgraph = createConventionSubgraph(convention, () => new Date("2026-11-22T12:00:00Z"));
  const bounds = "dwellings least most";
  const answer = await graphql({
    schema: subgraph,
    source: `{ before: territory(code: "10001", month: "2026-08") { expected { ${bounds} } }
      after: territory(code: "10001") { sites { declared { landlord ${bounds} } } }
      landlords { declaredDwellings } }`,
    contextValue: {},
  });
  expect(JSON.parse(JSON.stringify(answer))).toEqual({
    data: {
      before: { expected: [{ dwellings: 100, least: 80, most: 180 }] },
      after: {
        sites: { declared: [{ landlord: "lisiere", dwellings: 150, least: 80, most: 180 }] },
      },
      landlords: [{ declaredDwellings: 150 }],
    },
  });
});

it("selects sites as references to each landlord's page", async () => {
  const place = { level: 4, dwellings: 80, id: "lisiere:R-1" };
  const after = siteCursor(place);
  const key = { territory: "10001", month: "2026-10", levels: [3, 4], first: 10, after: place };
  const query = `{ territory(code: "10001") {
    sites(levels: [4, 3], first: 10, after: "${after}") { id expected pages { __typename id } }
  } }`;
  expect(await ask(query)).toEqual({
    data: {
      territory: {
        sites: {
          id: siteSelectionId({ ...key, landlord: null }),
          expected: ["val-de-brie", "lisiere"],
          pages: [
            {
              __typename: "ValDeBrieSitePage",
              id: sitePageId({ ...key, landlord: "val-de-brie" }),
            },
            { __typename: "LisiereSitePage", id: sitePageId({ ...key, landlord: "lisiere" }) },
          ],
        },
      },
    },
  });
});

it("selects actions as references to each landlord's page", async () => {
  const place = { isOpen: true, dueDate: "2026-10-15", landlord: "lisiere", id: 4 };
  const key = { territory: "10001", month: "2026-10", axis: 3, first: 10, after: place };
  const query = `{ territory(code: "10001") {
    actions(axis: 3, first: 10, after: "${actionCursor(place)}") { id expected pages { __typename id } }
  } }`;
  const actions = {
    id: actionSelectionId({ ...key, landlord: null }),
    expected: ["val-de-brie", "lisiere"],
    pages: [
      {
        __typename: "ValDeBrieActionPage",
        id: actionPageId({ ...key, landlord: "val-de-brie" }),
      },
      { __typename: "LisiereActionPage", id: actionPageId({ ...key, landlord: "lisiere" }) },
    ],
  };
  expect(await ask(query)).toEqual({ data: { territory: { actions } } });
});

it("asks only the landlord named, and nobody where that one has no stock", async () => {
  const pages = `sites(landlord: "lisiere") { expected pages { __typename } }`;
  expect(
    await ask(
      `{ a: territory(code: "10001") { ${pages} } b: territory(code: "QP-1") { ${pages} } }`,
    ),
  ).toEqual({
    data: {
      a: { sites: { expected: ["lisiere"], pages: [{ __typename: "LisiereSitePage" }] } },
      b: { sites: { expected: [], pages: [] } },
    },
  });
});

it("refuses a selection that cannot be made, leaving the rest of the territory", async () => {
  const answer = await ask(
    `{ territory(code: "10001") { name sites(first: 500) { id } actions(axis: 9) { id } } }`,
  );
  expect(answer).toMatchObject({
    data: { territory: { name: "Amont", sites: null, actions: null } },
    errors: [
      { extensions: { code: "BAD_USER_INPUT" } },
      { message: "`axis` must be from 1 to 5", extensions: { code: "BAD_USER_INPUT" } },
    ],
  });
});

it("follows the trend over published months", async () => {
  expect(
    await ask(`{ territory(code: "QP-1", month: "2026-09") { trend { code month } } }`),
  ).toEqual({
    data: {
      territory: {
        trend: [
          { code: "QP-1", month: "2026-08" },
          { code: "QP-1", month: "2026-09" },
        ],
      },
    },
  });
});

it("refers a site to the landlord its identifier begins with", async () => {
  const query = `{
    a: site(id: "val-de-brie:R-1:b") { __typename lookup } b: site(id: "nobody:R-1") { lookup }
    c: site(id: "lisiere:") { lookup } d: site(id: "lisiere") { lookup } e: site(id: "") { lookup }
  }`;
  expect(await ask(query)).toEqual({
    data: {
      a: { __typename: "ValDeBrieSite", lookup: "val-de-brie:R-1:b" },
      b: null,
      c: null,
      d: null,
      e: null,
    },
  });
});

it("resolves the keys that the gateway sends, and null for others", async () => {
  const id = siteSelectionId({
    ...{ territory: "QP-1", month: "2026-10", landlord: null },
    ...{ levels: null, first: 50, after: null },
  });
  const actions = actionSelectionId({
    ...{ territory: "QP-1", month: "2026-10", landlord: null },
    ...{ axis: 2, first: 50, after: null },
  });
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) {
    ... on ActionConnection { id pages { id } }
    ... on Territory { name } ... on TrendPoint { point: code contributions { id } }
    ... on SiteConnection { id pages { id } } ... on Landlord { slug name } } }`;
  const r = [
    { __typename: "Territory", code: "10001", month: "2026-09" },
    { __typename: "TrendPoint", code: "QP-1", month: "2026-09" },
    { __typename: "SiteConnection", id },
    { __typename: "ActionConnection", id: actions },
    { __typename: "Landlord", slug: "lisiere" },
    { __typename: "Territory", code: "10001", month: "2026-11" },
    { __typename: "Territory", code: "99999", month: "2026-09" },
    { __typename: "TrendPoint", code: "QP-1" },
    { __typename: "SiteConnection", id: id.replace("QP-1", "QP-2") },
    { __typename: "SiteConnection", id: id.replace("2026-10", "2026-11") },
    { __typename: "SiteConnection", id: 7 },
    { __typename: "ActionConnection", id: actions.replace("QP-1", "QP-2") },
    { __typename: "Landlord", slug: "nobody" },
  ];
  expect(await ask(query, { r })).toEqual({
    data: {
      _entities: [
        { name: "Amont" },
        { point: "QP-1", contributions: [{ id: "val-de-brie:QP-1:2026-09" }] },
        { id, pages: [{ id: id.replace("*", "val-de-brie") }] },
        { id: actions, pages: [{ id: actions.replace("*", "val-de-brie") }] },
        { slug: "lisiere", name: "Lisière" },
        ...Array.from({ length: 8 }, () => null),
      ],
    },
  });
});
