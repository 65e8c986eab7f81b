import type { GraphExtent } from "@palier/schema";
import { type GraphQLSchema, isAbstractType } from "graphql";

/** Without a convention nobody says how many there are: as many as in a large one. */
const unknownCount = 50;

/** How much a graph holds whose convention the gateway does not read. */
export function openExtent(supergraphTypes: GraphQLSchema): GraphExtent {
  const site = supergraphTypes.getType("Site");
  const landlords = isAbstractType(site) ? supergraphTypes.getPossibleTypes(site).length : 0;
  return {
    landlords,
    territories: unknownCount,
    partners: unknownCount,
    landlordsPerTerritory: landlords,
    landlordsIn: () => landlords,
  };
}
