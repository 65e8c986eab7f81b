import type { Purpose } from "../access/access-terms.js";
import type { PartnerKind } from "../access/partner-kind.js";
import type { Cell, KindVisibility } from "../access/visibility.js";

/** What the policy says of one field for one kind of partner. Anything else is a denial. */
export type AccessDecision =
  | "ALLOW"
  | "DENY"
  /** For the gateway's own identity, never for a partner. */
  | "GATEWAY_ONLY"
  /** Shown for sites whose effective level is 3 or 4, null for others. */
  | "LEVEL_3_AND_4"
  /** Shown: of the reasons, what is left is whether each gate is met. */
  | "GATES_ONLY"
  /** Shown after disclosure control. */
  | "SMALL_CELLS_WITHHELD"
  /** Shown to who states one of the convention's purposes. */
  | "PURPOSE"
  /** Besides a purpose: only the incidents for which a complaint was filed exist. */
  | "COMPLAINT_AND_PURPOSE";

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
  readonly purposes: readonly Purpose[];
  /** By coordinate (`Site.address`, `LisiereSite.address`); a field that is not in it is denied. */
  readonly access: ReadonlyMap<string, Access>;
}

/** Listed, so that a decision nobody knows is a denial. */
const shown: ReadonlySet<AccessDecision> = new Set([
  "ALLOW",
  "LEVEL_3_AND_4",
  "GATES_ONLY",
  "SMALL_CELLS_WITHHELD",
  "PURPOSE",
  "COMPLAINT_AND_PURPOSE",
]);

/** Whether a partner of the kind can ever be shown the field, whatever it states as its purpose. */
export function isEverShown(decision: AccessDecision): boolean {
  return shown.has(decision);
}

/** Whether the field is shown only to who states a purpose. */
export function needsPurpose(decision: AccessDecision): boolean {
  return decision === "PURPOSE" || decision === "COMPLAINT_AND_PURPOSE";
}
