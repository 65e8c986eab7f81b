import { graphql } from "../generated/gql";

// One document a row of the convention's matrix, each of all sites at once: a denied field refuses the whole question.

export const compareIdentitiesDocument = graphql(`
  query CompareIdentities(
    $first: ID!
    $second: ID!
    $third: ID!
    $fourth: ID!
    $hasSecond: Boolean!
    $hasThird: Boolean!
    $hasFourth: Boolean!
  ) {
    first: site(id: $first) {
      ...SiteIdentity
    }
    second: site(id: $second) @include(if: $hasSecond) {
      ...SiteIdentity
    }
    third: site(id: $third) @include(if: $hasThird) {
      ...SiteIdentity
    }
    fourth: site(id: $fourth) @include(if: $hasFourth) {
      ...SiteIdentity
    }
  }
`);

graphql(`
  fragment ComparedLevels on Site {
    id
    classification(month: $month) {
      ...LevelOfMonth
      since
      dwellings
    }
    history(from: $from, to: $month) {
      ...LevelOfMonth
    }
  }
`);

export const compareLevelsDocument = graphql(`
  query CompareLevels(
    $first: ID!
    $second: ID!
    $third: ID!
    $fourth: ID!
    $hasSecond: Boolean!
    $hasThird: Boolean!
    $hasFourth: Boolean!
    $from: Month!
    $month: Month!
  ) {
    first: site(id: $first) {
      ...ComparedLevels
    }
    second: site(id: $second) @include(if: $hasSecond) {
      ...ComparedLevels
    }
    third: site(id: $third) @include(if: $hasThird) {
      ...ComparedLevels
    }
    fourth: site(id: $fourth) @include(if: $hasFourth) {
      ...ComparedLevels
    }
  }
`);

graphql(`
  fragment ComparedGates on Site {
    id
    classification(month: $month) {
      ...Gates
    }
  }
`);

/** For those who are shown which gates are met, and no more. */
export const compareGatesDocument = graphql(`
  query CompareGates(
    $first: ID!
    $second: ID!
    $third: ID!
    $fourth: ID!
    $hasSecond: Boolean!
    $hasThird: Boolean!
    $hasFourth: Boolean!
    $month: Month!
  ) {
    first: site(id: $first) {
      ...ComparedGates
    }
    second: site(id: $second) @include(if: $hasSecond) {
      ...ComparedGates
    }
    third: site(id: $third) @include(if: $hasThird) {
      ...ComparedGates
    }
    fourth: site(id: $fourth) @include(if: $hasFourth) {
      ...ComparedGates
    }
  }
`);

graphql(`
  fragment ComparedReasons on Site {
    id
    classification(month: $month) {
      ...Gates
      gates {
        conditions {
          observed
          met
        }
      }
    }
  }
`);

export const compareReasonsDocument = graphql(`
  query CompareReasons(
    $first: ID!
    $second: ID!
    $third: ID!
    $fourth: ID!
    $hasSecond: Boolean!
    $hasThird: Boolean!
    $hasFourth: Boolean!
    $month: Month!
  ) {
    first: site(id: $first) {
      ...ComparedReasons
    }
    second: site(id: $second) @include(if: $hasSecond) {
      ...ComparedReasons
    }
    third: site(id: $third) @include(if: $hasThird) {
      ...ComparedReasons
    }
    fourth: site(id: $fourth) @include(if: $hasFourth) {
      ...ComparedReasons
    }
  }
`);

graphql(`
  fragment ComparedCounts on Site {
    id
    incidentCounts(from: $countedFrom, to: $month) {
      month
      family
      status
      count
    }
  }
`);

export const compareCountsDocument = graphql(`
  query CompareCounts(
    $first: ID!
    $second: ID!
    $third: ID!
    $fourth: ID!
    $hasSecond: Boolean!
    $hasThird: Boolean!
    $hasFourth: Boolean!
    $countedFrom: Month!
    $month: Month!
  ) {
    first: site(id: $first) {
      ...ComparedCounts
    }
    second: site(id: $second) @include(if: $hasSecond) {
      ...ComparedCounts
    }
    third: site(id: $third) @include(if: $hasThird) {
      ...ComparedCounts
    }
    fourth: site(id: $fourth) @include(if: $hasFourth) {
      ...ComparedCounts
    }
  }
`);

// All rows of the page at once, by what conventions usually grant together.

graphql(`
  fragment ComparedWithReasons on Site {
    ...SiteIdentity
    ...ComparedLevels
    ...ComparedReasons
    ...ComparedCounts
  }
`);

export const compareWithReasonsDocument = graphql(`
  query CompareWithReasons(
    $first: ID!
    $second: ID!
    $third: ID!
    $fourth: ID!
    $hasSecond: Boolean!
    $hasThird: Boolean!
    $hasFourth: Boolean!
    $from: Month!
    $countedFrom: Month!
    $month: Month!
  ) {
    first: site(id: $first) {
      ...ComparedWithReasons
    }
    second: site(id: $second) @include(if: $hasSecond) {
      ...ComparedWithReasons
    }
    third: site(id: $third) @include(if: $hasThird) {
      ...ComparedWithReasons
    }
    fourth: site(id: $fourth) @include(if: $hasFourth) {
      ...ComparedWithReasons
    }
  }
`);

graphql(`
  fragment ComparedWithGates on Site {
    ...SiteIdentity
    ...ComparedLevels
    ...ComparedGates
    ...ComparedCounts
  }
`);

export const compareWithGatesDocument = graphql(`
  query CompareWithGates(
    $first: ID!
    $second: ID!
    $third: ID!
    $fourth: ID!
    $hasSecond: Boolean!
    $hasThird: Boolean!
    $hasFourth: Boolean!
    $from: Month!
    $countedFrom: Month!
    $month: Month!
  ) {
    first: site(id: $first) {
      ...ComparedWithGates
    }
    second: site(id: $second) @include(if: $hasSecond) {
      ...ComparedWithGates
    }
    third: site(id: $third) @include(if: $hasThird) {
      ...ComparedWithGates
    }
    fourth: site(id: $fourth) @include(if: $hasFourth) {
      ...ComparedWithGates
    }
  }
`);

graphql(`
  fragment ComparedWithLevels on Site {
    ...SiteIdentity
    ...ComparedLevels
  }
`);

export const compareWithLevelsDocument = graphql(`
  query CompareWithLevels(
    $first: ID!
    $second: ID!
    $third: ID!
    $fourth: ID!
    $hasSecond: Boolean!
    $hasThird: Boolean!
    $hasFourth: Boolean!
    $from: Month!
    $month: Month!
  ) {
    first: site(id: $first) {
      ...ComparedWithLevels
    }
    second: site(id: $second) @include(if: $hasSecond) {
      ...ComparedWithLevels
    }
    third: site(id: $third) @include(if: $hasThird) {
      ...ComparedWithLevels
    }
    fourth: site(id: $fourth) @include(if: $hasFourth) {
      ...ComparedWithLevels
    }
  }
`);
