import { graphql } from "../generated/gql";

/** Incidents of a territory in a month, and in the years that end there and a year before. */
export const territoryCountsDocument = graphql(`
  query TerritoryCounts($code: ID!, $month: Month!) {
    territory(code: $code, month: $month) {
      code
      incidentCounts(from: $month, to: $month) {
        month
        counts {
          family
          count
          status
          isPartial
          year {
            count
            status
            isPartial
            perThousandDwellings
          }
          yearBefore {
            count
            status
            isPartial
          }
        }
        coverage {
          dwellingsKnown
          landlords {
            landlord {
              slug
            }
            status
          }
        }
      }
    }
  }
`);
