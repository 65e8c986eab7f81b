import { graphql } from "../generated/gql";

/** What every page stands in: who reads, under which convention, which months and territories. */
export const frameDocument = graphql(`
  query Frame {
    viewer {
      partner {
        code
        kind
        name
        scope {
          code
        }
      }
      purposes {
        code
        french: label(language: FRENCH)
        english: label(language: ENGLISH)
      }
      visibility {
        row
        value
      }
    }
    convention {
      reference
      version
      title
      gridVersion
      families {
        code
        french: label(language: FRENCH)
        english: label(language: ENGLISH)
      }
      months
      partners {
        code
        name
      }
    }
    landlords {
      slug
      name
    }
    territories {
      code
      name
      kind
      communes {
        code
      }
      center {
        longitude
        latitude
      }
    }
  }
`);

/** Whose part of a list is not there, as `missingOf` takes it. */
graphql(`
  fragment Missing on MissingLandlord {
    status
    landlord {
      slug
    }
  }
`);

/** A party and whom to reach there: a function, never a person. */
graphql(`
  fragment Party on Partner {
    code
    name
    kind
    correspondent {
      role
      email
    }
  }
`);

/** Whom to ask about what is not there; reference data, shown to every partner. */
export const correspondentsDocument = graphql(`
  query Correspondents {
    convention {
      partners {
        ...Party
      }
    }
  }
`);

/** What words mean, in the reader's language; asked for when somebody opens the help. */
export const glossaryDocument = graphql(`
  query Glossary($language: Language!) {
    convention {
      glossary {
        code
        title(language: $language)
        entries {
          code
          term(language: $language)
          meaning(language: $language)
          points(language: $language)
        }
      }
    }
  }
`);
