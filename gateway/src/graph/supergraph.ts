import { readFileSync } from "node:fs";
import { isNativeError } from "node:util/types";
import { ConfigurationError } from "@palier/schema";
import { buildASTSchema, type GraphQLSchema, isEnumType, parse } from "graphql";

/** The composed graph as the gateway reads it from its file. */
export interface Supergraph {
  readonly sdl: string;
  /** Every type of every subgraph, hidden ones too. */
  readonly types: GraphQLSchema;
}

/** @throws ConfigurationError when the file cannot be read or holds no supergraph. */
export function openSupergraph(path: string): Supergraph {
  try {
    const sdl = readFileSync(path, "utf8");
    const types = readTypes(sdl);
    if (!isEnumType(types.getType("join__Graph"))) throw new Error("it names no subgraphs");
    return { sdl, types };
  } catch (error) {
    const reason = isNativeError(error) ? error.message : String(error);
    throw new ConfigurationError([
      `PALIER_SUPERGRAPH names no supergraph that can be used (${reason})`,
    ]);
  }
}

/** Composition has checked it; what its directives mean does not matter to the types. */
export function readTypes(supergraphSdl: string): GraphQLSchema {
  const document = parse(supergraphSdl, { noLocation: true });
  return buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
}
