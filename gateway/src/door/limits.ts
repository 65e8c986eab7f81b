import type { ASTVisitor, ValidationContext, ValidationRule } from "graphql";
import { GraphQLError, Kind, type SelectionSetNode } from "graphql";

/** What one operation may hold; the contract's own depth is 11, introspection by a tool needs 15. */
export const deepestOperation = 16;
export const mostAliases = 15;
/** Tokens of a document: the tools' introspection has some 400. */
export const mostTokens = 2_000;

/** Fields of an operation as the executor will see them, fragments spread. */
interface Extent {
  readonly depth: number;
  readonly aliases: number;
}

const nothing: Extent = { depth: 0, aliases: 0 };

/** Refuses operations that ask for much in few words, before anything is planned. */
export const limitOperations: ValidationRule = (context) => {
  const measure = measurer(context);
  const visitor: ASTVisitor = {
    OperationDefinition(node) {
      const { depth, aliases } = measure(node.selectionSet);
      const found: readonly [number, number, string][] = [
        [depth, deepestOperation, "levels"],
        [aliases, mostAliases, "aliases"],
      ];
      for (const [value, most, unit] of found) {
        if (value <= most) continue;
        context.reportError(
          new GraphQLError(`The operation has more than ${most} ${unit}; split it`, {
            nodes: node,
          }),
        );
      }
      return false;
    },
  };
  return visitor;
};

/** Measures each fragment once, however often it is spread; one that holds itself counts as empty. */
function measurer(context: ValidationContext) {
  const known = new Map<string, Extent>();
  const fragment = (name: string): Extent => {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, nothing);
    const definition = context.getFragment(name);
    const extent = definition ? selectionSet(definition.selectionSet) : nothing;
    known.set(name, extent);
    return extent;
  };
  const selectionSet = (set: SelectionSetNode): Extent => {
    let depth = 0;
    let aliases = 0;
    for (const node of set.selections) {
      const isField = node.kind === Kind.FIELD;
      const inner =
        node.kind === Kind.FRAGMENT_SPREAD
          ? fragment(node.name.value)
          : node.selectionSet
            ? selectionSet(node.selectionSet)
            : nothing;
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
      aliases += inner.aliases + (isField && node.alias ? 1 : 0);
    }
    return { depth, aliases };
  };
  return selectionSet;
}
