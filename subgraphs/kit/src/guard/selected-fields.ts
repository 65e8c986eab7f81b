import { Fragments } from "@palier/schema";
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/**
 * Every field that an operation asks for, fragments included, whatever `@include` and `@skip` say:
 * coordinates as the document reaches them, sorted, without `__typename`.
 */
export function selectedFields(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  schema: GraphQLSchema,
): string[] {
  const found = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  const definitions = [operation, ...new Fragments(document).usedBy(operation)];
  visit(
    { kind: Kind.DOCUMENT, definitions },
    visitWithTypeInfo(typeInfo, {
      Field({ name }) {
        if (name.value.startsWith("__")) return;
        found.add(`${typeInfo.getParentType()?.name ?? "?"}.${name.value}`);
      },
    }),
  );
  return [...found].sort();
}
