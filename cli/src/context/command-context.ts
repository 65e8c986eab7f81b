import type { Terminal } from "../console/terminal.js";
import type { Config } from "./config.js";

/** What every command works with. */
export interface CommandContext {
  readonly config: Config;
  readonly terminal: Terminal;
}
