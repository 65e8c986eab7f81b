import { type ServedSite, siteId } from "@palier/landlord-store";
import { plainText } from "@palier/schema";
import type { TerritoryDirectory } from "../territory/territory-directory.js";
import type { Site } from "./site.type.js";

/** What the graph shows of a site's row. */
export function toSite(
  row: ServedSite,
  slug: string,
  territories: Pick<TerritoryDirectory, "nameOf">,
): Site {
  const { commune, priorityDistrict: district, longitude, latitude } = row;
  const id = siteId(slug, row.reference);
  return {
    siteId: row.id,
    span: { from: row.firstMonth, to: row.lastMonth },
    countedFrom: row.countedFrom,
    past: row.past,
    joined: row.joined,
    id,
    lookup: id,
    name: plainText(row.name),
    commune: { code: commune, name: territories.nameOf("COMMUNE", commune) },
    priorityDistrict:
      district === null
        ? null
        : {
            code: district,
            name: territories.nameOf("PRIORITY_DISTRICT", district),
          },
    address: row.address && plainText(row.address),
    location: longitude === null || latitude === null ? null : { longitude, latitude },
    dwellings: row.dwellings,
    landlord: { slug },
  };
}
