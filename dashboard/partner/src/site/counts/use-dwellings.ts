import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useFrame } from "../../frame/frame";
import type { InMonth } from "../ground/section";
import { siteIdentityDocument, siteLevelDocument } from "../ground/site.documents";

/**
 * How many dwellings the site had in the month, which its rates are of; null where that is not known. Both questions are
 * asked already, by who the site is and by its level.
 */
export function useDwellings({ id, month }: InMonth): number | null {
  const { may, months: published } = useFrame();
  const identity = useGraph(siteIdentityDocument, { id }, { isEnabled: may("SITE_IDENTITY") });
  const level = useGraph(siteLevelDocument, { id, month }, { isEnabled: may("SITE_LEVEL") });
  const classification = level.data?.data.site?.classification;
  // While another month is on its way, what is there is of the month before.
  if (classification?.month === month && classification.dwellings != null) {
    return classification.dwellings;
  }
  // Those of today: a site may have been built on, or sold in part, since a month that is past.
  return month === published[0] ? (identity.data?.data.site?.dwellings ?? null) : null;
}
