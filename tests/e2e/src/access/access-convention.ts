import {
  type Convention,
  generateSigningKey,
  parseConvention,
  type SigningKey,
  templateTerms,
} from "@palier/schema";

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
export const partners = {
  POLICE: "police-melun",
  JUSTICE: "parquet-melun",
  MUNICIPALITY: "mairie-melun",
  LANDLORD: "bailleur-lisiere",
  COORDINATOR: "coordination",
} as const;
export const policeElsewhere = "police-dammarie";

/** A convention with the private keys by which its landlords sign. */
export interface KeyedConvention {
  readonly convention: Convention;
  /** The file's text: YAML holds JSON. */
  readonly text: string;
  readonly keys: ReadonlyMap<Slug, SigningKey>;
}

/** What a test has otherwise in the convention's file. */
export type FileChanges = Readonly<Record<string, unknown>>;

/** The template's access terms under new keys. */
export async function keyedConvention(changes: FileChanges = {}): Promise<KeyedConvention> {
  const keys = new Map(
    await Promise.all(slugs.map(async (slug) => [slug, await generateSigningKey()] as const)),
  );
  const file = { ...conventionFile((slug) => keys.get(slug)?.x ?? ""), ...templateTerms };
  return { ...written({ ...file, ...changes }), keys };
}

/** Another text under the same keys. */
export function changedConvention(
  { text, keys }: KeyedConvention,
  changes: FileChanges,
): KeyedConvention {
  // This file wrote it.
  return { ...written({ ...(JSON.parse(text) as object), ...changes }), keys };
}

function written(file: object): Omit<KeyedConvention, "keys"> {
  const text = JSON.stringify(file, null, 2);
  return { text, convention: parseConvention(text, "convention.yaml") };
}

const correspondent = { role: "Référent sûreté", email: "referent@partie.example" };

function conventionFile(keyOf: (slug: Slug) => string) {
  const partner = (code: string, kind: string, scope: string) => {
    return { code, kind, name: `Partenaire ${code}`, correspondent, scope: [scope] };
  };
  const center = { longitude: 2.66, latitude: 48.54, population: 40_000 };
  const communes = [melun, dammarie];
  return {
    format: 1,
    reference: "essai-acces",
    version: 1,
    title: "Convention d'essai",
    validity: { from: "2024-01-01", until: "2099-12-31" },
    grid: 1,
    publication: { from: "2024-01", until: lastMonth },
    territories: [
      { code: melun, kind: "COMMUNE", name: "Melun", ...center },
      { code: dammarie, kind: "COMMUNE", name: "Dammarie-les-Lys", ...center },
      { code: agglomeration, kind: "INTERCOMMUNALITY", name: "Agglomération", communes, ...center },
      { code: district, kind: "PRIORITY_DISTRICT", name: "Plein Ciel", communes },
    ],
    landlords: slugs.map((slug) => ({
      slug,
      name: `Bailleur ${slug}`,
      // Where nodes really listen stands in the supergraph: tests learn their ports too late.
      endpoint: "http://127.0.0.1:1/graphql",
      key: keyOf(slug),
      correspondent,
      stock: [
        { commune: melun, priorityDistrict: district, dwellings: 120 },
        { commune: melun, dwellings: 80 },
        { commune: dammarie, dwellings: 90 },
      ],
    })),
    partners: [
      ...Object.entries(partners).map(([kind, code]) => partner(code, kind, melun)),
      partner(policeElsewhere, "POLICE", dammarie),
    ],
  };
}
