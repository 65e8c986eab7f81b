import { graphql } from "../generated/gql";

/** Addresses to look for, of those to whom the convention shows them; names come with the map's list. */
export const addressesDocument = graphql(`
  query SearchedAddresses($code: ID!, $month: Month, $levels: [Int!], $after: String) {
    territory(code: $code, month: $month) {
      code
      sites(first: 200, after: $after, levels: $levels) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            address
          }
        }
      }
    }
  }
`);
