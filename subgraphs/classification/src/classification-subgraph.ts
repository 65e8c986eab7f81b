import {
  type Convention,
  meaningOf,
  partnerKinds,
  territoriesWithPeerTotals,
  type Viewer,
  visibilityOf,
} from "@palier/schema";
import type { SharedSubgraph } from "@palier/subgraph-kit";
import type { Totals } from "./counts/territory-incidents.js";
import { createClassificationSubgraph } from "./subgraph.js";

/** How the classification's process is served. */
export const classificationSubgraph: SharedSubgraph = {
  name: "classification",
  defaultPort: 4002,
  // Room for the largest pages, of 200 actions, of a hundred landlords at once.
  largestBody: "32mb",
  schemaOf: schemaUnder,
};

interface Asking {
  /** Absent while nobody signs in. */
  readonly viewer?: Viewer;
}

function schemaUnder(convention: Convention) {
  const slugs = convention.landlords.map(({ slug }) => slug);
  const { visibility } = convention;
  return createClassificationSubgraph<Asking>(slugs, {
    // A landlord's only site in a commune would tell its level to whom the convention denies levels.
    oneLandlord: ({ viewer }) =>
      viewer === undefined ||
      meaningOf(visibilityOf(visibility, viewer.kind)["site-level"]).rows === "ALL",
    incidents: totalsShown(convention),
  });
}

function totalsShown(convention: Convention) {
  const rowsFor = ({ kind }: Pick<Viewer, "kind">) =>
    meaningOf(visibilityOf(convention.visibility, kind)["territory-counts"]).rows;
  const isBroad = partnerKinds.some((kind) => rowsFor({ kind }) === "BROAD_TOTALS");
  // Worked out at the start: of a large convention it takes seconds.
  const broad = isBroad ? territoriesWithPeerTotals(convention) : new Set<string>();
  return ({ viewer }: Asking, territory: string): Totals => {
    if (viewer === undefined) return "ALL";
    switch (rowsFor(viewer)) {
      case "ALL":
      case "SMALL_CELLS_WITHHELD":
        return "ALL";
      case "BROAD_TOTALS":
        return broad.has(territory) ? "WHOLE" : "NONE";
      default:
        return "NONE";
    }
  };
}
