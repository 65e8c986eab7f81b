import type { PartnerKind, RightsQuery } from "../graph/generated/graphql";

/** A party of the convention and whom to reach there. */
export interface Party {
  readonly code: string;
  readonly name: string;
  /** Null for a landlord that takes part with its sites. */
  readonly kind: PartnerKind | null;
  readonly role: string | null;
  readonly email: string | null;
}

type Convention = NonNullable<RightsQuery["convention"]>;

/** Landlords first, then those that read, both in the convention's order. */
export function partiesOf({ landlords, partners }: Convention): Party[] {
  return [
    ...(landlords ?? []).map(({ slug, name, correspondent }) => ({
      code: slug,
      name: name ?? slug,
      kind: null,
      ...reachOf(correspondent),
    })),
    ...(partners ?? []).map(({ code, name, kind, correspondent }) => ({
      code,
      name: name ?? code,
      kind,
      ...reachOf(correspondent),
    })),
  ];
}

function reachOf(correspondent: { role: string | null; email: string | null } | null) {
  return { role: correspondent?.role ?? null, email: correspondent?.email ?? null };
}
