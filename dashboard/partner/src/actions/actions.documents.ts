import { graphql } from "../generated/gql";

/** How the plan stands: the page of one action is not looked at. */
export const actionCountsDocument = graphql(`
  query ActionCounts($code: ID!) {
    territory(code: $code) {
      name
      actions(first: 1) {
        totalCount
        counts {
          axis
          status
          actions
        }
        missing {
          ...Missing
        }
      }
    }
  }
`);
