import { graphql } from "../generated/gql";

/** A page of the sites at levels 3 and 4, for a visitor who may read sites and their levels. */
export const reportSitesDocument = graphql(`
  query ReportSites($code: ID!, $month: Month!, $after: String) {
    territory(code: $code, month: $month) {
      code
      sites(levels: [3, 4], first: 180, after: $after) {
        ...ListedSites
        edges {
          node {
            landlord {
              name
            }
            classification(month: $month) {
              since
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

/** How the action plan stands: what is open comes first, by due date, so a page holds what is late. */
export const reportActionsDocument = graphql(`
  query ReportActions($code: ID!, $month: Month!) {
    territory(code: $code, month: $month) {
      code
      actions(first: 200) {
        totalCount
        pageInfo {
          hasNextPage
        }
        counts {
          axis
          status
          actions
        }
        missing {
          ...Missing
        }
        edges {
          node {
            id
            axis
            status
            dueDate
          }
        }
      }
    }
  }
`);
