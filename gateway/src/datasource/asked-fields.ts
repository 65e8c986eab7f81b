import type { Fragments } from "@palier/schema";
import {
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  isObjectType,
  type SelectionSetNode,
} from "graphql";

/** What a selection may refer to. */
export interface Scope {
  /** The supergraph: it holds every type of every subgraph. */
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
}

/** One field that was asked of an object. */
export interface AskedField {
  /** Alias or name. */
  readonly key: string;
  readonly name: string;
  /** Null for `__typename`. */
  readonly type: GraphQLOutputType | null;
  /** Under @skip or @include: it may be absent. */
  readonly isConditional: boolean;
  /** Selections below it; several where the operation names the field several times. */
  readonly selections: readonly SelectionSetNode[];
}

/** The fields that some selections ask of an object of one type, fragments spread. */
export function collectFields(
  scope: Scope,
  selections: readonly SelectionSetNode[],
  typeName: string,
): AskedField[] {
  const asked = new Map<string, AskedField & { readonly selections: SelectionSetNode[] }>();
  const isOfType = (fragment: FragmentDefinitionNode | InlineFragmentNode) =>
    applies(scope, fragment, typeName);
  for (const { node, isConditional } of scope.fragments.fieldsOf(selections, isOfType)) {
    const key = (node.alias ?? node.name).value;
    const known = asked.get(key);
    const below = known?.selections ?? [];
    if (node.selectionSet !== undefined) below.push(node.selectionSet);
    asked.set(key, {
      key,
      name: node.name.value,
      type: known?.type ?? fieldType(scope, typeName, node.name.value),
      isConditional: isConditional && known?.isConditional !== false,
      selections: below,
    });
  }
  return [...asked.values()];
}

function fieldType({ schema }: Scope, typeName: string, field: string): GraphQLOutputType | null {
  if (field === "__typename") return null;
  const type = schema.getType(typeName);
  const found = isObjectType(type) ? type.getFields()[field] : undefined;
  if (found === undefined) throw new Error(`The supergraph has no field ${typeName}.${field}`);
  return found.type;
}

function applies(
  { schema }: Scope,
  fragment: InlineFragmentNode | FragmentDefinitionNode,
  typeName: string,
): boolean {
  const condition = fragment.typeCondition?.name.value;
  if (condition === undefined || condition === typeName) return true;
  const abstract = schema.getType(condition);
  const type = schema.getType(typeName);
  return isAbstractType(abstract) && isObjectType(type) && schema.isSubType(abstract, type);
}
