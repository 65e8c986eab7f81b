import fc from "fast-check";
import { cells } from "../access/matrix-rows.js";
import { type PartnerKind, partnerKinds } from "../access/partner-kind.js";
import { templateTerms } from "../access/template.js";
import { compareValues, unmetNeeds, valuesFor } from "../access/visibility.js";
import { ConfigurationError } from "../ground/errors.js";
import { runs } from "../testing/index.js";
import { compilePolicy } from "./compile-policy.js";
import { type Narrowing, narrow, parseNarrowing, withinGrant } from "./narrow.js";
import type { AccessDecision } from "./policy.js";
import { graphSchema } from "./schema.fixture.js";

const graph = graphSchema();
const policies = new Map(
  partnerKinds.map((kind) => [kind, compilePolicy(templateTerms, kind, graph)]),
);

function policyOf(kind: PartnerKind) {
  const policy = policies.get(kind);
  if (policy === undefined) throw new Error(`no policy for ${kind}`);
  return policy;
}

/** Written by hand: what each decision may become when a landlord narrows it. */
const narrower: Readonly<Record<AccessDecision, readonly AccessDecision[]>> = {
  granted: ["granted", "level-3-and-4", "gates-only", "denied"],
  exact: ["exact", "small-cells-withheld", "broad-totals", "denied"],
  "level-3-and-4": ["level-3-and-4", "denied"],
  "gates-only": ["gates-only", "denied"],
  "small-cells-withheld": ["small-cells-withheld", "broad-totals", "denied"],
  "broad-totals": ["broad-totals", "denied"],
  "with-purpose": ["with-purpose", "complaint-and-purpose", "denied"],
  "complaint-and-purpose": ["complaint-and-purpose", "denied"],
  counts: ["counts", "denied"],
  "own-node": ["own-node", "denied"],
  denied: ["denied"],
  "gateway-only": ["gateway-only"],
};

const narrowings: fc.Arbitrary<Narrowing> = fc
  .tuple(
    ...cells.map((cell) =>
      fc.tuple(...partnerKinds.map((kind) => fc.option(fc.constantFrom(...valuesFor(cell, kind))))),
    ),
  )
  .map((rows) => {
    const entries = rows.map((row, index) => {
      const kinds = row.map((value, place) => [partnerKinds[place], value ?? undefined]);
      return [cells[index], Object.fromEntries(kinds)];
    });
    return Object.fromEntries(entries);
  });

/** The same, less the cells that would be wider than the template's. */
function withoutWidening(narrowing: Narrowing, kind: PartnerKind): Narrowing {
  const kept = cells.flatMap((cell) => {
    const wanted = narrowing[cell]?.[kind];
    return wanted !== undefined && compareValues(cell, wanted, policyOf(kind).visibility[cell]) <= 0
      ? [[cell, { [kind]: wanted }]]
      : [];
  });
  return Object.fromEntries(kept);
}

it("never grants more, and refuses exactly what would be wider", () => {
  fc.assert(
    fc.property(narrowings, fc.constantFrom(...partnerKinds), fc.boolean(), (any, kind, keep) => {
      const policy = policyOf(kind);
      const narrowing = keep ? any : withoutWidening(any, kind);
      const wider = cells.filter((cell) => {
        const wanted = narrowing[cell]?.[kind];
        return wanted !== undefined && compareValues(cell, wanted, policy.visibility[cell]) > 0;
      });
      if (wider.length > 0) {
        expect(() => narrow(policy, narrowing)).toThrow(ConfigurationError);
        return;
      }
      const result = narrow(policy, narrowing);
      expect(unmetNeeds(result.visibility)).toEqual([]);
      expect([...result.access.keys()]).toEqual([...policy.access.keys()]);
      const wrong = [...result.access].filter(([coordinate, { decision }]) => {
        const before = policy.access.get(coordinate)?.decision ?? "denied";
        return !narrower[before].includes(decision);
      });
      expect(wrong).toEqual([]);
    }),
    { numRuns: runs(300) },
  );
});

it("leaves the kinds alone that a narrowing does not name", () => {
  const narrowing: Narrowing = { reasons: { POLICE: "gates-only", JUSTICE: "denied" } };
  expect(narrow(policyOf("MUNICIPALITY"), narrowing)).toEqual(policyOf("MUNICIPALITY"));
  const police = narrow(policyOf("POLICE"), narrowing).access;
  expect(police.get("Gate.met")?.decision).toBe("gates-only");
  expect(police.get("GateCondition.observed")?.decision).toBe("denied");
});

it("denies with a cell what would tell it", () => {
  const { access, visibility } = narrow(policyOf("JUSTICE"), {
    "site-level": { JUSTICE: "denied" },
    "incident-detail": { JUSTICE: "denied" },
  });
  expect(visibility).toMatchObject({ "site-address": "denied", reasons: "denied" });
  expect(access.get("LisiereSite.address")?.decision).toBe("denied");
  expect(access.get("Incident.complaintReference")?.decision).toBe("denied");
});

it("names every cell, kind and both values when a landlord would widen", () => {
  const narrowing: Narrowing = {
    "site-address": { MUNICIPALITY: "granted" },
    reasons: { MUNICIPALITY: "granted" },
    actions: { MUNICIPALITY: "denied" },
  };
  expect(() => narrow(policyOf("MUNICIPALITY"), narrowing)).toThrow(
    new ConfigurationError([
      'visibility of "site-address" for MUNICIPALITY: "granted" is wider than the convention\'s "denied"; a landlord may only narrow',
      'visibility of "reasons" for MUNICIPALITY: "granted" is wider than the convention\'s "gates-only"; a landlord may only narrow',
    ]),
  );
});

it("reads a landlord's narrowing and refuses what it does not know, at its place", () => {
  expect(parseNarrowing("site-address: { JUSTICE: denied }\n", "node.yaml", [])).toEqual({
    "site-address": { JUSTICE: "denied" },
  });
  expect(() => parseNarrowing("adress: {}\nactions: { POLICE: no }\n", "node.yaml", [])).toThrow(
    new ConfigurationError([
      'node.yaml:1:1: unknown key "adress"',
      'node.yaml:2:12: "POLICE": one of denied, granted',
    ]),
  );
});

it("reads that a landlord refuses the broker", () => {
  expect(parseNarrowing("broker: refused\n", "node.yaml", [])).toEqual({ broker: "refused" });
  expect(() => parseNarrowing("broker: no\n", "node.yaml", [])).toThrow(
    'node.yaml:1:1: "broker": write refused, or leave `broker` out',
  );
});

it("reads what a landlord answers a partner in a minute, and says when to pause it instead", () => {
  const partners = [{ code: "police" }, { code: "mairie" }];
  const parse = (text: string) => parseNarrowing(text, "node.yaml", partners);
  expect(
    parse("budget:\n  police: { requests: 600, rows: 200000 }\n  mairie: { rows: 10000 }\n"),
  ).toEqual({
    budget: { police: { requests: 600, rows: 200_000 }, mairie: { rows: 10_000 } },
  });
  expect(() =>
    parse("budget:\n  police: { requests: 59, hours: 1 }\n  mairie: { rows: 1.5 }\n"),
  ).toThrow(/node\.yaml:2:13: "requests": at least 60 requests a minute; .*pause it/);
  expect(() => parse("budget: { gendarmerie: { requests: 600 } }\n")).toThrow(
    'node.yaml:1:11: the convention has no partner "gendarmerie"',
  );
});

it("goes by the narrower of both where a convention has become narrower than the narrowing", () => {
  fc.assert(
    fc.property(narrowings, fc.constantFrom(...partnerKinds), (any, kind) => {
      const policy = policyOf(kind);
      const { visibility } = narrow(policy, withinGrant(any, templateTerms));
      const wider = cells.filter((cell) =>
        [policy.visibility[cell], any[cell]?.[kind] ?? policy.visibility[cell]].some(
          (limit) => compareValues(cell, visibility[cell], limit) > 0,
        ),
      );
      expect(wider).toEqual([]);
    }),
    { numRuns: runs(100) },
  );
});
