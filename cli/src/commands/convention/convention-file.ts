import { Argument } from "commander";

/** `<file>`, the convention that a command is about. */
export function conventionFile(name = "file", what = "the convention's file"): Argument {
  return new Argument(`<${name}>`, what);
}
