import { buildSchema, extendSchema, isInterfaceType, isObjectType, parse } from "graphql";
import { type PartnerKind, partnerKinds } from "../access/partner-kind.js";
import { templateTerms } from "../access/template.js";
import type { Visibility } from "../access/visibility.js";
import { landlordSdl } from "../composition/subgraph-sdl.js";
import { type Sign, signOf, templateByHand } from "../testing/template-by-hand.js";
import { fieldsOfCells } from "./cells.js";
import { compilePolicy, IncompletePolicyError } from "./compile-policy.js";
import { type AccessDecision, isEverShown, needsPurpose } from "./policy.js";
import { apiSchema, graphSchema } from "./schema.fixture.js";

const graph = graphSchema();
const policyOf = (kind: PartnerKind) => compilePolicy(templateTerms, kind, graph);

/** As the table written by hand says it. */
const signs: Readonly<Record<AccessDecision, Sign>> = {
  granted: "+",
  exact: "+",
  denied: "-",
  "level-3-and-4": "3",
  "gates-only": "g",
  "small-cells-withheld": "s",
  "broad-totals": "b",
  "with-purpose": "p",
  "complaint-and-purpose": "c",
  counts: "n",
  "own-node": "-",
  "gateway-only": "x",
};

it.each(partnerKinds)("grants %s what the matrix says, field by field", (kind) => {
  const { access } = policyOf(kind);
  const expected = new Map<string, Sign>();
  for (const entry of templateByHand.keys()) {
    const [type = "", field] = entry.split(".");
    const implementing = [
      "Site",
      "Contribution",
      "CountContribution",
      "SitePage",
      "ChangePage",
      "ActionPage",
      "AccessRecord",
    ].includes(type)
      ? ["Lisiere", "Heronniere"].map((prefix) => `${prefix}${type}.${field}`)
      : [];
    for (const coordinate of [entry, ...implementing]) {
      expected.set(coordinate, signOf(entry, kind));
    }
  }
  const actual = [...access].map(([coordinate, { decision }]) => [coordinate, signs[decision]]);
  expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected));
});

it("has an entry for every field of the graph", () => {
  const { access } = policyOf("POLICE");
  const fields = Object.values(graph.getTypeMap())
    .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith("__"))
    .flatMap((type) =>
      "getFields" in type
        ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
        : [],
    );
  expect([...access.keys()].sort()).toEqual(fields.sort());
});

it("covers the API schema and a landlord's own schema too", () => {
  const api = compilePolicy(templateTerms, "JUSTICE", apiSchema());
  expect([...api.access.values()].map(({ decision }) => decision)).not.toContain("gateway-only");
  const node = buildSchema(
    `${landlordSdl("lisiere")} type Query { _service: _Service! } type _Service { sdl: String }`,
    {
      assumeValid: true,
      assumeValidSDL: true,
    },
  );
  const { access } = compilePolicy(templateTerms, "JUSTICE", node);
  expect(access.get("LisiereSite.address")).toEqual({
    decision: "level-3-and-4",
    cell: "site-address",
    entry: "Site.address",
  });
});

it("names every field that has no cell", () => {
  const wider = extendSchema(
    graph,
    parse("extend type Incident { reporter: String } extend type Query { incidents: [Incident] }"),
    { assumeValid: true },
  );
  expect(() => compilePolicy(templateTerms, "POLICE", wider)).toThrow(
    new IncompletePolicyError(["Incident.reporter has no cell", "Query.incidents has no cell"]),
  );
});

it("names every entry that names no field, and every field with two cells", () => {
  const fields = {
    ...fieldsOfCells,
    personal: { Incident: "reporter" },
    actions: { ...fieldsOfCells.actions, Site: "actions address", LisiereSite: "name" },
  };
  expect(() => compilePolicy(templateTerms, "POLICE", graph, fields)).toThrow(
    new IncompletePolicyError([
      'Incident.reporter, in "personal", names no field',
      'Site.address is in "site-address" and in "actions"',
      'LisiereSite.name, in "actions", names no field',
      "LisiereSite.name has several cells: LisiereSite.name, Site.name",
    ]),
  );
});

it("grants no observed value, nor what else adds up to counts, where counts are not exact", () => {
  const counts = { ...templateTerms.visibility["incident-counts"], POLICE: "denied" } as const;
  const visibility = { ...templateTerms.visibility, "incident-counts": counts };
  const { access } = compilePolicy({ ...templateTerms, visibility }, "POLICE", graph);
  const decisionOn = (coordinate: string) => access.get(coordinate)?.decision;
  for (const coordinate of [
    "GateCondition.observed",
    "GateCondition.met",
    "LevelDecision.reason",
    "LisiereSite.incidents",
    "Incident.day",
    "Territory.incidentCounts",
    "TrendPoint.incidentCounts",
  ]) {
    expect([coordinate, decisionOn(coordinate)]).toEqual([coordinate, "denied"]);
  }
  expect(decisionOn("Gate.met")).toBe("gates-only");
});

it("denies under a value that nobody knows, and serves no kind that nobody knows", () => {
  const row = { ...templateTerms.visibility.actions, POLICE: "perhaps" };
  // What a matrix that was never read from a file could hold.
  const visibility = { ...templateTerms.visibility, actions: row } as unknown as Visibility;
  const { access } = compilePolicy({ ...templateTerms, visibility }, "POLICE", graph);
  expect(access.get("Action.title")?.decision).toBe("denied");
  expect(isEverShown("perhaps" as AccessDecision)).toBe(false);
  for (const kind of ["SPY", "constructor", "__proto__"]) {
    expect(() => compilePolicy(templateTerms, kind as PartnerKind, graph)).toThrow(
      `"${kind}" is no kind of partner`,
    );
  }
});

it("shows the fields of a row under some values only, and under some for a purpose only", () => {
  const decisions = Object.keys(signs) as AccessDecision[];
  expect(decisions.filter((decision) => !isEverShown(decision))).toEqual([
    "denied",
    "own-node",
    "gateway-only",
  ]);
  expect(decisions.filter(needsPurpose)).toEqual(["with-purpose", "complaint-and-purpose"]);
});
