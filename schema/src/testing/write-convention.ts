import { type PartnerKind, partnerKinds } from "../access/partner-kind.js";
import { templateTerms } from "../access/template.js";
import type { Convention, Correspondent, TerritoryKind } from "../convention/convention.js";
import { parseConvention } from "../convention/parse-convention.js";

/** A convention and the text of its file: YAML holds JSON. */
export interface WrittenConvention {
  readonly text: string;
  readonly convention: Convention;
}

/** What a test has otherwise in the file, by the keys of `convention.yaml`. */
export interface ConventionChanges {
  /** Two communes, unless told otherwise. */
  readonly territories?: readonly ExampleTerritory[];
  /** A slug alone stands for a landlord with some dwellings in the first commune. */
  readonly landlords?: readonly (string | ExampleLandlord)[];
  /** One a kind, for the first territory, unless told otherwise. */
  readonly partners?: readonly ExamplePartner[];
  readonly [key: string]: unknown;
}

/** A commune, unless told otherwise. */
export interface ExampleTerritory {
  readonly code: string;
  readonly kind?: TerritoryKind;
  readonly name?: string;
  readonly communes?: readonly string[];
  readonly population?: number;
  readonly longitude?: number;
  readonly latitude?: number;
}

export interface ExampleLandlord {
  readonly slug: string;
  readonly name?: string;
  readonly endpoint?: string;
  readonly key?: string;
  readonly logKey?: string;
  readonly correspondent?: Correspondent;
  readonly stock?: readonly {
    readonly commune: string;
    readonly priorityDistrict?: string;
    readonly dwellings: number;
    readonly changes?: readonly { readonly from: string; readonly dwellings: number }[];
  }[];
}

export interface ExamplePartner {
  readonly code: string;
  readonly kind: PartnerKind;
  readonly name?: string;
  readonly correspondent?: Correspondent;
  readonly scope: readonly string[];
  readonly key?: string;
  readonly documents?: "any" | "registered";
}

/** The demonstration's; a kind that has none there goes by its own name. */
const knownAccounts: Partial<Record<PartnerKind, string>> = {
  POLICE: "police-melun",
  JUSTICE: "parquet-melun",
  MUNICIPALITY: "mairie-dammarie",
  LANDLORD: "bailleur-lisiere",
  COORDINATOR: "coordination",
};

/** Code of the partner of a kind. */
export function accountOf(kind: PartnerKind): string {
  return knownAccounts[kind] ?? kind.toLowerCase().replaceAll("_", "-");
}

/** A partner of each kind. */
export function partnersOfEachKind(scope: readonly string[]): ExamplePartner[] {
  return partnerKinds.map((kind) => ({ code: accountOf(kind), kind, scope }));
}

/** A small valid convention under the template's access terms, with these changes. */
export function writeConvention(changes: ConventionChanges = {}): WrittenConvention {
  const text = JSON.stringify(conventionFile(changes), null, 2);
  return { text, convention: parseConvention(text, "convention.yaml") };
}

function conventionFile({
  territories = [{ code: "77288", name: "Melun" }, { code: "77152" }],
  landlords = ["lisiere", "val-de-brie"],
  partners,
  ...changes
}: ConventionChanges): Readonly<Record<string, unknown>> {
  const first = territories[0]?.code ?? "";
  const stock = [{ commune: first, dwellings: 100 }];
  return {
    format: 1,
    reference: "essai",
    version: 1,
    title: "Convention d'essai",
    validity: { from: "2024-01-01", until: "2099-12-31" },
    grid: 1,
    publication: { from: "2026-01", until: "2026-10" },
    territories: territories.map((one) => ({ kind: "COMMUNE", name: one.code, ...one })),
    landlords: landlords
      .map((one) => (typeof one === "string" ? { slug: one } : one))
      .map((one) => ({
        name: `Bailleur ${one.slug}`,
        // Nobody listens there: where nodes really listen, tests learn too late.
        endpoint: "http://127.0.0.1:1/graphql",
        correspondent,
        stock,
        ...one,
      })),
    partners: (partners ?? partnersOfEachKind([first])).map((one) => ({
      name: `Partenaire ${one.code}`,
      correspondent,
      ...one,
    })),
    ...templateTerms,
    ...changes,
  };
}

const correspondent = { role: "Référent sûreté", email: "referent@partie.example" };
