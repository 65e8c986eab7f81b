import type { PartnerKind } from "../access/partner-kind.js";
import type { Purpose } from "../access/purpose.js";
import { purposesOf } from "../access/purpose-terms.js";
import type { Convention, Partner } from "../convention/convention.js";
import { commonScope, holdsAll } from "../convention/in-force/scope.js";
import type { ExchangedToken } from "./exchanged-token.js";
import type { PurposeStatement } from "./purpose-statement.js";
import type { Visa, VisaAsks } from "./visa.js";

/** Who asks, as a landlord's node believes it: from its own convention, never from the visa alone. */
export interface Viewer {
  /** The issuer's name for the person. */
  readonly subject: string;
  /** Code of the partner in the convention. */
  readonly partner: string;
  readonly kind: PartnerKind;
  /** Codes of the territories outside which nothing exists for the viewer. */
  readonly scope: readonly string[];
  /**
   * The purpose that lifts what needs one: null unless the visa is bound to its request, so that a
   * visa kept for a session never opens incident detail, and the purpose proved as the convention
   * asks.
   */
  readonly purpose: Purpose | null;
  /** The purpose as stated, whether it lifts anything or not; for the log. */
  readonly statedPurpose: Purpose | null;
  readonly asks: VisaAsks;
}

/** Why a well-signed pair of visa and token is not let in; for the log. */
export type AdmissionProblem =
  | "visa and token name different persons"
  | "visa and token name different partners"
  | "the convention knows no such partner"
  | "the visa claims another kind than the convention"
  | "the visa claims more territories than the convention"
  | "the kind of partner may not state this purpose"
  | "the convention names no such broker"
  | "the visa is of another convention"
  | StatementProblem;

/** Why a statement that holds by itself does not prove the purpose of this request. */
export type StatementProblem =
  | "the statement is of another session"
  | "the statement is for another purpose"
  | "the statement is of another convention";

export type Admission =
  | { readonly ok: true; readonly viewer: Viewer }
  | { readonly ok: false; readonly problem: AdmissionProblem };

/**
 * What visa and exchanged token contradict each other in, whatever any convention says.
 *
 * @param token null at a subgraph that is no landlord's.
 */
export function contradiction(visa: Visa, token: ExchangedToken | null): AdmissionProblem | null {
  if (token === null) return null;
  if (token.sub !== visa.sub) return "visa and token name different persons";
  return token.partner === visa.partner ? null : "visa and token name different partners";
}

/** Who may claim what, by one text of a convention. */
export type ClaimTerms = Pick<Convention, "partners" | "purposes" | "territories" | "broker">;

/** By what a node judges what is claimed. */
export interface AdmissionTerms {
  /** What the node grants now, whatever it is asked under. */
  readonly granted: ClaimTerms;
  /** The texts that it knows, by their hashes: a claim is held to the one that it is made under. */
  readonly texts: ReadonlyMap<string, ClaimTerms>;
}

/**
 * Lets in what visa, exchanged token and the convention in force say with one voice. What a visa
 * claims under another version that the node knows is cut to what the node grants now.
 *
 * @param token null at a subgraph that is no landlord's: it holds nobody's data.
 */
export function admit(
  visa: Visa,
  token: ExchangedToken | null,
  { granted, texts }: AdmissionTerms,
): Admission {
  const refuse = (problem: AdmissionProblem): Admission => ({ ok: false, problem });
  const contradicted = contradiction(visa, token);
  if (contradicted !== null) return refuse(contradicted);
  const text = texts.get(visa.convention);
  if (text === undefined) return refuse("the visa is of another convention");
  const problem = overstated(visa, text);
  if (problem !== null) return refuse(problem);
  const partner = granted.partners.find(({ code }) => code === visa.partner);
  if (partner === undefined) return refuse("the convention knows no such partner");
  if (partner.kind !== visa.kind) return refuse("the visa claims another kind than the convention");
  if (token?.idp !== undefined && token.iss !== granted.broker?.issuer) {
    return refuse("the convention names no such broker");
  }
  const scope = scopeOf(visa, partner, granted, text);
  const { sub: subject, kind, purpose: statedPurpose, asks } = visa;
  const mayState = purposesOf(granted.purposes, kind);
  const isLifted = visa.body !== null && statedPurpose !== null && mayState.includes(statedPurpose);
  const purpose = isLifted ? statedPurpose : null;
  const viewer = { subject, partner: partner.code, kind, scope, purpose, statedPurpose, asks };
  return { ok: true, viewer };
}

/** As the visa claims it wherever both texts draw it alike, which is nearly always. */
function scopeOf(
  { scope }: Visa,
  partner: Partner,
  { territories }: ClaimTerms,
  asked: ClaimTerms,
): readonly string[] {
  const isGranted = scope.every((code) => partner.scope.includes(code));
  if (isGranted && asked.territories === territories) return scope;
  return commonScope(
    { territories, codes: partner.scope },
    { territories: asked.territories, codes: scope },
  );
}

/** What a visa claims beyond the very text that it names. */
function overstated(
  visa: Visa,
  { partners, purposes, territories }: ClaimTerms,
): AdmissionProblem | null {
  const partner = partners.find(({ code }) => code === visa.partner);
  if (partner === undefined) return "the convention knows no such partner";
  if (partner.kind !== visa.kind) return "the visa claims another kind than the convention";
  if (!holdsAll({ territories, codes: partner.scope }, visa.scope)) {
    return "the visa claims more territories than the convention";
  }
  const isKnown =
    visa.purpose === null || purposesOf(purposes, partner.kind).includes(visa.purpose);
  return isKnown ? null : "the kind of partner may not state this purpose";
}

/** What keeps a statement from proving that this person has stated this purpose in this session. */
export function statementProblem(
  statement: PurposeStatement,
  session: { readonly sub: string; readonly key: string | null },
  purpose: Purpose | null,
  hash: string,
): StatementProblem | null {
  if (session.key === null || statement.signedBy !== session.key || statement.sub !== session.sub)
    return "the statement is of another session";
  if (statement.convention !== hash) return "the statement is of another convention";
  return statement.purpose === purpose ? null : "the statement is for another purpose";
}
