import type { Cell, CellValue, KindVisibility } from "../access/matrix-rows.js";
import { type Meaning, meaningOf } from "../access/matrix-values.js";
import type { PartnerKind } from "../access/partner-kind.js";
import type { Purpose } from "../access/purpose.js";

/** What the policy says of one field for one kind of partner: as a cell of the matrix says it. */
export type AccessDecision =
  | CellValue
  /** For the gateway's own identity, never for a partner. */
  | "gateway-only";

/** A row of the matrix, or what every signed-in partner reads, or what no partner does. */
export type PolicyCell = Cell | "reference" | "gateway-only";

export interface Access {
  readonly decision: AccessDecision;
  readonly cell: PolicyCell;
  /** The coordinate as `cells.ts` writes it: for `LisiereSite.address` it is `Site.address`. */
  readonly entry: string;
}

/** What one kind of partner may ask of every field of a schema. */
export interface Policy {
  readonly kind: PartnerKind;
  readonly visibility: KindVisibility;
  /** Those that the kind may state. */
  readonly purposes: readonly Purpose[];
  /** By coordinate (`Site.address`, `LisiereSite.address`); a field that is not in it is denied. */
  readonly access: ReadonlyMap<string, Access>;
}

/** Who is given a field on which the policy has decided so; one that nobody knows is a denial. */
export function givenTo(decision: AccessDecision): Meaning["fields"] | "TO_GATEWAY" {
  return decision === "gateway-only" ? "TO_GATEWAY" : meaningOf(decision).fields;
}

/** Whether a partner of the kind can ever be shown the field, whatever it states as its purpose. */
export function isEverShown(decision: AccessDecision): boolean {
  return ["ALWAYS", "ON_PURPOSE"].includes(givenTo(decision));
}

/** Whether the field is shown only to who states a purpose. */
export function needsPurpose(decision: AccessDecision): boolean {
  return givenTo(decision) === "ON_PURPOSE";
}
