import { Fragments } from "@palier/schema";
import type { DocumentNode, OperationDefinitionNode, SelectionSetNode } from "graphql";

type Path = readonly (string | number)[];

/** What an operation holds at one place, and below it by response key, as far as it was looked at. */
interface Level {
  readonly selections: readonly SelectionSetNode[];
  below: ReadonlyMap<string, Level> | null;
}

/**
 * The part of an error's path that the client's own operation holds: an error about a field that
 * only the plan asks for (a contribution, say) would otherwise show the names of hidden fields.
 *
 * Each place of the operation is read once, however many errors lead there.
 */
export class VisiblePaths {
  readonly #fragments: Fragments;
  readonly #root: Level;

  constructor({ selectionSet }: OperationDefinitionNode, document: DocumentNode) {
    this.#fragments = new Fragments(document);
    this.#root = { selections: [selectionSet], below: null };
  }

  of(path: Path): Path {
    let level = this.#root;
    for (const [index, part] of path.entries()) {
      if (typeof part === "number") continue;
      const next = this.#below(level).get(part);
      if (next === undefined) return path.slice(0, index);
      level = next;
    }
    return path;
  }

  #below(level: Level): ReadonlyMap<string, Level> {
    if (level.below !== null) return level.below;
    const below = new Map<string, { selections: SelectionSetNode[]; below: null }>();
    for (const { node } of this.#fragments.fieldsOf(level.selections)) {
      const key = (node.alias ?? node.name).value;
      const selections = below.get(key)?.selections ?? [];
      if (node.selectionSet) selections.push(node.selectionSet);
      below.set(key, { selections, below: null });
    }
    level.below = below;
    return below;
  }
}
