import { Supergraph } from "@apollo/federation-internals";
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema } from "graphql";

/**
 * What callers may have asked of a supergraph that the next graph does not answer any more, in words.
 *
 * @param before a supergraph's text.
 * @param after the graph as callers know it, as text.
 */
export async function breakingChanges(before: string, after: string): Promise<string[]> {
  const known = Supergraph.build(before, { validateSupergraph: false }).apiSchema();
  const changes = await diff(known.toGraphQLJSSchema(), buildSchema(after));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}
