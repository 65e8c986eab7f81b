import { composeServices } from "@apollo/composition";
import { buildSchema, type GraphQLSchema, parse } from "graphql";
import { composeSupergraph } from "../composition/compose.js";
import { classificationSdl, conventionSdl, landlordSdl } from "../composition/subgraph-sdl.js";

const slugs = ["lisiere", "heronniere"];

let api: GraphQLSchema | undefined;
let graph: GraphQLSchema | undefined;

/** What clients of a federation of two landlords are offered, before any policy. */
export function apiSchema(): GraphQLSchema {
  api ??= composeApi();
  return api;
}

/** Every field of the same federation, those included that only the gateway may ask. */
export function graphSchema(): GraphQLSchema {
  graph ??= buildGraph();
  return graph;
}

function composeApi(): GraphQLSchema {
  const { schema, errors } = composeServices([
    { name: "convention", url: "http://c.example", typeDefs: parse(conventionSdl(slugs)) },
    { name: "classification", url: "http://k.example", typeDefs: parse(classificationSdl(slugs)) },
    ...slugs.map((slug) => ({
      name: slug,
      url: `http://${slug}.example`,
      typeDefs: parse(landlordSdl(slug)),
    })),
  ]);
  if (schema === undefined) throw new Error(`No schema: ${errors?.join("\n")}`);
  return schema.toAPISchema().toGraphQLJSSchema();
}

function buildGraph(): GraphQLSchema {
  const federation = {
    landlords: slugs.map((slug) => ({ slug, endpoint: `http://${slug}.example` })),
    convention: "http://c.example",
    classification: "http://k.example",
  };
  return buildSchema(composeSupergraph(federation), { assumeValid: true });
}
