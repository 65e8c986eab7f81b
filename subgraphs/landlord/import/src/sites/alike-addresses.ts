import { fold } from "@palier/schema";
import type { EntityManager } from "typeorm";

/** Two sites whose addresses differ in nothing but their writing. */
export interface AlikeAddresses {
  readonly one: { readonly reference: string; readonly address: string };
  readonly other: { readonly reference: string; readonly address: string };
}

/** Pairs that a warning names. */
const mostPairs = 20;

/** As La Poste abbreviates them, without accents (norm NF Z10-011). */
const abbreviations: Readonly<Record<string, string>> = {
  r: "rue",
  av: "avenue",
  ave: "avenue",
  bd: "boulevard",
  bld: "boulevard",
  boul: "boulevard",
  pl: "place",
  all: "allee",
  che: "chemin",
  ch: "chemin",
  imp: "impasse",
  sq: "square",
  rte: "route",
  res: "residence",
  st: "saint",
  ste: "sainte",
};

/** The address without its marks, case, accents and abbreviations. */
export function bareAddress(address: string): string {
  return fold(address)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => abbreviations[word] ?? word)
    .join(" ");
}

/**
 * Sites that may be one: an import has made or read one of the two, and their addresses are the same but for the
 * writing. Sites that bear the very same address are not named: several stairways do.
 *
 * @param isOfImport whether the import has made or read the site.
 */
export async function listAlikeAddresses(
  tx: Pick<EntityManager, "query">,
  isOfImport: (reference: string) => boolean,
): Promise<AlikeAddresses[]> {
  const rows = await tx.query<{ reference: string; address: string }[]>(
    "SELECT reference, address FROM site WHERE address IS NOT NULL ORDER BY reference",
  );
  const first = new Map<string, { reference: string; address: string }>();
  const alike: AlikeAddresses[] = [];
  for (const site of rows) {
    const bare = bareAddress(site.address);
    const known = first.get(bare);
    if (known === undefined) first.set(bare, site);
    else if (known.address !== site.address && alike.length < mostPairs) {
      const isNew = isOfImport(site.reference) || isOfImport(known.reference);
      if (isNew) alike.push({ one: known, other: site });
    }
  }
  return alike;
}
