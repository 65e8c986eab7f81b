import { landlordSdl, rulesOf } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import {
  buildASTSchema,
  type DocumentNode,
  lexicographicSortSchema,
  parse,
  printSchema,
  visit,
} from "graphql";
import { createResolvers } from "./subgraph.js";
import { buildTypedSchema } from "./typed-schema.js";

const rules1 = rulesOf({ grid: 1 });

/** Types, fields and arguments alone, in one order. */
function shape(document: DocumentNode): string {
  const bare = visit(document, {
    Directive: () => null,
    SchemaExtension: () => null,
    // The one that type-graphql writes holds nothing.
    ObjectTypeDefinition: ({ name }) => (name.value === "Query" ? null : undefined),
    StringValue: (_node, key) => (key === "description" ? null : undefined),
  });
  const schema = buildASTSchema(bare, { assumeValid: true });
  return printSchema(lexicographicSortSchema(schema));
}

it.each(["lisiere", "val-de-brie"])(
  "declares exactly the contract's types for %s",
  async (slug) => {
    const typed = await buildTypedSchema(
      slug,
      createResolvers(rules1, exampleConvention.disclosure, () => new Date()),
    );
    expect(shape(parse(printSchema(typed)))).toBe(shape(parse(landlordSdl(slug))));
  },
);
