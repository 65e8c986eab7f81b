import type { PlannedAction } from "./plan";

/** Of whom actions are looked for: the reader's own, a partner's whom they concern, or who answers for them. */
export type PartyChoice =
  | { readonly kind: "mine" }
  | { readonly kind: "partner"; readonly code: string }
  | { readonly kind: "named"; readonly name: string };

/** Who reads. */
export interface OwnParty {
  /** As the convention names the partner; null where nobody signs in. */
  readonly partner: string | null;
  readonly name: string | null;
  /** Slug of the landlord that reads as a peer. */
  readonly landlord: string | null;
}

const separator = ":";

/** From what `writeParty` has put into an address; null for anything else. */
export function readParty(text: string | null): PartyChoice | null {
  if (text === null) return null;
  if (text === "mine") return { kind: "mine" };
  const [kind, ...rest] = text.split(separator);
  const value = rest.join(separator);
  if (value === "") return null;
  if (kind === "partner") return { kind, code: value };
  return kind === "named" ? { kind, name: value } : null;
}

export function writeParty(choice: PartyChoice): string {
  if (choice.kind === "mine") return choice.kind;
  const value = choice.kind === "partner" ? choice.code : choice.name;
  return `${choice.kind}${separator}${value}`;
}

/**
 * A peer landlord's code as a partner is its slug, or ends in it (`bailleur-lisiere`): the convention's graph
 * says no more of which is which.
 */
export function ownParty(
  partner: { readonly code: string; readonly kind: string | null; readonly name: string | null },
  landlords: readonly { readonly slug: string }[],
): OwnParty {
  const { code, name } = partner;
  const isPeer = partner.kind === "LANDLORD";
  const own = landlords.find(({ slug }) => code === slug || code.endsWith(`-${slug}`));
  return { partner: code, name, landlord: isPeer ? (own?.slug ?? null) : null };
}

export function isOfParty(action: PlannedAction, choice: PartyChoice, own: OwnParty): boolean {
  const { partner, responsibleParty, sites } = action;
  if (choice.kind === "partner") return partner === choice.code;
  if (choice.kind === "named") return responsibleParty === choice.name;
  if (partner !== null) return partner === own.partner;
  // What concerns no partner, its landlord has to see to.
  const isLandlords = own.landlord !== null && sites.some((each) => each.landlord === own.landlord);
  return isLandlords || (own.name !== null && responsibleParty === own.name);
}
