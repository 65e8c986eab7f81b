import { graphql } from "../generated/gql";

/**
 * Which sites stand at a level by decision, of every level: one may be below what the grid gives. Pages are as long as
 * fits a tenth of what one may have under way.
 */
export const decidedSitesDocument = graphql(`
  query DecidedSites($code: ID!, $month: Month!, $after: String) {
    territory(code: $code, month: $month) {
      code
      sites(first: 180, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        missing {
          ...Missing
        }
        edges {
          node {
            id
            name
            commune {
              code
              name
            }
            landlord {
              slug
            }
            classification(month: $month) {
              heldLevel
              decision {
                level
                until
              }
            }
          }
        }
      }
    }
  }
`);
