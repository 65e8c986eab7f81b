import { type Document, isMap, isNode, isScalar, isSeq, type Node, type YAMLMap } from "yaml";

/** Where a path of a file leads. */
export interface YamlPlace {
  /** Where the deepest part of the path that the file holds begins; for a map's entry, its key. */
  readonly offset: number;
  /** Where that part ends, its value with it. */
  readonly end: number;
  /** Whether the file holds the whole path. */
  readonly isThere: boolean;
}

interface Entry {
  readonly key: Node;
  readonly value: unknown;
}

/** Finds places in a document; remembers the keys of every map it has come through. */
export class YamlPlaces {
  readonly #entries = new WeakMap<YAMLMap, ReadonlyMap<string, Entry>>();

  constructor(private readonly document: Document) {}

  find(path: readonly PropertyKey[]): YamlPlace {
    let node: unknown = this.document.contents;
    let offset = offsetOf(node) ?? 0;
    let end = endOf(node) ?? offset;
    for (const step of path) {
      const entry = isMap(node) ? this.#entriesOf(node).get(String(step)) : undefined;
      const child = isSeq(node) ? node.items[Number(step)] : entry?.value;
      const found = offsetOf(entry?.key) ?? offsetOf(child);
      if (found === undefined) return { offset, end, isThere: false };
      offset = found;
      end = endOf(child) ?? endOf(entry?.key) ?? found;
      node = child;
    }
    return { offset, end, isThere: true };
  }

  #entriesOf(map: YAMLMap): ReadonlyMap<string, Entry> {
    let entries = this.#entries.get(map);
    if (entries === undefined) {
      entries = new Map(
        map.items.flatMap(({ key, value }) => {
          const name = keyName(key);
          return name === null || !isNode(key) ? [] : [[name, { key, value }] as const];
        }),
      );
      this.#entries.set(map, entries);
    }
    return entries;
  }
}

/** What a key is called once it is read; null for a list or a map. */
export function keyName(key: unknown): string | null {
  return isScalar(key) ? String(key.value ?? "") : null;
}

function endOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[1] : undefined;
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
