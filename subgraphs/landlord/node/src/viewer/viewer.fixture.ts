import { kindTerms, type PartnerKind, type Viewer } from "@palier/schema";

/** A viewer who has stated the first purpose of its kind, and asks what a partner may ask. */
export function exampleViewer(
  kind: PartnerKind,
  scope: readonly string[],
  changes: Partial<Viewer> = {},
): Viewer {
  const partner = kind.toLowerCase();
  const [purpose = null] = kindTerms[kind].purposes;
  const who = { subject: `agent of ${partner}`, partner, kind, scope };
  return { ...who, purpose, statedPurpose: purpose, asks: "FIELDS", ...changes };
}

/** The gateway for a viewer: it asks what classification needs. */
export function gatewayFor(kind: PartnerKind, scope: readonly string[]): Viewer {
  return exampleViewer(kind, scope, { asks: "INPUTS" });
}
