import { useFrame } from "../frame/frame";
import type { CompareIdentitiesQuery } from "../generated/graphql";
import { compareIdentitiesDocument } from "./compare.documents";
import { inOrder, useCompared } from "./use-compared";

/** Sites that are compared, in one published month. */
export interface OfSites {
  readonly ids: readonly string[];
  readonly month: string;
}

/** Who they are, and what stands above their columns: names, with the id where two have the same. */
export function useNames(ids: readonly string[]) {
  const isShown = useFrame().may("SITE_IDENTITY");
  const query = useCompared(compareIdentitiesDocument, ids, {}, isShown);
  const sitesIn = (data: CompareIdentitiesQuery) => inOrder(data, ids);
  const answer = query.data;
  const called = (answer === undefined ? ids.map(() => null) : sitesIn(answer.data)).map(
    (site, place) => site?.name ?? ids[place] ?? "",
  );
  const names = called.map((name, place) =>
    called.indexOf(name) === called.lastIndexOf(name) ? name : `${name} (${ids[place]})`,
  );
  return { names, query, sitesIn, isShown };
}
