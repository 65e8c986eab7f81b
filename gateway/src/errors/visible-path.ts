import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

type Path = readonly (string | number)[];

/**
 * The part of an error's path that the client's own operation holds: an error about a field that
 * only the plan asks for (a contribution, say) would otherwise show the names of hidden fields.
 */
export function visiblePath(
  path: Path,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): Path {
  const fragments = fragmentsOf(document);
  let selections: readonly SelectionSetNode[] = [operation.selectionSet];
  for (const [index, part] of path.entries()) {
    if (typeof part === "number") continue;
    const fields = selections.flatMap((selection) => fieldsWithKey(selection, part, fragments));
    if (fields.length === 0) return path.slice(0, index);
    selections = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
  }
  return path;
}

/** Fragments do not hold themselves: validation has refused such an operation. */
function fieldsWithKey(
  selectionSet: SelectionSetNode,
  key: string,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FieldNode[] {
  return selectionSet.selections.flatMap((node): FieldNode[] => {
    if (node.kind === Kind.FIELD) {
      return (node.alias ?? node.name).value === key ? [node] : [];
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
    return fragment === undefined ? [] : fieldsWithKey(fragment.selectionSet, key, fragments);
  });
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  return fragments;
}
