import { moreErrors, mostErrors } from "@palier/schema";
import type { GraphQLFormattedError } from "graphql";

/**
 * Each error once, however many rows it befell. Of too many kinds the first are told, and the last
 * entry says, with the code of the next, that there are more.
 */
export function toldErrors(errors: Iterable<GraphQLFormattedError>): GraphQLFormattedError[] {
  const told = new Map<string, GraphQLFormattedError>();
  for (const error of errors) {
    told.set(JSON.stringify(error), error);
    if (told.size > mostErrors) return withNotice([...told.values()]);
  }
  return [...told.values()];
}

function withNotice(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const code = errors[mostErrors - 1]?.extensions?.code;
  return [...errors.slice(0, mostErrors - 1), { message: moreErrors, extensions: { code } }];
}
