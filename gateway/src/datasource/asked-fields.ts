import type { Fragments } from "@palier/schema";
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  type InlineFragmentNode,
  isAbstractType,
  isObjectType,
  type SelectionSetNode,
} from "graphql";

/** What a selection may refer to. */
export interface Scope {
  /** As the subgraph that is asked declares it. */
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
  /** Its arguments by the variables of a request; null for a field that has none. */
  readonly argumentsOf: ArgumentReader | null;
  /** Selections below it; several where the operation names the field several times. */
  readonly selections: readonly SelectionSetNode[];
}

type ArgumentReader = (
  variables: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, unknown>>;

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
    const field = known === undefined ? fieldNamed(scope, typeName, node.name.value) : null;
    asked.set(key, {
      key,
      name: node.name.value,
      type: known?.type ?? field?.type ?? null,
      // Of a field that stands there twice the arguments are the same.
      argumentsOf: known === undefined ? argumentReader(field, node) : known.argumentsOf,
      isConditional: isConditional && known?.isConditional !== false,
      selections: below,
    });
  }
  return [...asked.values()];
}

/** Null for `__typename`. */
function fieldNamed(
  { schema }: Scope,
  typeName: string,
  field: string,
): GraphQLField<unknown, unknown> | null {
  if (field === "__typename") return null;
  const type = schema.getType(typeName);
  const found = isObjectType(type) ? type.getFields()[field] : undefined;
  if (found === undefined) throw new Error(`The subgraph has no field ${typeName}.${field}`);
  return found;
}

function argumentReader(
  field: GraphQLField<unknown, unknown> | null,
  node: FieldNode,
): ArgumentReader | null {
  if (field === null || field.args.length === 0) return null;
  return (variables) => getArgumentValues(field, node, variables);
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
