import { Link } from "react-router";
import { useFrame } from "../frame/frame";
import { useLinks } from "../frame/links";
import { queryOf, usePlace } from "../frame/place";
import type { PlanSite } from "./plan";

export interface PlanSitesProps {
  readonly sites: readonly PlanSite[];
  /** In the place of sites that are not told. */
  readonly absent: string;
}

/** Where an action is done, one site a line. */
export function PlanSites({ sites, absent }: PlanSitesProps) {
  if (sites.length === 0) return <span className="quiet">{absent}</span>;
  return sites.map((site) => (
    <div key={site.id}>
      <SiteLink site={site} />
    </div>
  ));
}

function SiteLink({ site }: { readonly site: PlanSite }) {
  const linkTo = useLinks();
  const { landlordName } = useFrame();
  const { territory, chosenMonth, landlord } = usePlace();
  const query = queryOf({ territory, month: chosenMonth, landlord });
  return (
    <>
      <Link to={linkTo("site", site.id, query)}>{site.name ?? site.id}</Link>
      <span className="beside">
        {[site.commune, landlordName(site.landlord)].filter((text) => text !== null).join(" · ")}
      </span>
    </>
  );
}
