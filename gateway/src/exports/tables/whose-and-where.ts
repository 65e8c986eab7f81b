import { type Column, column } from "./column.js";

export interface Named {
  readonly name: string | null;
}

/** Whose a site is, and where; null or absent: not told. */
export interface SitePlace {
  readonly landlord?: (Named & { readonly slug: string }) | null;
  readonly commune?: (Named & { readonly code: string }) | null;
}

/** The columns that every file about sites has of them. */
export function whoseAndWhere<Entry>(
  siteOf: (entry: Entry) => SitePlace | null,
): readonly Column<Entry>[] {
  return [
    column(["landlord", "bailleur"], "string", (entry) => siteOf(entry)?.landlord?.slug, [
      "The landlord’s short name.",
      "Code du bailleur.",
    ]),
    column(["landlord_name", "nom_bailleur"], "string", (entry) => siteOf(entry)?.landlord?.name, [
      "The landlord’s name.",
      "Nom du bailleur.",
    ]),
    column(["commune", "commune"], "string", (entry) => siteOf(entry)?.commune?.code, [
      "INSEE code.",
      "Code INSEE.",
    ]),
    column(["commune_name", "nom_commune"], "string", (entry) => siteOf(entry)?.commune?.name, [
      "Name of the commune.",
      "Nom de la commune.",
    ]),
  ];
}
