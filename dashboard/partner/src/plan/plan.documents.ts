import { graphql } from "../generated/gql";

/** All that is shown of an action, but its sites. */
graphql(`
  fragment PlannedAction on Action {
    id
    axis
    title
    status
    dueDate
    responsibleParty
    partner
    changedOn
  }
`);

/** What a page of the plan is read for, of whichever site. */
graphql(`
  fragment PlanPage on ActionConnection {
    edges {
      cursor
      node {
        ...PlannedAction
      }
      sites {
        id
      }
    }
    missing {
      ...Missing
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`);

/** A page of the plan, as long as fits a tenth of what one may have under way, for those who may read of a site that it exists, and no more. */
export const actionsDocument = graphql(`
  query Actions($code: ID!, $axis: Int, $after: String) {
    territory(code: $code) {
      actions(axis: $axis, first: 150, after: $after) {
        ...PlanPage
      }
    }
  }
`);

/** The same with what the row `SITE_IDENTITY` shows. */
export const actionsWithSitesDocument = graphql(`
  query ActionsWithSites($code: ID!, $axis: Int, $after: String) {
    territory(code: $code) {
      actions(axis: $axis, first: 150, after: $after) {
        ...PlanPage
        edges {
          sites {
            name
            commune {
              code
              name
            }
          }
        }
      }
    }
  }
`);
