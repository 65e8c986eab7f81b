import { type Convention, meaningOf, type Viewer } from "@palier/schema";
import type { SharedSubgraph } from "@palier/subgraph-kit";
import { createClassificationSubgraph } from "./subgraph.js";

/** How the classification's process is served. */
export const classificationSubgraph: SharedSubgraph = {
  name: "classification",
  defaultPort: 4002,
  // Room for the largest pages, of 200 actions, of a hundred landlords at once.
  largestBody: "32mb",
  schemaOf: schemaUnder,
};

function schemaUnder({ landlords, visibility }: Convention) {
  const slugs = landlords.map(({ slug }) => slug);
  // A landlord's only site in a commune would tell its level to whom the convention denies levels.
  const showsLevels = ({ viewer }: { readonly viewer?: Viewer }) =>
    viewer === undefined || meaningOf(visibility["site-level"][viewer.kind]).rows === "ALL";
  return createClassificationSubgraph(slugs, showsLevels);
}
