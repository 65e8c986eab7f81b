import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
} from "yaml";
import { ConfigurationError } from "./errors.js";

/** One `key: value` of a mapping. A key without a value has the key's own place. */
export interface YamlEntry {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node;
}

/**
 * A YAML file under check. Readers return something usable even where the file is wrong, and
 * note the problem with its line; `refuseProblems` then reports all of them at once.
 */
export class CheckedYaml {
  private readonly lines = new LineCounter();
  private readonly problems: { readonly line: number; readonly text: string }[] = [];
  readonly root: Node | null;

  constructor(
    text: string,
    private readonly fileName: string,
  ) {
    const document = parseDocument<ParsedNode>(text, { lineCounter: this.lines });
    this.root = document.contents;
    for (const { message, pos } of document.errors) {
      this.problems.push({ line: this.lineAt(pos[0]), text: message.split("\n")[0] ?? message });
    }
    if (this.root === null) this.problems.push({ line: 1, text: "the file is empty" });
  }

  note(node: Node | null, text: string): void {
    this.problems.push({ line: this.lineAt(node?.range?.[0] ?? 0), text });
  }

  /** @throws ConfigurationError with every problem, in the order of the file. */
  refuseProblems(): void {
    if (this.problems.length === 0) return;
    const ordered = [...this.problems].sort((a, b) => a.line - b.line);
    throw new ConfigurationError(
      ordered.map(({ line, text }) => `${this.fileName}:${line}: ${text}`),
    );
  }

  /** Values of a mapping that must have exactly these keys. */
  fields<Key extends string>(
    node: Node | null,
    what: string,
    keys: readonly Key[],
  ): Record<Key, Node | null> {
    const found = new Map<string, Node>();
    for (const { key, keyNode, value } of this.entries(node, what)) {
      if ((keys as readonly string[]).includes(key)) found.set(key, value);
      else
        this.note(keyNode, `${what} has an unknown key "${key}"; it may have ${keys.join(", ")}`);
    }
    const missing = keys.filter((key) => !found.has(key));
    if (isMap(node) && missing.length > 0) this.note(node, `${what} lacks ${missing.join(", ")}`);
    return Object.fromEntries(keys.map((key) => [key, found.get(key) ?? null])) as Record<
      Key,
      Node | null
    >;
  }

  entries(node: Node | null, what: string): YamlEntry[] {
    if (node === null) return [];
    if (!isMap(node)) {
      this.note(node, `${what} must be a mapping (key: value)`);
      return [];
    }
    return node.items.flatMap(({ key, value }) => {
      if (!isScalar(key)) return [];
      return [{ key: String(key.value), keyNode: key, value: isNode(value) ? value : key }];
    });
  }

  list(node: Node | null, what: string): Node[] {
    if (node === null) return [];
    if (isSeq(node) && node.items.length > 0) return node.items.filter(isNode);
    this.note(node, `${what} must be a list with at least one entry`);
    return [];
  }

  text(node: Node | null, what: string): string {
    if (node === null) return "";
    if (isScalar(node) && typeof node.value === "string" && node.value.trim() !== "") {
      return node.value;
    }
    this.note(node, `${what} must be a text`);
    return "";
  }

  /** A whole number from `least` to `most`. */
  integer(node: Node | null, what: string, least: number, most: number): number {
    if (node === null) return least;
    const value: unknown = isScalar(node) ? node.value : null;
    if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) {
      return Number(value);
    }
    const range = least === most ? `${least}` : `a whole number from ${least} to ${most}`;
    this.note(node, `${what} must be ${range}`);
    return least;
  }

  private lineAt(offset: number): number {
    return this.lines.linePos(offset).line;
  }
}
