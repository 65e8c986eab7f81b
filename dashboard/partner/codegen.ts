import type { CodegenConfig } from "@graphql-codegen/cli";

/** Typed documents from the graph as callers see it. */
const config: CodegenConfig = {
  schema: "../../schema/graph.graphql",
  documents: "src/**/*.ts",
  ignoreNoDocuments: true,
  generates: {
    "src/generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        // The browser needs the text only, no parser.
        documentMode: "string",
        enumsAsTypes: true,
        useTypeImports: true,
        skipTypename: true,
        scalars: { Month: "string", Day: "string", ID: "string" },
        strictScalars: true,
      },
    },
  },
};

export default config;
