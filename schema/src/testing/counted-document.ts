import { type DocumentNode, parse, type SelectionSetNode, visit } from "graphql";

/** A document that counts how often its selections are read. */
export interface CountedDocument {
  readonly document: DocumentNode;
  /** Reads of any selection set's selections since the last call. */
  readonly steps: () => number;
  /** Selection sets in the text. */
  readonly sets: number;
}

/** Parses a text into nodes that count, so that a test can tell what a walk costs without a clock. */
export function countedDocument(text: string): CountedDocument {
  const document = parse(text);
  const found: SelectionSetNode[] = [];
  visit(document, {
    SelectionSet(node) {
      found.push(node);
    },
  });
  let count = 0;
  for (const set of found) {
    const { selections } = set;
    Object.defineProperty(set, "selections", {
      enumerable: true,
      get: () => {
        count += 1;
        return selections;
      },
    });
  }
  const steps = () => {
    const since = count;
    count = 0;
    return since;
  };
  return { document, steps, sets: found.length };
}
