import { graphql } from "../generated/gql";

/** The convention as whoever signs in may read it: reference data, shown to every partner. */
export const rightsDocument = graphql(`
  query Rights($language: Language!) {
    viewer {
      partner {
        name
        kind
        scope {
          code
          name
          kind
        }
      }
      purposes {
        code
        label(language: $language)
      }
      visibility {
        row
        value
        verdict
        needsPurpose
        title(language: $language)
        meaning(language: $language)
        explanation(language: $language)
        fields
      }
    }
    convention {
      reference
      version
      title
      gridVersion
      validFrom
      validUntil
      signatures {
        version
        party
        name
        role
        state
        signedOn
        since
        due
      }
      landlords {
        slug
        name
        correspondent {
          role
          email
        }
      }
      partners {
        ...Party
      }
    }
  }
`);
