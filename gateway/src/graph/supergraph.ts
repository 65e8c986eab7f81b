import { readFileSync } from "node:fs";
import { isNativeError } from "node:util/types";
import { ConfigurationError } from "@palier/schema";
import { buildASTSchema, type GraphQLSchema, getDirectiveValues, isEnumType, parse } from "graphql";
import { type SubgraphTypes, subgraphTypes } from "./subgraph-types.js";

/** The composed graph as the gateway reads it from its file. */
export interface Supergraph extends SubgraphTypes {
  readonly sdl: string;
  /** Every type of every subgraph, hidden ones too. */
  readonly types: GraphQLSchema;
  /** Where it says that subgraphs are, by name. */
  readonly urls: ReadonlyMap<string, string>;
}

/** @throws ConfigurationError when the file cannot be read or holds no supergraph. */
export function openSupergraph(path: string): Supergraph {
  try {
    const supergraph = readSupergraph(readFileSync(path, "utf8"));
    if (!isEnumType(supergraph.types.getType("join__Graph"))) {
      throw new Error("it names no subgraphs");
    }
    return supergraph;
  } catch (error) {
    const reason = isNativeError(error) ? error.message : String(error);
    throw new ConfigurationError([
      `PALIER_SUPERGRAPH names no supergraph that can be used (${reason})`,
    ]);
  }
}

/** Composition has checked it: directives matter only where they say what a subgraph declares. */
export function readSupergraph(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  const types = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  return { sdl, types, urls: urlsIn(types), ...subgraphTypes(document) };
}

function urlsIn(types: GraphQLSchema): ReadonlyMap<string, string> {
  const [graphs, directive] = [types.getType("join__Graph"), types.getDirective("join__graph")];
  const values = isEnumType(graphs) && directive ? graphs.getValues() : [];
  return new Map(
    values.flatMap(({ astNode }) => {
      const said = directive && astNode && getDirectiveValues(directive, astNode);
      return said ? [[String(said.name), String(said.url)] as const] : [];
    }),
  );
}
