import { graphql } from "../../generated/gql";

/** Sites as lists and maps show them, with who is missing. */
graphql(`
  fragment ListedSites on SiteConnection {
    totalCount
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
        priorityDistrict {
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

/** A page of a territory's sites, in the graph's order. */
export const mapSitesDocument = graphql(`
  query MapSites($code: ID!, $month: Month, $landlord: ID, $levels: [Int!], $after: String) {
    territory(code: $code, month: $month) {
      code
      sites(first: 200, after: $after, landlord: $landlord, levels: $levels) {
        ...ListedSites
      }
    }
  }
`);

/** Exact places, for those to whom the convention shows them. */
export const mapPlacesDocument = graphql(`
  query MapPlaces($code: ID!, $month: Month, $landlord: ID, $levels: [Int!], $after: String) {
    territory(code: $code, month: $month) {
      code
      sites(first: 200, after: $after, landlord: $landlord, levels: $levels) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            location {
              longitude
              latitude
            }
          }
        }
      }
    }
  }
`);

/** Sites that changed since the month before: which of them are worse is asked only when a reader asks it. */
export const mapChangesDocument = graphql(`
  query MapChanges($code: ID!, $month: Month, $after: String) {
    territory(code: $code, month: $month) {
      code
      changes(first: 200, after: $after) {
        since
        missing {
          ...Missing
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          move
          node {
            id
          }
        }
      }
    }
  }
`);

/** Addresses to look for, of those to whom the convention shows them; names come with the map's list. */
export const mapAddressesDocument = graphql(`
  query MapAddresses($code: ID!, $month: Month, $levels: [Int!], $after: String) {
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
