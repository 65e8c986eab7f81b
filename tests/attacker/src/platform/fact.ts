import type { Sum, WholeProgram } from "../whole-program.js";

/** One thing that an account knows of some unknown cells, said to a program. */
export interface Fact {
  /** The same for what is known twice. */
  readonly name: string;
  /** The cells that it is about, shown ones too. */
  readonly cells: readonly string[];
  say(program: WholeProgram, sumOf: (cells: readonly string[]) => Sum): void;
  /** Whether it is so in a table. */
  holds(amountOf: (cells: readonly string[]) => number): boolean;
}
