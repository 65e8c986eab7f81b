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

// The sites, by what the convention grants of the reasons: a denied field refuses its whole document.

graphql(`
  fragment ChangedSites on LevelChangeConnection {
    since
    missing {
      landlord {
        slug
      }
      status
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
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`);

/** Since the month before unless another is given; pages are as long as fits a tenth of what one may have under way. */
export const changedSitesDocument = graphql(`
  query ChangedSites($code: ID!, $month: Month!, $since: Month, $after: String) {
    territory(code: $code, month: $month) {
      code
      changes(since: $since, first: 100, after: $after) {
        ...ChangedSites
      }
    }
  }
`);

export const changedSitesWithGatesDocument = graphql(`
  query ChangedSitesWithGates($code: ID!, $month: Month!, $since: Month, $after: String) {
    territory(code: $code, month: $month) {
      code
      changes(since: $since, first: 100, after: $after) {
        ...ChangedSites
        edges {
          gate
        }
      }
    }
  }
`);

export const changedSitesWithReasonsDocument = graphql(`
  query ChangedSitesWithReasons($code: ID!, $month: Month!, $since: Month, $after: String) {
    territory(code: $code, month: $month) {
      code
      changes(since: $since, first: 50, after: $after) {
        ...ChangedSites
        edges {
          gate
          node {
            classification(month: $month) {
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
