import { Command } from "commander";
import { parsePort } from "../arguments/values.js";
import type { CommandContext } from "../context/command-context.js";
import { CommandError } from "../context/command-error.js";

const explanation = `
The token is printed alone, for scripts, and lasts an hour.

Example:
  curl http://127.0.0.1:4000/graphql -H "authorization: Bearer $(palier token police-melun)" …`;

/** `palier token`: signs in to the local platform without a browser. */
export function tokenCommand({ terminal }: CommandContext): Command {
  return new Command("token")
    .description("Print an access token for an account of the platform that runs on this machine.")
    .argument("<account>", "as palier start lists them, e.g. police-melun")
    .argument("[port]", "port of the graph", parsePort, 4000)
    .addHelpText("after", explanation)
    .action(async (account: string, port: number) => {
      const { NoTokenError, tokenForAccount } = await import("@palier/gateway/token");
      try {
        terminal.line(await tokenForAccount(`http://127.0.0.1:${port}`, account));
      } catch (error) {
        if (!(error instanceof NoTokenError)) throw error;
        throw new CommandError(error.message, { cause: error });
      }
    });
}
