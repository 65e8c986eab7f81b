import { placedSitesDocument, sitesDocument } from "../asked/documents.js";
import { type Column, column } from "./column.js";
import { type Connection, listOf } from "./connection.js";
import { type Table, tableOf } from "./table.js";
import { type Named, type SitePlace, whoseAndWhere } from "./whose-and-where.js";

/** A site as the fixed questions ask for it; what is not told is null. */
export interface SiteFacts extends Named, Required<SitePlace> {
  readonly id: string;
  readonly dwellings: number | null;
  readonly priorityDistrict: (Named & { readonly code: string }) | null;
  readonly classification: {
    readonly level: number | null;
    readonly status: string | null;
    readonly computedLevel: number | null;
    readonly heldLevel: number | null;
    readonly since: string | null;
    readonly decision: { readonly level: number | null; readonly until: string | null } | null;
  } | null;
  readonly address?: string | null;
  readonly location?: {
    readonly longitude: number | null;
    readonly latitude: number | null;
  } | null;
}

export interface SiteEntry {
  readonly cursor: string;
  readonly level: number | null;
  readonly dwellings: number | null;
  readonly node: SiteFacts | null;
}

const identity: readonly Column<SiteEntry>[] = [
  column(["id", "identifiant"], "string", ({ node }) => node?.id, [
    "Landlord’s slug and the landlord’s own reference.",
    "Code du bailleur et référence du bailleur.",
  ]),
  column(["name", "nom"], "string", ({ node }) => node?.name, ["Name.", "Nom."]),
  ...whoseAndWhere<SiteEntry>(({ node }) => node),
  column(["priority_district", "quartier"], "string", ({ node }) => node?.priorityDistrict?.code, [
    "Code of the priority district, if any.",
    "Code du quartier prioritaire, le cas échéant.",
  ]),
  column(
    ["priority_district_name", "nom_quartier"],
    "string",
    ({ node }) => node?.priorityDistrict?.name,
    ["Name of the priority district.", "Nom du quartier prioritaire."],
  ),
  column(["dwellings", "logements"], "integer", ({ dwellings }) => dwellings, [
    "Number of dwellings.",
    "Nombre de logements.",
  ]),
];

const level: readonly Column<SiteEntry>[] = [
  column(["level", "niveau"], "integer", ({ level }) => level, [
    "Effective level, 1 to 4; empty when undetermined, which is not level 1.",
    "Niveau retenu, 1 à 4 ; vide s’il est indéterminé, ce qui n’est pas le niveau 1.",
  ]),
  column(["status", "statut"], "string", ({ node }) => node?.classification?.status, [
    "CLASSIFIED or UNDETERMINED.",
    "CLASSIFIED (classé) ou UNDETERMINED (indéterminé).",
  ]),
  column(
    ["computed_level", "niveau_calcule"],
    "integer",
    ({ node }) => node?.classification?.computedLevel,
    ["What the grid gives before stability.", "Ce que donne la grille avant stabilisation."],
  ),
  column(
    ["held_level", "niveau_stabilise"],
    "integer",
    ({ node }) => node?.classification?.heldLevel,
    ["The computed level after stability.", "Niveau calculé après stabilisation."],
  ),
  column(["since", "depuis"], "gYearMonth", ({ node }) => node?.classification?.since, [
    "First month at the effective level.",
    "Premier mois au niveau retenu.",
  ]),
  column(
    ["decided_level", "niveau_decide"],
    "integer",
    ({ node }) => node?.classification?.decision?.level,
    [
      "Level of the decision in force, if any.",
      "Niveau de la décision en vigueur, le cas échéant.",
    ],
  ),
  column(
    ["decided_until", "decide_jusqu_a"],
    "gYearMonth",
    ({ node }) => node?.classification?.decision?.until,
    ["Last month of that decision.", "Dernier mois de cette décision."],
  ),
];

/** Not in the files of those to whom the convention shows no place. */
const placeColumns: readonly Column<SiteEntry>[] = [
  column(["address", "adresse"], "string", ({ node }) => node?.address, [
    "Postal address; empty where it is not shown.",
    "Adresse ; vide si elle n’est pas communiquée.",
  ]),
  column(["longitude", "longitude"], "number", ({ node }) => node?.location?.longitude, [
    "Degrees east, WGS 84.",
    "Degrés est, WGS 84.",
  ]),
  column(["latitude", "latitude"], "number", ({ node }) => node?.location?.latitude, [
    "Degrees north, WGS 84.",
    "Degrés nord, WGS 84.",
  ]),
];

interface SitesAnswer {
  readonly territory: { readonly sites: Connection<SiteEntry> | null } | null;
}

/** @param isPlaced whether the reader is shown exact places. */
export function sitesTable(isPlaced: boolean): Table {
  return tableOf({
    document: isPlaced ? placedSitesDocument : sitesDocument,
    columns: [...identity, ...level, ...(isPlaced ? placeColumns : [])],
    filled: new Set([
      "name",
      "landlord",
      "commune",
      "dwellings",
      "status",
      "address",
      "longitude",
      "latitude",
    ]),
    landlordOf: ({ node }) => node?.id.split(":", 1)[0] ?? null,
    read: ({ territory }: SitesAnswer) => listOf(territory?.sites),
  });
}
