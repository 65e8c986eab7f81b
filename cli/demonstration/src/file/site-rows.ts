import type { DemonstrationSite } from "../record/demonstration.js";
import type { Dialect } from "./dialect.js";

/** Headers that `palier sites import` knows without a mapping. */
const headers = {
  en: [
    "reference",
    "name",
    "commune",
    "dwellings",
    "address",
    "longitude",
    "latitude",
    "priority_district",
  ],
  fr: [
    "référence",
    "nom",
    "commune",
    "logements",
    "adresse",
    "longitude",
    "latitude",
    "quartier prioritaire",
  ],
} as const;

/** The landlord's list of sites, header first. */
export function siteRows(sites: readonly DemonstrationSite[], dialect: Dialect): string[][] {
  const degrees = (value: number) => String(value).replace(".", dialect.decimals);
  return [
    [...headers[dialect.language]],
    ...sites.map((site) => [
      site.reference,
      site.name,
      site.commune,
      String(site.dwellings),
      site.address,
      degrees(site.longitude),
      degrees(site.latitude),
      site.priorityDistrict ?? "",
    ]),
  ];
}
