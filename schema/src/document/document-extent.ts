import { type DefinitionNode, type DocumentNode, Kind, visit } from "graphql";

/** How much a text asks for once its fragments are spread. */
export interface Extent {
  /** Fields, spreads and inline fragments, each as often as an executor comes to it. */
  readonly selections: number;
  /** Fields below each other. */
  readonly depth: number;
  readonly aliases: number;
  /** Directives: a field that stands under several is planned for each way to it. */
  readonly conditions: number;
}

const nothing: Extent = { selections: 0, depth: 0, aliases: 0, conditions: 0 };

/** What a definition holds itself, and where it spreads others. */
interface Summary extends Extent {
  readonly spreads: readonly { readonly name: string; readonly depth: number }[];
}

/**
 * Measures a document: selections of all its operations together, or of a fragment where one alone
 * has more; all else of the operation that has most.
 *
 * Each definition is read once, however often it is spread; one that holds itself counts as empty
 * there, since validation refuses it. Counts beyond what a number holds are `Infinity`.
 */
export function documentExtent({ definitions }: DocumentNode): Extent {
  const summaries = new Map<string, Summary>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      summaries.set(definition.name.value, summaryOf(definition));
    }
  }
  const known = new Map<string, Extent>();
  const spread = (name: string): Extent => {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, nothing);
    const summary = summaries.get(name);
    const extent = summary ? expanded(summary) : nothing;
    known.set(name, extent);
    return extent;
  };
  const expanded = ({ spreads, ...own }: Summary): Extent => {
    let { selections, depth, aliases, conditions } = own;
    for (const { name, depth: at } of spreads) {
      const inner = spread(name);
      selections += inner.selections;
      aliases += inner.aliases;
      conditions += inner.conditions;
      depth = Math.max(depth, at + inner.depth);
    }
    return { selections, depth, aliases, conditions };
  };
  const operations = definitions
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((operation) => expanded(summaryOf(operation)));
  const fragments = [...summaries.keys()].map(spread);
  return {
    selections: Math.max(
      operations.reduce((sum, { selections }) => sum + selections, 0),
      ...fragments.map(({ selections }) => selections),
    ),
    depth: Math.max(0, ...operations.map(({ depth }) => depth)),
    aliases: Math.max(0, ...operations.map(({ aliases }) => aliases)),
    conditions: Math.max(0, ...operations.map(({ conditions }) => conditions)),
  };
}

function summaryOf(definition: DefinitionNode): Summary {
  const spreads: Summary["spreads"][number][] = [];
  let selections = 0;
  let aliases = 0;
  let conditions = 0;
  let depth = 0;
  let deepest = 0;
  visit(definition, {
    Field: {
      enter({ alias }) {
        selections += 1;
        if (alias !== undefined) aliases += 1;
        depth += 1;
        deepest = Math.max(deepest, depth);
      },
      leave() {
        depth -= 1;
      },
    },
    Directive() {
      conditions += 1;
    },
    InlineFragment() {
      selections += 1;
    },
    FragmentSpread({ name }) {
      selections += 1;
      spreads.push({ name: name.value, depth });
    },
  });
  return { selections, depth: deepest, aliases, conditions, spreads };
}
