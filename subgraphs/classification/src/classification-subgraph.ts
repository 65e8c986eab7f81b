import { setImmediate } from "node:timers/promises";
import {
  type Cell,
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

async function schemaUnder(convention: Convention) {
  const slugs = convention.landlords.map(({ slug }) => slug);
  const columns = new Map(
    partnerKinds.map((kind) => [kind, visibilityOf(convention.visibility, kind)]),
  );
  const rowsFor = ({ kind }: Viewer, cell: Cell) =>
    meaningOf(columns.get(kind)?.[cell] ?? "denied").rows;
  const isBroad = [...columns.values()].some(
    (column) => column["territory-counts"] === "broad-totals" || column["site-level"] === "denied",
  );
  // Worked out with the schema: of a large convention it takes seconds.
  const broad = isBroad
    ? await territoriesWithPeerTotals(convention, () => setImmediate())
    : new Set<string>();
  const ofSeveral = (territory: string): Totals => (broad.has(territory) ? "WHOLE" : "NONE");
  // A landlord's only site in a commune would tell its level to whom the convention denies levels.
  const areLevelsGranted = ({ viewer }: Asking) =>
    viewer === undefined || rowsFor(viewer, "site-level") === "ALL";
  return createClassificationSubgraph<Asking>(slugs, {
    oneLandlord: areLevelsGranted,
    levels: (asking, territory) => (areLevelsGranted(asking) ? "ALL" : ofSeveral(territory)),
    incidents: ({ viewer }, territory): Totals => {
      if (viewer === undefined) return "ALL";
      switch (rowsFor(viewer, "territory-counts")) {
        case "ALL":
        case "SMALL_CELLS_WITHHELD":
          return "ALL";
        case "BROAD_TOTALS":
          return ofSeveral(territory);
        default:
          return "NONE";
      }
    },
  });
}
