import type { DemonstrationAccount } from "@palier/issuer";
import type { Convention } from "@palier/schema";
import type { IssuerConfig } from "./identity-config.js";

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
