import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  type Node,
  type YAMLMap,
} from "yaml";
import { keyName } from "./yaml-places.js";

/** Something wrong that has no line yet. */
export interface OffsetProblem {
  readonly offset: number;
  readonly message: string;
}

/** Levels of lists and maps inside each other; none of our formats has more than ten. */
const deepestNesting = 64;

const nestingProblem = `lists and maps stand inside each other more than ${deepestNesting} deep; write them side by side`;

/** What keeps a text from being read at all. */
export function* textProblems({ errors, contents }: Document.Parsed): Generator<OffsetProblem> {
  // The library says so once a level, the deepest first.
  const tooDeep = errors.findLast(({ code }) => code === "RESOURCE_EXHAUSTION");
  if (tooDeep !== undefined) {
    yield { offset: tooDeep.pos[0], message: nestingProblem };
    return;
  }
  for (const { pos, message } of errors) yield { offset: pos[0], message };
  yield* structureProblems(contents);
}

interface Step {
  readonly node: Node;
  readonly depth: number;
}

/**
 * What YAML allows and our files do not: aliases, which make a short text a long one; keys that are
 * lists or maps; one key twice; nesting that whoever comes next could not follow.
 */
function* structureProblems(root: unknown): Generator<OffsetProblem> {
  const open: Step[] = isNode(root) ? [{ node: root, depth: 1 }] : [];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { node, depth } = step;
    if (depth > deepestNesting && isCollection(node)) {
      yield problem(node, nestingProblem);
      continue;
    }
    if (isAlias(node) || node.anchor !== undefined) yield problem(node, aliasProblem(node));
    if (isMap(node)) yield* keyProblems(node);
    // The last one in is the first one out: so the walk follows the text.
    for (const child of childrenOf(node).reverse()) open.push({ node: child, depth: depth + 1 });
  }
}

/** The words and the place of the `yaml` library, whose own search compares every key with every other. */
function* keyProblems({ items }: YAMLMap): Generator<OffsetProblem> {
  const seen = new Set<string>();
  for (const { key } of items) {
    if (!isNode(key) || isAlias(key)) continue;
    const name = keyName(key);
    if (name === null) yield problem(key, "a key is one word or text, no list and no map");
    else if (seen.has(name)) yield problem(key, "Map keys must be unique");
    else seen.add(name);
  }
}

function aliasProblem(node: Node): string {
  return isAlias(node)
    ? "an alias (*) is not read: write out what it stands for, or put a text that begins with * in quotes"
    : "an anchor (&) is not read: leave it out, or put a text that begins with & in quotes";
}

function childrenOf(node: Node): Node[] {
  if (!isCollection(node)) return [];
  return node.items
    .flatMap((item) => (isPair(item) ? [item.key, item.value] : [item]))
    .filter(isNode);
}

function problem(node: Node, message: string): OffsetProblem {
  return { offset: node.range?.[0] ?? 0, message };
}
