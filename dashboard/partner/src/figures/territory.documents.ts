import { graphql } from "../generated/gql";

/** What the top of the page needs, and no more: it is what a visitor waits for. */
graphql(`
  fragment TerritoryTop on Territory {
    code
    name
    kind
    month
    population
    levels(landlord: $landlord) {
      level
      sites
      dwellings
      share
    }
    coverage {
      landlordsExpected
      landlordsAnswered
      dwellingsExpected
      dwellingsKnown
      landlords {
        landlord {
          slug
          name
        }
        status
        expectedDwellings
        dwellings
        belowDeclared
      }
    }
  }
`);

export const territoryDocument = graphql(`
  query Territory($code: ID!, $month: Month, $landlord: ID) {
    territory(code: $code, month: $month) {
      ...TerritoryTop
    }
  }
`);

/** Thirty-six months, for the changes and the trend, and what was published of the month before. */
graphql(`
  fragment TerritoryTrend on Territory {
    code
    month
    restatements {
      restatedOn
      reasons
      levels {
        level
        sites
        dwellings
      }
    }
    trend {
      month
      levels(landlord: $landlord) {
        level
        sites
        dwellings
        share
      }
      coverage {
        landlordsExpected
        landlordsAnswered
        landlords {
          landlord {
            slug
          }
          status
        }
      }
    }
  }
`);

export const trendDocument = graphql(`
  query Trend($code: ID!, $month: Month, $landlord: ID) {
    territory(code: $code, month: $month) {
      ...TerritoryTrend
    }
  }
`);

/** Both at once, where nobody waits for the first of them: hardly dearer than the trend alone. */
export const territoryWithTrendDocument = graphql(`
  query TerritoryWithTrend($code: ID!, $month: Month, $landlord: ID) {
    territory(code: $code, month: $month) {
      ...TerritoryTop
      ...TerritoryTrend
    }
  }
`);

/** Every territory that exists for the visitor, to compare those that lie in the one shown. */
export const breakdownDocument = graphql(`
  query Breakdown($month: Month, $landlord: ID) {
    territories(month: $month) {
      code
      name
      kind
      month
      communes {
        code
      }
      levels(landlord: $landlord) {
        level
        sites
        dwellings
        share
      }
      coverage {
        landlordsExpected
        landlordsAnswered
        landlords {
          landlord {
            slug
          }
          status
        }
      }
    }
  }
`);
