import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  Kind,
  type SelectionSetNode,
  visit,
} from "graphql";

/** A field of one level of a document, fragments spread. */
export interface LevelField {
  readonly node: FieldNode;
  /** Whether a directive stands on the way to it or on it: it may be left out. */
  readonly isConditional: boolean;
}

/**
 * The fragments of a caller's document. Every walk of ours that follows fragments goes through here:
 * what a spread leads to is entered once for a level, however often it is spread. Following each
 * spread instead doubles the work with every fragment that spreads the next one twice.
 *
 * No walk ends on what a document must not have: an unknown fragment counts as empty, one that
 * holds itself is not entered again, and of two with one name the last counts, as for graphql-js.
 */
export class Fragments {
  readonly #byName: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor({ definitions }: Pick<DocumentNode, "definitions">) {
    this.#byName = new Map(
      definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    );
  }

  get(name: string): FragmentDefinitionNode | undefined {
    return this.#byName.get(name);
  }

  /**
   * The fields that these selections ask of one object, in their order; what stands below them is
   * the next level. A field comes twice only where it is reached first under a condition and then
   * without one.
   *
   * @param applies whether the object is of the fragment's type; of every type unless given.
   */
  fieldsOf(
    selections: readonly SelectionSetNode[],
    applies: (fragment: FragmentDefinitionNode | InlineFragmentNode) => boolean = () => true,
  ): LevelField[] {
    const fields: LevelField[] = [];
    const entered = new Map<SelectionSetNode, boolean>();
    const enter = (set: SelectionSetNode, isWithinCondition: boolean) => {
      const before = entered.get(set);
      if (before === false || before === isWithinCondition) return;
      entered.set(set, isWithinCondition);
      for (const node of set.selections) {
        const isConditional = isWithinCondition || (node.directives ?? []).length > 0;
        if (node.kind === Kind.FIELD) {
          fields.push({ node, isConditional });
          continue;
        }
        const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.get(node.name.value) : node;
        if (fragment !== undefined && applies(fragment)) {
          enter(fragment.selectionSet, isConditional);
        }
      }
    };
    for (const set of selections) enter(set, false);
    return fields;
  }

  /** The fragments that a definition uses, directly or through others, each once. */
  usedBy(definition: DefinitionNode): FragmentDefinitionNode[] {
    const used = new Map<string, FragmentDefinitionNode>();
    const waiting: DefinitionNode[] = [definition];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      visit(next, {
        FragmentSpread: ({ name }) => {
          const fragment = this.get(name.value);
          if (fragment === undefined || used.has(name.value)) return;
          used.set(name.value, fragment);
          waiting.push(fragment);
        },
      });
    }
    return [...used.values()];
  }
}
