import type { Answer, GraphDocument } from "@palier/dashboard-ui/graph/ask";
import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import type { UseQueryResult } from "@tanstack/react-query";

/** Sites by their place among those that are compared. */
export interface InPlaces<Site> {
  readonly first?: Site | null;
  readonly second?: Site | null;
  readonly third?: Site | null;
  readonly fourth?: Site | null;
}

/** What a question about all sites at once is asked with. */
export interface Places {
  readonly first: string;
  readonly second: string;
  readonly third: string;
  readonly fourth: string;
  readonly hasSecond: boolean;
  readonly hasThird: boolean;
  readonly hasFourth: boolean;
}

/** One question of all sites, however many of the four places are taken. */
export function useCompared<Data, Variables extends Places>(
  document: GraphDocument<Data, Variables>,
  ids: readonly string[],
  rest: Omit<Variables, keyof Places>,
  isEnabled: boolean,
): UseQueryResult<Answer<Data>> {
  // The places and the rest are all variables there are.
  const variables = { ...placesOf(ids), ...rest } as unknown as Variables;
  return useGraph(document, variables, { isEnabled: isEnabled && ids.length > 0 });
}

export function placesOf(ids: readonly string[]): Places {
  const [first = "", second, third, fourth] = ids;
  return {
    ...{ first, second: second ?? "", third: third ?? "", fourth: fourth ?? "" },
    hasSecond: second !== undefined,
    hasThird: third !== undefined,
    hasFourth: fourth !== undefined,
  };
}

/** In the order of the ids; null for a site that is not there. */
export function inOrder<Site extends { readonly id: string }>(
  { first, second, third, fourth }: InPlaces<Site>,
  ids: readonly string[],
): readonly (Site | null)[] {
  const there = [first, second, third, fourth].filter((site) => site != null);
  // What is shown meanwhile may be of sites that stood elsewhere.
  return ids.map((id) => there.find((site) => site.id === id) ?? null);
}
