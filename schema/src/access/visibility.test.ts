import type { KindVisibility } from "./matrix-rows.js";
import { kindTerms, type PartnerKind } from "./partner-kind.js";
import { templateTerms } from "./template.js";
import { closed, visibilityOf } from "./visibility.js";

/** What a kind is left of a territory's counts when its template is changed so. */
function territoryCounts(kind: PartnerKind, changes: Partial<KindVisibility>) {
  return closed({ ...kindTerms[kind].template, ...changes })["territory-counts"];
}

it("denies a territory's counts to whom those of its sites are denied, or shown less of", () => {
  expect(territoryCounts("POLICE", {})).toBe("exact");
  expect(territoryCounts("POLICE", { "incident-counts": "small-cells-withheld" })).toBe("denied");
  expect(territoryCounts("MUNICIPALITY", {})).toBe("small-cells-withheld");
  expect(territoryCounts("MUNICIPALITY", { "incident-counts": "denied" })).toBe("denied");
});

it("leaves totals of several landlords to who sees none of the sites' counts", () => {
  expect(territoryCounts("LANDLORD", {})).toBe("broad-totals");
  expect(territoryCounts("LANDLORD", { "territory-counts": "small-cells-withheld" })).toBe(
    "denied",
  );
  expect(territoryCounts("LANDLORD", { "territory-figures": "denied" })).toBe("denied");
});

it.each(["denied", "small-cells-withheld"] as const)(
  "keeps counts that are %s out of what adds up to them: observed values, incidents one by one",
  (counts) => {
    expect(closed({ ...kindTerms.JUSTICE.template, "incident-counts": counts })).toMatchObject({
      "incident-counts": counts,
      reasons: "gates-only",
      "incident-detail": "denied",
      "complaint-reference": "denied",
      "incident-circumstances": "denied",
      "territory-counts": "denied",
      "site-level": "granted",
    });
  },
);

it("reads a convention that grants observed values beside withheld counts as the gates alone", () => {
  const { visibility } = templateTerms;
  const reasons = { ...visibility.reasons, MUNICIPALITY: "granted", POLICE: "granted" } as const;
  const read = (kind: "MUNICIPALITY" | "POLICE") => visibilityOf({ ...visibility, reasons }, kind);
  expect(read("MUNICIPALITY").reasons).toBe("gates-only");
  expect(read("POLICE").reasons).toBe("granted");
});
