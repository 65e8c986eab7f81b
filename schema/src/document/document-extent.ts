import { type DefinitionNode, type DocumentNode, Kind, visit } from "graphql";

/** How much a text asks for once its fragments are spread. */
export interface Extent {
  /** Fields, spreads and inline fragments, each as often as an executor comes to it. */
  readonly selections: number;
  /** Fields below each other. */
  readonly depth: number;
  readonly aliases: number;
  /** Of a valid document @include and @skip: what stands under several is planned for each way to it. */
  readonly directives: number;
}

const nothing: Extent = { selections: 0, depth: 0, aliases: 0, directives: 0 };

/** What a definition holds itself, and where it spreads others. */
interface Summary extends Extent {
  readonly spreads: readonly { readonly name: string; readonly depth: number }[];
}

/**
 * Measures a document: selections of all its operations together, or of a fragment where one alone
 * has more; all else of the operation that has most.
 *
 * Each definition is read once, however often it is spread; one that holds itself counts as empty
 * there, and depth, aliases and directives of fragments that no operation spreads count for nothing,
 * since validation refuses both. Counts beyond what a number holds are `Infinity`.
 */
export function documentExtent({ definitions }: DocumentNode): Extent {
  const summaries = new Map<string, Summary>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      const { value } = definition.name;
      summaries.set(value, together(summaries.get(value), summaryOf(definition)));
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
    let { selections, depth, aliases, directives } = own;
    for (const { name, depth: at } of spreads) {
      const inner = spread(name);
      selections += inner.selections;
      aliases += inner.aliases;
      directives += inner.directives;
      depth = Math.max(depth, at + inner.depth);
    }
    return { selections, depth, aliases, directives };
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
    directives: Math.max(0, ...operations.map(({ directives }) => directives)),
  };
}

/** Two fragments of one name are a mistake that others look for, and may walk both until they find it. */
function together(one: Summary | undefined, other: Summary): Summary {
  if (one === undefined) return other;
  return {
    selections: one.selections + other.selections,
    depth: Math.max(one.depth, other.depth),
    aliases: one.aliases + other.aliases,
    directives: one.directives + other.directives,
    spreads: [...one.spreads, ...other.spreads],
  };
}

function summaryOf(definition: DefinitionNode): Summary {
  const spreads: Summary["spreads"][number][] = [];
  let selections = 0;
  let aliases = 0;
  let directives = 0;
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
      directives += 1;
    },
    InlineFragment() {
      selections += 1;
    },
    FragmentSpread({ name }) {
      selections += 1;
      spreads.push({ name: name.value, depth });
    },
  });
  return { selections, depth: deepest, aliases, directives, spreads };
}
