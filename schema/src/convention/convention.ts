import type { AccessTerms } from "../access/access-terms.js";
import type { PartnerKind } from "../access/partner-kind.js";
import type { Federation } from "../composition/federation.js";
import type { Month } from "../ground/month.js";
import type { Category } from "../nomenclature/nomenclature.js";
import type { BrokerTerms } from "./broker-term.js";
import type { RestrictedPartner } from "./document-term.js";
import type { OutlineTerms } from "./outline-term.js";

export const territoryKinds = [
  "COMMUNE",
  "INTERCOMMUNALITY",
  "PRIORITY_DISTRICT",
  "DEPARTMENT",
] as const;
export type TerritoryKind = (typeof territoryKinds)[number];

/** The agreement that a federation serves, as read from its file. */
export interface Convention extends AccessTerms, BrokerTerms, OutlineTerms {
  readonly reference: string;
  readonly version: number;
  readonly title: string;
  readonly validity: Validity;
  /** Version of the classification grid. */
  readonly grid: number;
  /** Version of the shared nomenclature; absent for the one that the grid speaks of. */
  readonly nomenclature?: number;
  /** Those that the convention adds to the shared nomenclature; absent where it adds none. */
  readonly categories?: readonly Category[];
  readonly publication: Publication;
  readonly territories: readonly Territory[];
  readonly landlords: readonly LandlordParty[];
  /**
   * Share of its declared stock by which a landlord's figures may differ from it, 0 to 1; a tenth where
   * it is absent.
   */
  readonly stockTolerance?: number;
  /**
   * Under which a landlord that sells a site hands its counts and held state to the buyer; absent where
   * none does, and a bought site begins without a level.
   */
  readonly siteHandOver?: SiteHandOver;
  /** Under which landlords publish yearly figures that anybody may read; absent where none does. */
  readonly publicFigures?: PublicFiguresTerm;
  readonly partners: readonly Partner[];
  /** Where the two subgraphs of the federation itself are reached. */
  readonly subgraphs: { readonly convention: string; readonly classification: string };
}

/** Days, `YYYY-MM-DD`, both included. */
export interface Validity {
  readonly from: string;
  readonly until: string;
}

/** Which months are published: up to a fixed one, or each one some days after its end. */
export type Publication =
  | { readonly from: Month; readonly until: Month }
  | { readonly from: Month; readonly afterDays: number };

export interface SiteHandOver {
  /** From the buyer's request to its answer's last day. */
  readonly days: number;
}

export const publicGrains = ["COMMUNE", "PRIORITY_DISTRICT"] as const;

export interface PublicFiguresTerm {
  /** What each figure is of. */
  readonly grain: (typeof publicGrains)[number];
  /** A yearly number below it is withheld; a multiple of `rounding`. */
  readonly threshold: number;
  /** Each number by itself is rounded to a multiple of it. */
  readonly rounding: number;
}

export interface Territory {
  /** INSEE code, SIREN number, department number, or a code of the convention's own. */
  readonly code: string;
  readonly kind: TerritoryKind;
  readonly name: string;
  /** INSEE codes; a commune holds itself. */
  readonly communes: readonly string[];
  readonly population: number | null;
  /** A point inside, degrees WGS 84. */
  readonly center: { readonly longitude: number; readonly latitude: number } | null;
}

/** A function and a functional mailbox, never a person. */
export interface Correspondent {
  readonly role: string;
  readonly email: string;
}

export interface LandlordParty {
  readonly slug: string;
  readonly name: string;
  /** GraphQL endpoint of the landlord's node. */
  readonly endpoint: string;
  /** Ed25519 public key (JWK `x`, base64url); absent until the landlord's node signs. */
  readonly key?: string;
  /** The same kind of key, of the node itself: it signs the heads of its access log. */
  readonly logKey?: string;
  readonly correspondent: Correspondent;
  readonly stock: readonly StockEntry[];
}

/** Dwellings a landlord declares for a part of a commune; entries are disjoint. */
export interface StockEntry {
  readonly commune: string;
  readonly priorityDistrict: string | null;
  readonly dwellings: number;
  /** Sales and purchases declared since, the earliest first; absent where there are none. */
  readonly changes?: readonly StockChange[];
}

export interface StockChange {
  /** The month from which the part has so many. */
  readonly from: Month;
  readonly dwellings: number;
}

export interface Partner extends RestrictedPartner {
  readonly code: string;
  readonly kind: PartnerKind;
  readonly name: string;
  /** Ed25519 public key (JWK `x`, base64url) by which it may sign; absent where it does not. */
  readonly key?: string;
  readonly correspondent: Correspondent;
  /** Codes of territories. */
  readonly scope: readonly string[];
}

/**
 * What composition takes of a convention.
 *
 * @param addresses where subgraphs are reached, by name, in place of the convention's endpoints.
 */
export function federationOf(
  { landlords, subgraphs }: Convention,
  addresses: ReadonlyMap<string, string> = new Map(),
): Federation {
  const at = (name: string, endpoint: string) => addresses.get(name) ?? endpoint;
  return {
    convention: at("convention", subgraphs.convention),
    classification: at("classification", subgraphs.classification),
    landlords: landlords.map(({ slug, endpoint }) => ({ slug, endpoint: at(slug, endpoint) })),
  };
}
