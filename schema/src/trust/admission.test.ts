import { partnerKinds } from "../access/partner-kind.js";
import { purposes as allPurposes, type Purpose } from "../access/purpose.js";
import type { PurposeTerms } from "../access/purpose-terms.js";
import { templateTerms } from "../access/template.js";
import { purposesByHand } from "../testing/template-by-hand.js";
import { type AdmissionProblem, type AdmissionTerms, admit } from "./admission.js";
import type { ExchangedToken } from "./exchanged-token.js";
import { nowSeconds, visaRequest } from "./trust.fixture.js";
import { bodyDigest, type Visa } from "./visa.js";

const correspondent = { role: "Référent", email: "referent@partenaire.example" };
const commune = (code: string) => ({
  ...{ code, kind: "COMMUNE" as const, name: code, communes: [code] },
  ...{ population: null, center: null },
});
const convention = {
  territories: [
    ...["77288", "77285", "77152"].map(commune),
    { ...commune("77"), kind: "DEPARTMENT" as const, communes: ["77288", "77285", "77152"] },
  ],
  purposes: ["INVESTIGATION", "PREVENTION"] as const,
  partners: [
    {
      code: "police-melun",
      kind: "POLICE" as const,
      name: "Police",
      correspondent,
      scope: ["77288", "77285"],
    },
    {
      code: "parquet-melun",
      kind: "JUSTICE" as const,
      name: "Parquet",
      correspondent,
      scope: ["77"],
    },
  ],
};
const visa: Visa = {
  ...visaRequest,
  jti: "5b1d6f0e-3f3b-4f2e-9b1a-0d8f4c1f2a3b",
  exp: nowSeconds + 30,
};
const token: ExchangedToken = {
  iss: "https://issuer.example",
  sub: visa.sub,
  partner: visa.partner,
  act: { sub: "palier-gateway" },
  exp: nowSeconds + 300,
};

/** While one text is all that the node knows. */
const termsOf = (granted: AdmissionTerms["granted"]): AdmissionTerms => ({
  granted,
  texts: new Map([[visa.convention, granted]]),
});

const problemOf = (
  visaChanges: Partial<Visa>,
  tokenChanges: Partial<ExchangedToken> = {},
): AdmissionProblem | null => {
  const admission = admit(
    { ...visa, ...visaChanges },
    { ...token, ...tokenChanges },
    termsOf(convention),
  );
  return admission.ok ? null : admission.problem;
};

it("lets in who visa, token and convention agree on", () => {
  expect(admit(visa, token, termsOf(convention))).toEqual({
    ok: true,
    viewer: {
      subject: "agent-17",
      partner: "police-melun",
      kind: "POLICE",
      scope: ["77288"],
      purpose: null,
      statedPurpose: null,
      asks: "FIELDS",
    },
  });
});

it.each<[string, Partial<Visa>, Partial<ExchangedToken>, AdmissionProblem]>([
  ["another person's token", {}, { sub: "agent-18" }, "visa and token name different persons"],
  [
    "another partner's token",
    {},
    { partner: "parquet-melun" },
    "visa and token name different partners",
  ],
  [
    "a partner nobody signed for",
    { partner: "x" },
    { partner: "x" },
    "the convention knows no such partner",
  ],
  ["another kind", { kind: "JUSTICE" }, {}, "the visa claims another kind than the convention"],
  [
    "one territory more",
    { scope: ["77288", "77"] },
    {},
    "the visa claims more territories than the convention",
  ],
  [
    "a purpose the convention left out",
    { purpose: "PATROL_PLANNING" },
    {},
    "the kind of partner may not state this purpose",
  ],
  [
    "another version of the convention",
    { convention: "sha256-other" },
    {},
    "the visa is of another convention",
  ],
])("refuses %s", (_case, visaChanges, tokenChanges, problem) => {
  expect(problemOf(visaChanges, tokenChanges)).toBe(problem);
});

it("tells a stranger nothing of the convention", () => {
  expect(problemOf({ convention: "sha256-other" }, { sub: "agent-18" })).toBe(
    "visa and token name different persons",
  );
});

it("takes a visa that claims less than the convention grants", () => {
  expect(problemOf({ scope: [] })).toBeNull();
  expect(problemOf({ scope: ["77285", "77288"] })).toBeNull();
});

it("lets a purpose lift nothing unless the visa is bound to its request", () => {
  const stated = { ...visa, purpose: "INVESTIGATION" } as const;
  const bound = { ...stated, body: bodyDigest("{}") };
  const viewerOf = (one: Visa) => admit(one, token, termsOf(convention));
  expect(viewerOf(stated)).toMatchObject({
    viewer: { purpose: null, statedPurpose: "INVESTIGATION" },
  });
  expect(viewerOf(bound)).toMatchObject({
    viewer: { purpose: "INVESTIGATION", statedPurpose: "INVESTIGATION" },
  });
});

describe.each(partnerKinds)("a purpose of %s", (kind) => {
  const partners = convention.partners.map((partner) => ({ ...partner, kind }));
  it.each<[string, PurposeTerms]>([
    ["by the template", templateTerms.purposes],
    ["by one list for all, as conventions were written at first", allPurposes],
  ])("is one that the convention lets it state: %s", (_terms, purposes) => {
    const isLetIn = (purpose: Purpose) =>
      admit({ ...visa, kind, purpose }, token, termsOf({ ...convention, partners, purposes })).ok;
    expect(allPurposes.filter(isLetIn).toSorted()).toEqual(purposesByHand[kind].toSorted());
  });
});

it("needs no token where no landlord's data are", () => {
  expect(admit(visa, null, termsOf(convention)).ok).toBe(true);
});

describe("while two versions are known", () => {
  /** The next one leaves police Le Mée, and takes INVESTIGATION from them. */
  const next = {
    ...convention,
    purposes: ["PREVENTION"] as const,
    partners: convention.partners.map((one) =>
      one.kind === "POLICE" ? { ...one, scope: ["77285"] } : one,
    ),
  };
  const granted = {
    ...next,
    partners: next.partners.map((one) => (one.kind === "JUSTICE" ? { ...one, scope: [] } : one)),
  };
  const texts = new Map<string, AdmissionTerms["granted"]>([
    [visa.convention, convention],
    ["sha256-next", next],
  ]);
  const admitted = (changes: Partial<Visa>) =>
    admit({ ...visa, body: bodyDigest("{}"), ...changes }, token, { granted, texts });

  it("cuts what is claimed under either to what is granted now", () => {
    expect(admitted({ scope: ["77288", "77285"], purpose: "INVESTIGATION" })).toMatchObject({
      viewer: { scope: ["77285"], purpose: null, statedPurpose: "INVESTIGATION" },
    });
    expect(admitted({ convention: "sha256-next", scope: ["77285"] })).toMatchObject({
      viewer: { scope: ["77285"] },
    });
  });

  it("holds each claim to the very text that it names", () => {
    expect(admitted({ convention: "sha256-next", scope: ["77288"] })).toEqual({
      ok: false,
      problem: "the visa claims more territories than the convention",
    });
    expect(admitted({ convention: "sha256-third" })).toEqual({
      ok: false,
      problem: "the visa is of another convention",
    });
  });
});

describe("a token of a broker", () => {
  const brokered = { ...token, idp: "https://provider.example" };
  const outcome = (granted: AdmissionTerms["granted"]) => admit(visa, brokered, termsOf(granted));

  it("is believed where the convention names the broker, and nowhere else", () => {
    const host = "la coordination";
    const named = { ...convention, broker: { issuer: token.iss, host } };
    expect(outcome(named)).toMatchObject({ ok: true, viewer: { partner: "police-melun" } });
    const refused = { ok: false, problem: "the convention names no such broker" };
    expect(outcome(convention)).toEqual(refused);
    expect(outcome({ ...convention, broker: { issuer: "https://other.example", host } })).toEqual(
      refused,
    );
  });
});
