import fc from "fast-check";
import { type Cell, cells } from "../../access/matrix-rows.js";
import { type PartnerKind, partnerKinds } from "../../access/partner-kind.js";
import { purposes as allPurposes } from "../../access/purpose.js";
import { purposeProofOf, purposeProofs } from "../../access/purpose-proof.js";
import { purposesOf } from "../../access/purpose-terms.js";
import {
  closed,
  compareValues,
  unmetNeeds,
  valueIn,
  valuesFor,
  visibilityOf,
} from "../../access/visibility.js";
import { runs } from "../../testing/runs.js";
import { writeConvention } from "../../testing/write-convention.js";
import type { Convention } from "../convention.js";
import { documentTermOf } from "../document-term.js";
import { grantedByBoth } from "./granted-by-both.js";
import { holdsAll } from "./scope.js";

const communes = ["10001", "10002", "10003", "10004"];
const codes = [...communes, "247", "248", "QP-1"];

const whole = writeConvention({
  territories: [
    ...communes.map((code) => ({ code })),
    { code: "247", kind: "INTERCOMMUNALITY", communes },
    { code: "248", kind: "INTERCOMMUNALITY", communes },
    { code: "QP-1", kind: "PRIORITY_DISTRICT", communes },
  ],
}).convention;

/** Of one kind, whatever may be said in a cell, as a text that is checked would say it. */
const ofKind = (kind: PartnerKind) =>
  fc.tuple(...cells.map((cell) => fc.constantFrom(...valuesFor(cell, kind)))).map((values) =>
    // One value a row, of its own; `Object.fromEntries` cannot say so.
    closed(Object.fromEntries(values.map((value, at) => [cells[at], value])) as never),
  );

const some = <T>(from: readonly T[]) => fc.subarray([...from]);

const conventions: fc.Arbitrary<Convention> = fc
  .record({
    kinds: fc.tuple(...partnerKinds.map(ofKind)),
    purposes: fc.tuple(...partnerKinds.map(() => some(allPurposes))),
    proof: fc.constantFrom(...purposeProofs),
    threshold: fc.integer({ min: 2, max: 20 }),
    leastLandlords: fc.integer({ min: 2, max: 9 }),
    largestShare: fc.double({ min: 0.5, max: 1, noNaN: true }),
    scopes: fc.tuple(...partnerKinds.map(() => fc.subarray(codes, { minLength: 1 }))),
    drawn: fc.tuple(some(communes), some(communes), some(communes)),
    parties: fc.subarray([...partnerKinds], { minLength: 1 }),
    from: fc.constantFrom("2025-01-01", "2026-01-01"),
  })
  .map((any) => {
    const [larger, other, district] = any.drawn.map((list) => (list.length > 0 ? list : ["10001"]));
    const drawn = new Map([
      ["247", larger],
      ["248", other],
      ["QP-1", district],
    ]);
    const territories = whole.territories.map((one) => ({
      ...one,
      communes: drawn.get(one.code) ?? one.communes,
    }));
    const partners = whole.partners.flatMap((one) =>
      any.parties.includes(one.kind)
        ? [{ ...one, scope: any.scopes[partnerKinds.indexOf(one.kind)] ?? [] }]
        : [],
    );
    const byKind = <T>(of: (kind: PartnerKind, at: number) => T) =>
      Object.fromEntries(partnerKinds.map((kind, at) => [kind, of(kind, at)]));
    const visibility = Object.fromEntries(
      cells.map((cell) => [cell, byKind((_kind, at) => any.kinds[at]?.[cell])]),
    );
    const { threshold, leastLandlords, largestShare } = any;
    return {
      ...{ ...whole, territories, partners, visibility },
      purposes: byKind((_kind, at) => any.purposes[at]),
      purposeProof: any.proof,
      disclosure: { threshold, leastLandlords, largestShare },
    } as unknown as Convention;
  });

const both = fc.tuple(conventions, conventions);
const each = (check: (a: Convention, b: Convention, granted: Convention) => void) =>
  fc.assert(
    fc.property(both, ([a, b]) => check(a, b, grantedByBoth(a, b))),
    { numRuns: runs(200) },
  );

it("grants no field, purpose or proof more than either", () => {
  each((a, b, granted) => {
    for (const kind of partnerKinds) {
      const shown = visibilityOf(granted.visibility, kind);
      expect(unmetNeeds(shown)).toEqual([]);
      for (const one of [a, b]) {
        const wider = cells.filter(
          (cell: Cell) => compareValues(cell, shown[cell], valueIn(one.visibility, cell, kind)) > 0,
        );
        expect(wider).toEqual([]);
        expect(purposesOf(one.purposes, kind)).toEqual(
          expect.arrayContaining([...purposesOf(granted.purposes, kind)]),
        );
        expect(granted.disclosure.threshold).toBeGreaterThanOrEqual(one.disclosure.threshold);
        expect(granted.disclosure.leastLandlords).toBeGreaterThanOrEqual(
          one.disclosure.leastLandlords,
        );
        expect(granted.disclosure.largestShare).toBeLessThanOrEqual(one.disclosure.largestShare);
        if (purposeProofOf(one) === "signed-by-caller") {
          expect(purposeProofOf(granted)).toBe("signed-by-caller");
        }
      }
    }
  });
});

/** Every site that can be: in each commune, of the priority district or of none. */
const sites = communes.flatMap((commune) =>
  [null, "QP-1"].map((district) => ({ commune, district })),
);

/** As a landlord's node looks for the sites of a scope. */
function sitesIn({ territories }: Convention, scope: readonly string[]) {
  const own = territories.filter(({ code }) => scope.includes(code));
  return sites.filter(({ commune, district }) =>
    own.some(({ kind, code, communes: inside }) =>
      kind === "PRIORITY_DISTRICT" ? code === district : inside.includes(commune),
    ),
  );
}

it("shows nobody a site that either text would not, however it draws its territories", () => {
  each((a, b, granted) => {
    expect(granted.partners.map(({ code }) => code)).toEqual(a.partners.map(({ code }) => code));
    for (const { code, scope } of granted.partners) {
      const seen = sitesIn(granted, scope);
      for (const one of [a, b]) {
        const own = one.partners.find((partner) => partner.code === code)?.scope ?? [];
        expect(sitesIn(one, own)).toEqual(expect.arrayContaining(seen));
      }
    }
  });
});

it("restricts to registered operations whom either text restricts, and nobody else", () => {
  const saying = (documents?: "any" | "registered"): Convention => ({
    ...whole,
    partners: whole.partners.map((one, at) =>
      at === 0 && documents ? { ...one, documents } : one,
    ),
  });
  const texts = [saying(), saying("any"), saying("registered")];
  const granted = texts.flatMap((a) => texts.map((b) => grantedByBoth(a, b).partners));
  expect(granted.map(([first]) => first && documentTermOf(first))).toEqual([
    ...["any", "any", "registered"],
    ...["any", "any", "registered"],
    ...["registered", "registered", "registered"],
  ]);
  for (const [, ...others] of granted) {
    expect(others.map(documentTermOf)).toEqual(others.map(() => "any"));
  }
});

it("leaves out no site of a commune that both grant", () => {
  each((a, b, granted) => {
    for (const { code, scope } of granted.partners) {
      const whole = communes.filter((commune) =>
        [a, b].every((one) => {
          const own = one.partners.find((partner) => partner.code === code)?.scope ?? [];
          const drawn = one.territories.filter(
            (territory) => own.includes(territory.code) && territory.kind !== "PRIORITY_DISTRICT",
          );
          return drawn.some((territory) => territory.communes.includes(commune));
        }),
      );
      expect(holdsAll({ territories: granted.territories, codes: scope }, whole)).toBe(true);
    }
  });
});

it("leaves parties, months, grid and days as those of the version in force", () => {
  each((a, _b, granted) => {
    const { visibility, purposes, purposeProof, disclosure, partners, ...rest } = granted;
    expect(a).toMatchObject(rest);
  });
});

it("changes nothing where both grant the same", () => {
  fc.assert(
    fc.property(conventions, (a) => {
      const granted = grantedByBoth(a, a);
      expect(granted.visibility).toEqual(a.visibility);
      expect(granted.partners).toEqual(a.partners);
      expect(granted.disclosure).toEqual(a.disclosure);
      expect(purposeProofOf(granted)).toBe(purposeProofOf(a));
    }),
    { numRuns: runs(50) },
  );
});

it("grants nothing to a partner whom the other text has as another kind, or not at all", () => {
  const { convention } = writeConvention();
  const other = {
    ...convention,
    partners: convention.partners.flatMap((one) => {
      if (one.kind === "POLICE") return [{ ...one, kind: "JUSTICE" as const }];
      return one.kind === "MUNICIPALITY" ? [] : [one];
    }),
  };
  const scopes = grantedByBoth(convention, other).partners.map(({ kind, scope }) => [kind, scope]);
  expect(scopes).toEqual(
    partnerKinds.map((kind) => [
      kind,
      kind === "POLICE" || kind === "MUNICIPALITY" ? [] : ["77288"],
    ]),
  );
});

it("believes a broker that both name, and no other", () => {
  const at = (issuer?: string): Convention => ({
    ...whole,
    ...(issuer !== undefined && { broker: { issuer, host: "la coordination" } }),
  });
  const believed = (a?: string, b?: string) => grantedByBoth(at(a), at(b)).broker?.issuer;
  const [one, other] = ["https://one.example", "https://other.example"];
  expect([
    believed(one, one),
    believed(one),
    believed(undefined, one),
    believed(one, other),
  ]).toEqual([one, undefined, undefined, undefined]);
});
