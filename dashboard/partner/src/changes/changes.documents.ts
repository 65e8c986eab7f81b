import { graphql } from "../generated/gql";

graphql(`
  fragment MovedCounts on LevelChangeConnection {
    since
    counts {
      move
      from
      to
      sites
    }
    notCounted {
      landlord {
        slug
      }
      status
    }
  }
`);

/** How many sites moved; the page of sites is not looked at. Without a year before, it tells of the month before twice. */
export const movedDocument = graphql(`
  query Moved($code: ID!, $month: Month!, $yearBefore: Month) {
    territory(code: $code, month: $month) {
      code
      sinceMonth: changes(first: 1) {
        ...MovedCounts
      }
      sinceYear: changes(since: $yearBefore, first: 1) {
        ...MovedCounts
      }
    }
  }
`);

/** The same with how many of them a decision moved, for who may read levels of sites. */
export const movedWithDecisionsDocument = graphql(`
  query MovedWithDecisions($code: ID!, $month: Month!, $yearBefore: Month) {
    territory(code: $code, month: $month) {
      code
      sinceMonth: changes(first: 1) {
        ...MovedCounts
        counts {
          decided
        }
      }
      sinceYear: changes(since: $yearBefore, first: 1) {
        ...MovedCounts
        counts {
          decided
        }
      }
    }
  }
`);

// The sites, by what the convention grants of the reasons: a denied field refuses its whole document.

graphql(`
  fragment ChangedSites on LevelChangeConnection {
    since
    totalCount
    missing {
      ...Missing
    }
    edges {
      cursor
      move
      from
      to
      byDecision
      dwellings
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
        before: classification(month: $since) {
          heldLevel
          decision {
            level
          }
        }
        now: classification(month: $month) {
          heldLevel
          decision {
            level
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`);

/** Pages are as long as fits a tenth of what one may have under way. */
export const changedSitesDocument = graphql(`
  query ChangedSites($code: ID!, $month: Month!, $since: Month!, $after: String) {
    territory(code: $code, month: $month) {
      code
      changes(since: $since, first: 100, after: $after) {
        ...ChangedSites
      }
    }
  }
`);

export const changedSitesWithGatesDocument = graphql(`
  query ChangedSitesWithGates($code: ID!, $month: Month!, $since: Month!, $after: String) {
    territory(code: $code, month: $month) {
      code
      changes(since: $since, first: 100, after: $after) {
        ...ChangedSites
        edges {
          gate
          node {
            now: classification(month: $month) {
              gates {
                level
                met
              }
            }
          }
        }
      }
    }
  }
`);

export const changedSitesWithReasonsDocument = graphql(`
  query ChangedSitesWithReasons($code: ID!, $month: Month!, $since: Month!, $after: String) {
    territory(code: $code, month: $month) {
      code
      changes(since: $since, first: 40, after: $after) {
        ...ChangedSites
        edges {
          gate
          node {
            now: classification(month: $month) {
              gates {
                level
                met
                conditions {
                  measure
                  families
                  threshold
                  observed
                  met
                }
              }
            }
          }
        }
      }
    }
  }
`);
