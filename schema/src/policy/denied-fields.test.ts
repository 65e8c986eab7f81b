import fc from "fast-check";
import { parse } from "graphql";
import { type PartnerKind, partnerKinds } from "../access/partner-kind.js";
import { templateTerms } from "../access/template.js";
import { runs } from "../testing/index.js";
import { purposesByHand, signOf } from "../testing/template-by-hand.js";
import { compilePolicy } from "./compile-policy.js";
import { deniedFields } from "./denied-fields.js";
import { isEverShown, needsPurpose, type Policy } from "./policy.js";
import { randomDocument } from "./random-document.fixture.js";
import { apiSchema } from "./schema.fixture.js";

const schema = apiSchema();
const policies = new Map(
  partnerKinds.map((kind) => [kind, compilePolicy(templateTerms, kind, schema)]),
);

function policyOf(kind: PartnerKind): Policy {
  const policy = policies.get(kind);
  if (policy === undefined) throw new Error(`no policy for ${kind}`);
  return policy;
}

function denied(text: string, kind: PartnerKind, purpose: string | null = null) {
  return deniedFields(parse(text), schema, policyOf(kind), purpose);
}

const isOffered = (policy: Policy, hasPurpose: boolean) => (coordinate: string) => {
  const decision = policy.access.get(coordinate)?.decision ?? "denied";
  return isEverShown(decision) && (hasPurpose || !needsPurpose(decision));
};

const stated = fc.constantFrom(null, "INVESTIGATION", "PROSECUTION", "CURIOSITY");
const lifts = (kind: PartnerKind, purpose: string | null) =>
  purposesByHand[kind].some((own) => own === purpose);

it("never refuses a selection of granted fields", () => {
  fc.assert(
    fc.property(fc.constantFrom(...partnerKinds), stated, fc.gen(), (kind, purpose, draw) => {
      const policy = policyOf(kind);
      const offered = isOffered(policy, lifts(kind, purpose));
      const { text } = randomDocument(schema, offered, draw, fc);
      expect(deniedFields(parse(text), schema, policy, purpose)).toEqual([]);
    }),
    { numRuns: runs(300), endOnFailure: true },
  );
});

it("names a denied field wherever it stands", () => {
  fc.assert(
    fc.property(fc.constantFrom(...partnerKinds), stated, fc.gen(), (kind, purpose, draw) => {
      const policy = policyOf(kind);
      const offered = isOffered(policy, lifts(kind, purpose));
      const forbidden = [...policy.access.keys()].filter((coordinate) => !offered(coordinate));
      fc.pre(forbidden.length > 0);
      const [type = "", field = ""] = draw(fc.constantFrom, ...forbidden).split(".");
      const { text } = randomDocument(schema, offered, draw, fc, { type, field });
      const found = deniedFields(parse(text), schema, policy, purpose);
      expect(found.map(({ coordinate }) => coordinate)).toEqual([`${type}.${field}`]);
    }),
    { numRuns: runs(300), endOnFailure: true },
  );
});

it("names exactly the denied fields of any document at all", () => {
  fc.assert(
    fc.property(fc.constantFrom(...partnerKinds), fc.gen(), (kind, draw) => {
      const policy = policyOf(kind);
      const { text, coordinates } = randomDocument(schema, () => true, draw, fc);
      const offered = isOffered(policy, false);
      const found = deniedFields(parse(text), schema, policy, null);
      expect(found.map(({ coordinate }) => coordinate).sort()).toEqual(
        [...coordinates].filter((coordinate) => !offered(coordinate)).sort(),
      );
    }),
    { endOnFailure: true },
  );
});

it("names all denied fields at once, each with its places and the convention's line", () => {
  const text = `query A { site(id: "x") { name a: address ...Where } }
query B($no: Boolean!) { site(id: "x") { b: address @include(if: $no) ... on LisiereSite { location { latitude } } } }
fragment Where on HeronniereSite { classification { gates { conditions { observed } } } }`;
  expect(denied(text, "MUNICIPALITY")).toEqual([
    {
      coordinate: "Site.address",
      cell: "site-address",
      purposeLifts: false,
      en: "Site.address is not shown. The convention says: “Exact address and location of a site: denied for municipalities.”",
      fr: "Site.address n’est pas communiqué. La convention prévoit : « Adresse exacte et localisation d’un site : refusé pour les communes. »",
      locations: [
        { line: 1, column: 32 },
        { line: 2, column: 42 },
      ],
    },
    expect.objectContaining({ coordinate: "LisiereSite.location", cell: "site-address" }),
    expect.objectContaining({
      coordinate: "GateCondition.observed",
      cell: "reasons",
      en: expect.stringContaining("which gates are met, without values for municipalities"),
    }),
  ]);
});

it("says what a purpose would lift, and counts an unknown purpose as none", () => {
  const text = `{ site(id: "x") { incidents { edges { node { day complaintReference } } } } }`;
  const named = (purpose: string | null) =>
    denied(text, "POLICE", purpose).map(({ coordinate, purposeLifts }) => [
      coordinate,
      purposeLifts,
    ]);
  expect(named("PATROL_PLANNING")).toEqual([["Incident.complaintReference", false]]);
  const all = [
    ["Site.incidents", true],
    ["IncidentConnection.edges", true],
    ["IncidentEdge.node", true],
    ["Incident.day", true],
    ["Incident.complaintReference", false],
  ];
  expect(named(null)).toEqual(all);
  expect(named("CURIOSITY")).toEqual(all);
  expect(denied(text, "POLICE", "CURIOSITY")[0]?.fr).toMatch(
    / peut indiquer l’une de celles-ci : PATROL_PLANNING, INVESTIGATION, STEERING_COMMITTEE, et non/,
  );
});

it("denies what the schema does not have, without telling the gateway's own fields apart", () => {
  const [lookup, absent] = denied(`{ site(id: "x") { lookup nothing } }`, "POLICE");
  expect(lookup).toMatchObject({ coordinate: "Site.lookup", cell: null, purposeLifts: false });
  expect(lookup?.en.replace("lookup", "nothing")).toBe(absent?.en);
  const entities = denied(
    "{ _entities(representations: []) { __typename } _service { sdl } }",
    "POLICE",
  );
  expect(entities.map(({ coordinate }) => coordinate)).toEqual([
    "Query._entities",
    "Query._service",
    "?.sdl",
  ]);
});

it("leaves introspection to the schema that answers it", () => {
  expect(denied("{ __typename __schema { types { name } } }", "LANDLORD")).toEqual([]);
  const hidden = `{ __type(name: "Site") { name ... on LisiereSite { address } } }`;
  expect(denied(hidden, "LANDLORD").map(({ coordinate }) => coordinate)).toEqual([
    "LisiereSite.address",
  ]);
});

it.each(partnerKinds)(
  "names to %s what a line of the convention denies, and nothing that is in none",
  (kind) => {
    const told = { named: 0, hidden: 0 };
    for (const [coordinate, { entry }] of policyOf(kind).access) {
      const [type, field] = coordinate.split(".");
      const [found] = denied(`fragment f on ${type} { ${field} }`, kind);
      const sign = signOf(entry, kind);
      if (sign === "-") {
        expect([coordinate, found?.en]).toEqual([
          coordinate,
          expect.stringContaining("The convention says"),
        ]);
        expect(found?.en).toContain(`${coordinate} is not shown`);
        told.named += 1;
      } else if (sign === "x") {
        // As of a field that nobody has.
        expect([coordinate, found?.cell]).toEqual([coordinate, null]);
        told.hidden += 1;
      }
    }
    expect(told.named).toBeGreaterThan(0);
  },
);
