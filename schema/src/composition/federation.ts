import { CompositionError } from "../ground/errors.js";
import { slugProblems } from "./slug-problems.js";
import { classificationSdl, conventionSdl, landlordSdl } from "./subgraph-sdl.js";

/** What composition needs to know of a subgraph. */
export interface SubgraphEndpoint {
  /** `convention`, `classification`, or a landlord's slug. */
  readonly name: string;
  /** Where the gateway reaches its GraphQL endpoint. */
  readonly url: string;
}

/** The parts of one federation. */
export interface Federation {
  readonly landlords: readonly { readonly slug: string; readonly endpoint: string }[];
  readonly convention: string;
  readonly classification: string;
}

/** A subgraph with the text of its contract. */
export interface FederatedSubgraph extends SubgraphEndpoint {
  readonly sdl: string;
}

/**
 * What a federation is composed of.
 *
 * @throws CompositionError for slugs of which no graph can be made.
 */
export function subgraphsOf(federation: Federation): FederatedSubgraph[] {
  const { landlords, convention, classification } = federation;
  const slugs = landlords.map(({ slug }) => slug);
  const problems = slugProblems(slugs);
  if (problems.length > 0) throw new CompositionError(problems);
  return [
    { name: "convention", url: convention, sdl: conventionSdl(slugs) },
    { name: "classification", url: classification, sdl: classificationSdl(slugs) },
    ...landlords.map(({ slug, endpoint }) => ({
      ...{ name: slug, url: endpoint },
      sdl: landlordSdl(slug),
    })),
  ];
}
