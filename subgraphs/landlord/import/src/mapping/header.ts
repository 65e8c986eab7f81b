import { fold } from "@palier/schema";
import { someQuoted } from "../value/shown.js";

/** Columns that a message names of a header. */
const mostColumns = 20;

/** The names of a file's columns, each folded once however many columns are looked for. */
export class Header {
  readonly names: readonly string[];
  private readonly exact = new Map<string, number[]>();
  private readonly folded = new Map<string, number[]>();

  constructor(cells: readonly string[]) {
    this.names = cells.map((cell) => cell.trim());
    for (const [cell, name] of this.names.entries()) {
      add(this.exact, name, cell);
      add(this.folded, fold(name), cell);
    }
  }

  /** Cells of this very name. */
  exactly(name: string): readonly number[] {
    return this.exact.get(name) ?? [];
  }

  /** Cells of this name, case and accents aside. */
  like(name: string): readonly number[] {
    return this.folded.get(fold(name)) ?? [];
  }

  /** Whether the first line rather is a title: fewer than two of its cells hold anything. */
  get isTitle(): boolean {
    return this.names.length - this.exactly("").length < 2;
  }

  /** The first names, as a message lists them. */
  get listed(): string {
    return someQuoted(this.names, mostColumns);
  }
}

function add(cells: Map<string, number[]>, name: string, cell: number): void {
  const known = cells.get(name);
  if (known === undefined) cells.set(name, [cell]);
  else known.push(cell);
}
