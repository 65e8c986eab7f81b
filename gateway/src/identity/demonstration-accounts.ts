import type { Convention, PartnerKind } from "@palier/schema";
import type { IssuerConfig } from "./identity-config.js";

/** One account of the demonstration, without a password. */
export interface DemonstrationAccount {
  readonly account: string;
  /** Code of its partner in the convention. */
  readonly partner: string;
  /** Name of the partner. */
  readonly name: string;
  readonly kind: PartnerKind;
}

/** Accounts of the embedded issuer: those of its settings, else one a partner, of the same name. */
export function demonstrationAccounts(
  issuer: IssuerConfig,
  { partners }: Pick<Convention, "partners">,
): DemonstrationAccount[] {
  if (issuer.kind !== "DEMONSTRATION") return [];
  const codes = issuer.accounts ?? Object.fromEntries(partners.map(({ code }) => [code, code]));
  return Object.entries(codes).flatMap(([account, code]) => {
    const partner = partners.find((each) => each.code === code);
    return partner ? [{ account, partner: code, name: partner.name, kind: partner.kind }] : [];
  });
}
