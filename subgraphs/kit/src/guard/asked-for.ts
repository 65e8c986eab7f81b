import type { Policy } from "@palier/schema";
import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/**
 * What an operation asks for, in names of the contract: the types of the entities (`Site`, whichever
 * landlord's), or the fields of the root. There are as many as there are plans.
 */
export function askedFor(
  { selectionSet }: OperationDefinitionNode,
  document: DocumentNode,
  policy: Pick<Policy, "access">,
): string {
  const names = new Set<string>();
  for (const selection of spread(selectionSet, document)) {
    if (selection.kind !== Kind.FIELD) continue;
    if (selection.name.value !== "_entities") names.add(selection.name.value);
    else
      for (const type of typesOf(selection.selectionSet, document)) names.add(named(type, policy));
  }
  return [...names].sort().join("+") || "other";
}

/** Selections of one level, those of fragments beside. */
function* spread(
  selections: SelectionSetNode | undefined,
  document: DocumentNode,
  seen = new Set<string>(),
): Iterable<SelectionNode> {
  for (const selection of selections?.selections ?? []) {
    yield selection;
    if (selection.kind === Kind.INLINE_FRAGMENT)
      yield* spread(selection.selectionSet, document, seen);
    if (selection.kind !== Kind.FRAGMENT_SPREAD || seen.has(selection.name.value)) continue;
    seen.add(selection.name.value);
    yield* spread(fragmentOf(selection.name.value, document)?.selectionSet, document, seen);
  }
}

function* typesOf(selections: SelectionSetNode | undefined, document: DocumentNode) {
  for (const selection of spread(selections, document)) {
    if (selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition) {
      yield selection.typeCondition.name.value;
    } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragmentOf(selection.name.value, document);
      if (fragment !== undefined) yield fragment.typeCondition.name.value;
    }
  }
}

function fragmentOf(name: string, { definitions }: DocumentNode) {
  return definitions
    .filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
    .find((each) => each.name.value === name);
}

/** As the convention calls the type: a landlord's has a name of its own. */
function named(type: string, { access }: Pick<Policy, "access">): string {
  for (const [coordinate, { entry }] of access) {
    if (coordinate.startsWith(`${type}.`)) return entry.split(".", 1)[0] ?? type;
  }
  return type;
}
