import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import type { Environment } from "@palier/service";
import { Command } from "commander";
import { formatTable } from "../console/table.js";
import type { CommandContext } from "../context/command-context.js";
import { CommandError } from "../context/command-error.js";

interface CheckOptions {
  readonly settings: string;
}

const explanation = `
It reads the settings of the node's service from the file that the service itself is started with
(EnvironmentFile of systemd, env_file of compose) and tries each thing: settings, convention,
certificate, database and rights, signature, keys of gateway and issuer, clock, log key, narrowing.
It changes nothing, and does not need the service to run. It ends with 1 where something is wrong.

Example:
  palier node check --settings /etc/palier/lisiere.env`;

/** `palier node check`: tries everything that a landlord's node needs. */
export function checkNodeCommand({ terminal }: CommandContext): Command {
  return new Command("check")
    .description("Try everything that the service needs, and say what to do.")
    .requiredOption("-s, --settings <file>", "the service's settings, NAME=value a line")
    .addHelpText("after", explanation)
    .action(async ({ settings }: CheckOptions) => {
      const env: Environment = parseEnv(await readFile(settings, "utf8"));
      const { checkNode } = await import("@palier/landlord/check");
      const checked = await checkNode(env, () => new Date());
      terminal.line(
        formatTable(checked, [
          { title: "what", text: ({ what }) => what },
          { title: "is", text: ({ outcome }) => outcome },
          { title: "found, or to do", text: ({ words }) => words },
        ]),
      );
      const wrong = checked.filter(({ outcome }) => outcome === "wrong").length;
      if (wrong > 0) throw new CommandError(`${wrong} of ${checked.length} wrong`);
    });
}
