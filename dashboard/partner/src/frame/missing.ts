import type { CoverageStatus } from "../generated/graphql";

/** A landlord whose part of a list is not there. */
export interface MissingLandlord {
  readonly slug: string;
  readonly status: CoverageStatus;
  /** Names of the only sites that lack; absent where all of its own do. */
  readonly sites?: readonly string[];
}

/** As lists of the graph name them. */
export interface AnsweredMissing {
  readonly landlord: { readonly slug: string } | null;
  readonly status: CoverageStatus | null;
}

export function missingOf(
  missing: readonly AnsweredMissing[] | null | undefined,
): MissingLandlord[] {
  return (missing ?? []).flatMap(({ landlord, status }) =>
    landlord == null ? [] : [{ slug: landlord.slug, status: status ?? "NO_ANSWER" }],
  );
}

/** Over all pages of a list, each landlord once: one may stop between them. */
export function missingOver(
  pages: readonly (readonly AnsweredMissing[] | null | undefined)[],
): MissingLandlord[] {
  const missing = pages.flatMap((each) => missingOf(each));
  return [...new Map(missing.map((each) => [each.slug, each])).values()];
}
