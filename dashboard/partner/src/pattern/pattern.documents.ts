import { graphql } from "../generated/gql";

/** What heat tables and lists of places are drawn from. */
graphql(`
  fragment WhenAndWhere on IncidentPattern {
    incidents
    times {
      timeBand
      weekday
      incidents
    }
    places {
      place
      incidents
    }
  }
`);

export const sitePatternDocument = graphql(`
  query SitePattern($id: ID!, $from: Month!, $to: Month!, $family: Family) {
    site(id: $id) {
      id
      incidentPattern(from: $from, to: $to, family: $family) {
        ...WhenAndWhere
        months {
          month
          incidents
        }
        families {
          family
          incidents
        }
      }
    }
  }
`);
