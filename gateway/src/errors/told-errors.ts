import { mostErrors } from "@palier/schema";
import type { GraphQLFormattedError } from "graphql";

/** Characters of a message that quotes its reader, or somebody else. */
const longestMessage = 300;

/** A message that may quote what is as long as its sender likes. */
export function shortMessage(text: string): string {
  return text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
}

/** Each error once, however many rows it befell, and the first of too many. */
export function toldErrors(errors: Iterable<GraphQLFormattedError>): GraphQLFormattedError[] {
  const told = new Map<string, GraphQLFormattedError>();
  for (const error of errors) {
    if (told.size >= mostErrors) break;
    told.set(JSON.stringify(error), error);
  }
  return [...told.values()];
}
