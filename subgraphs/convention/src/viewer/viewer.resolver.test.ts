import { cells, graphName, type PartnerKind, partnerKinds, visibilityOf } from "@palier/schema";
import { purposesByHand } from "@palier/schema/testing";
import { graphql } from "graphql";
import { exampleConvention } from "../example-convention.fixture.js";
import { createConventionSubgraph } from "../subgraph.js";

const schema = createConventionSubgraph(exampleConvention, () => new Date("2026-11-22T12:00:00Z"));

interface Term {
  readonly row: string;
  readonly value: string;
  readonly fields: readonly string[];
}

async function ask(fields: string, kind: PartnerKind | null, partner = "police") {
  const viewer = kind === null ? undefined : { partner, kind, scope: ["10001"] };
  const source = `{ viewer { ${fields} } }`;
  const { data, errors } = await graphql({ schema, source, contextValue: { viewer } });
  expect(errors).toBeUndefined();
  return (JSON.parse(JSON.stringify(data)) as { viewer: unknown }).viewer;
}

const termsOf = async (kind: PartnerKind) =>
  ((await ask("visibility { row value fields }", kind)) as { visibility: Term[] }).visibility;

it("is nobody where nobody signs in", async () => {
  expect(await ask("partner { code } purposes { code }", null)).toBeNull();
});

it("names the party and the purposes that its kind may state, in both languages", async () => {
  const fields = "partner { code kind } purposes { code label english: label(language: ENGLISH) }";
  expect(await ask(fields, "POLICE")).toEqual({
    partner: { code: "police", kind: "POLICE" },
    purposes: expect.arrayContaining([
      { code: "INVESTIGATION", label: "Enquête", english: "Investigation" },
    ]),
  });
  for (const kind of partnerKinds) {
    const { purposes } = (await ask("purposes { code }", kind)) as { purposes: { code: string }[] };
    const codes = purposes.map(({ code }) => code);
    expect(codes.toSorted()).toEqual(purposesByHand[kind].toSorted());
  }
  expect(await ask("partner { code }", "POLICE", "stranger")).toEqual({ partner: null });
});

it.each(partnerKinds)("tells %s every row of the convention's matrix", async (kind) => {
  const told = (await termsOf(kind)).map(({ row, value }) => [row, value]);
  const { visibility } = exampleConvention;
  expect(told).toEqual(
    cells.map((row) => [graphName(row), graphName(visibilityOf(visibility, kind)[row])]),
  );
});

it("explains a row in words, in both languages, with the fields it stands for", async () => {
  const words = "title meaning explanation";
  const english = words.replace(/(\w+)/g, "$1En: $1(language: ENGLISH)");
  const { visibility } = (await ask(
    `visibility { row ${words} ${english} fields }`,
    "JUSTICE",
  )) as {
    visibility: readonly Record<string, unknown>[];
  };
  expect(visibility.find(({ row }) => row === "SITE_ADDRESS")).toEqual({
    row: "SITE_ADDRESS",
    title: "Adresse exacte et localisation d’un site",
    titleEn: "Exact address and location of a site",
    meaning: "Pour les seuls sites de niveau 3 ou 4",
    meaningEn: "For sites at levels 3 and 4 only",
    explanation:
      "La donnée n’est lisible que pour un site dont le niveau en vigueur est 3 ou 4 ; pour les autres sites elle n’apparaît pas.",
    explanationEn:
      "This can be read only for a site whose level in force is 3 or 4; for other sites it does not appear.",
    fields: ["Site.address", "Site.location"],
  });
});

it("tells what a value comes down to, and whether it asks for a purpose", async () => {
  const { visibility } = (await ask("visibility { row verdict needsPurpose }", "JUSTICE")) as {
    visibility: readonly unknown[];
  };
  expect(visibility).toEqual(
    expect.arrayContaining([
      { row: "SITE_IDENTITY", verdict: "GRANTED", needsPurpose: false },
      { row: "SITE_ADDRESS", verdict: "CONDITIONAL", needsPurpose: false },
      { row: "INCIDENT_DETAIL", verdict: "CONDITIONAL", needsPurpose: true },
      { row: "PERSONAL", verdict: "DENIED", needsPurpose: false },
    ]),
  );
});

it("names each field once, and none that only the gateway may ask", async () => {
  const fields = (await termsOf("POLICE")).flatMap((term) => term.fields);
  expect(new Set(fields).size).toBe(fields.length);
  expect(fields).toEqual(expect.arrayContaining(["Territory.actions", "Incident.day"]));
  expect(fields.filter((field) => /lookup|Contribution|Page\.|pages|Tally/.test(field))).toEqual(
    [],
  );
});
