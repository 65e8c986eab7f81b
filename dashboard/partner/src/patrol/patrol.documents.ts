import { graphql } from "../generated/gql";

/** When and where at the sites of levels 3 and 4, a dozen at a time: with their months, twenty cost more than a page may ask for. */
export const patrolDocument = graphql(`
  query Patrol(
    $code: ID!
    $month: Month
    $landlord: ID
    $from: Month!
    $to: Month!
    $family: Family
    $after: String
  ) {
    territory(code: $code, month: $month) {
      code
      sites(first: 12, levels: [3, 4], landlord: $landlord, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        missing {
          ...Missing
        }
        edges {
          cursor
          level
          dwellings
          node {
            id
            name
            commune {
              code
              name
            }
            incidentPattern(from: $from, to: $to, family: $family) {
              ...WhenAndWhere
              months {
                month
                incidents
              }
            }
          }
        }
      }
    }
  }
`);
