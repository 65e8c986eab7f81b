import {
  generateSigningKey,
  type PartnerKind,
  partnerKinds,
  type SigningKey,
} from "@palier/schema";
import {
  accountOf,
  type ConventionChanges,
  partnersOfEachKind,
  type WrittenConvention,
  writeConvention,
} from "@palier/schema/testing";

/** Codes of the territories: all partners but one have `melun` as their scope. */
export const melun = "77288";
export const dammarie = "77152";
export const agglomeration = "247700057";
/** Lies in both communes. */
export const district = "QN07701M";

export const slugs = ["lisiere", "val-de-brie", "orme"] as const;
export type Slug = (typeof slugs)[number];

/** The last published month. */
export const lastMonth = "2025-06";

/** A partner of each kind whose scope is Melun, and one that has Dammarie. */
// One entry a kind, from the list of kinds.
export const partners = Object.fromEntries(
  partnerKinds.map((kind) => [kind, accountOf(kind)]),
) as Readonly<Record<PartnerKind, string>>;
export const policeElsewhere = "police-dammarie";

/** A convention with the private keys by which its landlords sign. */
export interface KeyedConvention extends WrittenConvention {
  readonly keys: ReadonlyMap<Slug, SigningKey>;
}

/**
 * The template's access terms under new keys.
 *
 * @param elsewhere Dwellings that the landlords declare in communes beside, each a territory of its own.
 */
export async function keyedConvention(
  changes: ConventionChanges = {},
  parties: readonly Slug[] = slugs,
  elsewhere: Readonly<Record<string, Partial<Record<Slug, number>>>> = {},
): Promise<KeyedConvention> {
  const keys = new Map(
    await Promise.all(parties.map(async (slug) => [slug, await generateSigningKey()] as const)),
  );
  const center = { longitude: 2.66, latitude: 48.54, population: 40_000 };
  const communes = [melun, dammarie];
  const written = writeConvention({
    reference: "essai-acces",
    publication: { from: "2024-01", until: lastMonth },
    territories: [
      { code: melun, name: "Melun", ...center },
      { code: dammarie, name: "Dammarie-les-Lys", ...center },
      { code: agglomeration, kind: "INTERCOMMUNALITY", name: "Agglomération", communes, ...center },
      { code: district, kind: "PRIORITY_DISTRICT", name: "Plein Ciel", communes },
      ...Object.keys(elsewhere).map((code) => ({ code, name: code, ...center })),
    ],
    landlords: parties.map((slug) => ({
      slug,
      key: keys.get(slug)?.x,
      stock: [
        { commune: melun, priorityDistrict: district, dwellings: 120 },
        { commune: melun, dwellings: 80 },
        { commune: dammarie, dwellings: 90 },
        ...Object.entries(elsewhere).flatMap(([commune, { [slug]: dwellings = 0 }]) =>
          dwellings === 0 ? [] : [{ commune, dwellings }],
        ),
      ],
    })),
    partners: [
      ...partnersOfEachKind([melun]),
      { code: policeElsewhere, kind: "POLICE", scope: [dammarie] },
    ],
    ...changes,
  });
  return { ...written, keys };
}

/** Another text under the same keys. */
export function changedConvention(
  { text, keys }: KeyedConvention,
  changes: ConventionChanges,
): KeyedConvention {
  // The builder writes JSON, and leaves what is whole as it is.
  return { ...writeConvention({ ...JSON.parse(text), ...changes }), keys };
}
