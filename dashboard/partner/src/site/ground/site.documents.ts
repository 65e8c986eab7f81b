import { graphql } from "../../generated/gql";

// One document a row of the convention's matrix: a denied field refuses the whole question.

/** Whether the site is there, for who is not shown which it is. */
export const siteDocument = graphql(`
  query Site($id: ID!) {
    site(id: $id) {
      id
    }
  }
`);

/** Which site it is, to whom it belongs, where it lies, how large it is. */
graphql(`
  fragment SiteIdentity on Site {
    id
    name
    dwellings
    commune {
      code
      name
    }
    priorityDistrict {
      code
      name
    }
    landlord {
      slug
      name
    }
  }
`);

export const siteIdentityDocument = graphql(`
  query SiteIdentity($id: ID!) {
    site(id: $id) {
      ...SiteIdentity
    }
  }
`);

export const siteAddressDocument = graphql(`
  query SiteAddress($id: ID!) {
    site(id: $id) {
      id
      address
    }
  }
`);

/** A month's level and where it comes from. */
graphql(`
  fragment LevelOfMonth on Classification {
    month
    status
    level
    computedLevel
    heldLevel
    decision {
      level
      from
      until
    }
  }
`);

/** The level of the month, and those before it: all that the row `SITE_LEVEL` shows comes at once. */
graphql(`
  fragment SiteLevels on Site {
    classification(month: $month) {
      ...LevelOfMonth
      since
      gridVersion
      closedMonths
      dwellings
    }
    history(to: $month) {
      ...LevelOfMonth
    }
    restatements(to: $month) {
      month
      formerLevel
      restatedOn
      reason
    }
  }
`);

export const siteLevelDocument = graphql(`
  query SiteLevel($id: ID!, $month: Month!) {
    site(id: $id) {
      id
      ...SiteLevels
    }
  }
`);

/** For those who are shown which gates are met, and no more. */
export const siteGatesDocument = graphql(`
  query SiteGates($id: ID!, $month: Month!) {
    site(id: $id) {
      id
      classification(month: $month) {
        ...Gates
      }
    }
  }
`);

graphql(`
  fragment Gates on Classification {
    status
    computedLevel
    closedMonths
    gates {
      level
      met
      conditions {
        measure
        families
        threshold
      }
    }
  }
`);

/** For those who are shown what was observed besides, and the landlord's words. */
graphql(`
  fragment Reasons on Classification {
    ...Gates
    decision {
      reason
    }
    gates {
      conditions {
        observed
        met
      }
    }
  }
`);

export const siteReasonsDocument = graphql(`
  query SiteReasons($id: ID!, $month: Month!) {
    site(id: $id) {
      id
      classification(month: $month) {
        ...Reasons
      }
    }
  }
`);

graphql(`
  fragment SiteCounts on Site {
    incidentCounts(from: $from, to: $month) {
      month
      family
      status
      count
    }
  }
`);

export const siteCountsDocument = graphql(`
  query SiteCounts($id: ID!, $from: Month!, $month: Month!) {
    site(id: $id) {
      id
      ...SiteCounts
    }
  }
`);

export const siteIncidentsDocument = graphql(`
  query SiteIncidents(
    $id: ID!
    $from: Month!
    $to: Month!
    $family: Family
    $after: String
  ) {
    site(id: $id) {
      id
      incidents(from: $from, to: $to, family: $family, first: 100, after: $after) {
        edges {
          node {
            id
            day
            timeBand
            place
            severity
            category {
              code
              family
              french: label(language: FRENCH)
              english: label(language: ENGLISH)
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** The same pages of incidents, for those who are shown which complaint was filed. */
export const siteComplaintsDocument = graphql(`
  query SiteComplaints(
    $id: ID!
    $from: Month!
    $to: Month!
    $family: Family
    $after: String
  ) {
    site(id: $id) {
      id
      incidents(from: $from, to: $to, family: $family, first: 100, after: $after) {
        edges {
          node {
            id
            complaintReference
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** The same pages again, for those who are shown whom an incident was aimed at, and what followed. */
export const siteCircumstancesDocument = graphql(`
  query SiteCircumstances(
    $id: ID!
    $from: Month!
    $to: Month!
    $family: Family
    $after: String
  ) {
    site(id: $id) {
      id
      incidents(from: $from, to: $to, family: $family, first: 100, after: $after) {
        edges {
          node {
            id
            target
            followUp
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

graphql(`
  fragment SiteActions on Site {
    actions {
      ...PlannedAction
    }
  }
`);

export const siteActionsDocument = graphql(`
  query SiteActions($id: ID!) {
    site(id: $id) {
      id
      ...SiteActions
    }
  }
`);

// All rows of the page at once, by what conventions usually grant together (`asked-together.ts`).

export const siteWithReasonsDocument = graphql(`
  query SiteWithReasons($id: ID!, $from: Month!, $month: Month!) {
    site(id: $id) {
      ...SiteIdentity
      address
      ...SiteLevels
      classification(month: $month) {
        ...Reasons
      }
      ...SiteCounts
      ...SiteActions
    }
  }
`);

export const siteWithGatesDocument = graphql(`
  query SiteWithGates($id: ID!, $from: Month!, $month: Month!) {
    site(id: $id) {
      ...SiteIdentity
      ...SiteLevels
      classification(month: $month) {
        ...Gates
      }
      ...SiteCounts
      ...SiteActions
    }
  }
`);

export const siteWithLevelsDocument = graphql(`
  query SiteWithLevels($id: ID!, $month: Month!) {
    site(id: $id) {
      ...SiteIdentity
      ...SiteLevels
      ...SiteActions
    }
  }
`);
