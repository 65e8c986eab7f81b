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
import { yamlErrorWords } from "./yaml-error-words.js";
import { keyName } from "./yaml-places.js";

/** Something wrong that has no line yet. */
export interface OffsetProblem {
  readonly offset: number;
  readonly message: string;
}

/** Levels of lists and maps inside each other; none of our formats has more than ten. */
const deepestNesting = 64;

const nestingProblem = `lists and maps stand inside each other more than ${deepestNesting} deep; write them side by side`;

/** What is wrong with a text before anybody asks what it says. */
export interface TextFindings {
  readonly problems: readonly OffsetProblem[];
  /** What ends before this says what it seems to say; 0: nothing does, and nothing must be read. */
  readonly soundUntil: number;
}

export function textFindings({ errors, contents }: Document.Parsed): TextFindings {
  // The library says so once a level, the deepest first.
  const tooDeep = errors.findLast(({ code }) => code === "RESOURCE_EXHAUSTION");
  if (tooDeep !== undefined) {
    return { problems: [{ offset: tooDeep.pos[0], message: nestingProblem }], soundUntil: 0 };
  }
  const found = [...structureProblems(contents)];
  const malformed = errors.map(({ pos, code, message }) => {
    return { offset: pos[0], message: yamlErrorWords(code, message) };
  });
  return {
    problems: [...malformed, ...found],
    soundUntil: found.some(({ hidesAll }) => hidesAll)
      ? 0
      : least(malformed.map(({ offset }) => offset)),
  };
}

/** As many as a file may hold are too many to be handed to `Math.min`. */
function least(offsets: readonly number[]): number {
  return offsets.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

/** What is wrong with the structure, and whether the file must not be read any further for it. */
interface StructureProblem extends OffsetProblem {
  readonly hidesAll: boolean;
}

interface Step {
  readonly node: Node;
  readonly depth: number;
}

/**
 * What YAML allows and our files do not: aliases, which make a short text a long one; keys that are
 * lists or maps; one key twice; nesting that whoever comes next could not follow.
 */
function* structureProblems(root: unknown): Generator<StructureProblem> {
  const open: Step[] = isNode(root) ? [{ node: root, depth: 1 }] : [];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { node, depth } = step;
    if (depth > deepestNesting && isCollection(node)) {
      yield problem(node, nestingProblem, true);
      continue;
    }
    if (isAlias(node) || node.anchor !== undefined) {
      yield problem(node, aliasProblem(node), true);
    }
    if (isMap(node)) yield* keyProblems(node);
    // The last one in is the first one out: so the walk follows the text.
    for (const child of childrenOf(node).reverse()) open.push({ node: child, depth: depth + 1 });
  }
}

const twiceProblem = "this key stands here twice: keep one of them";

/** At the place where the `yaml` library finds it, whose own search compares every key with every other. */
function* keyProblems({ items }: YAMLMap): Generator<StructureProblem> {
  const seen = new Set<string>();
  for (const { key } of items) {
    if (!isNode(key) || isAlias(key)) continue;
    const name = keyName(key);
    if (name === null) yield problem(key, "a key is one word or text, no list and no map", true);
    else if (seen.has(name)) yield problem(key, twiceProblem, false);
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

function problem(node: Node, message: string, hidesAll: boolean): StructureProblem {
  return { offset: node.range?.[0] ?? 0, message, hidesAll };
}
