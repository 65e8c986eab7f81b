import { graphql } from "../generated/gql";

/** How often each landlord's node was asked: the row `ACCESS_LOG`, counts alone. */
export const accessDocument = graphql(`
  query AccessCounts {
    convention {
      accessRecords {
        id
        months
        counts {
          month
          kind
          operations
          refused
        }
      }
    }
  }
`);
