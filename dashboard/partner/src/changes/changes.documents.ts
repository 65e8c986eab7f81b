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

/** How many sites moved; a month that is not published is not asked for, which would be refused. */
export const movedDocument = graphql(`
  query Moved(
    $code: ID!
    $month: Month!
    $lastMonth: Month!
    $hasMonth: Boolean!
    $lastYear: Month!
    $hasYear: Boolean!
  ) {
    territory(code: $code, month: $month) {
      code
      lastMonth: changes(since: $lastMonth) @include(if: $hasMonth) {
        ...MovedCounts
      }
      lastYear: changes(since: $lastYear) @include(if: $hasYear) {
        ...MovedCounts
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
  }
`);

export const changedSitesDocument = graphql(`
  query ChangedSites($code: ID!, $month: Month!, $since: Month!) {
    territory(code: $code, month: $month) {
      code
      changes(since: $since, first: 100) {
        ...ChangedSites
      }
    }
  }
`);

export const changedSitesWithGatesDocument = graphql(`
  query ChangedSitesWithGates($code: ID!, $month: Month!, $since: Month!) {
    territory(code: $code, month: $month) {
      code
      changes(since: $since, first: 100) {
        ...ChangedSites
        edges {
          gate
        }
      }
    }
  }
`);

export const changedSitesWithReasonsDocument = graphql(`
  query ChangedSitesWithReasons($code: ID!, $month: Month!, $since: Month!) {
    territory(code: $code, month: $month) {
      code
      changes(since: $since, first: 100) {
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
