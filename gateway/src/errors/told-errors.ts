import { mostErrors } from "@palier/schema";
import type { GraphQLFormattedError } from "graphql";

/** Each error once, however many rows it befell, and the first of too many. */
export function toldErrors(errors: Iterable<GraphQLFormattedError>): GraphQLFormattedError[] {
  const told = new Map<string, GraphQLFormattedError>();
  for (const error of errors) {
    if (told.size >= mostErrors) break;
    told.set(JSON.stringify(error), error);
  }
  return [...told.values()];
}
