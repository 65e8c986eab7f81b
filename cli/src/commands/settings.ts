import { writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { type DescribedProcess, readIfPresent, settingsTable } from "@palier/service";
import { Command } from "commander";
import type { CommandContext } from "../context/command-context.js";
import { CommandError } from "../context/command-error.js";
import { commandSettings, repositoryRoot } from "../context/config.js";

interface SettingsOptions {
  readonly output?: string;
  readonly check?: true;
}

const introduction = `# Settings

Every setting of every process. This file is written by \`npx palier settings --output docs/settings.md\` from the
tables that the processes read themselves by; a test keeps it current.

A setting stands in the environment; an empty one is unset. A process does not start with one that it cannot use, nor
with a name that begins with \`PALIER_\` and is none of its own, and says all of them at once. A secret may stand in
a file instead, whose path is given in the setting of the same name with \`_FILE\`: then it is in no environment.
`;

/** `palier settings`: the reference of all settings. */
export function settingsCommand({ terminal }: CommandContext): Command {
  return new Command("settings")
    .description("Print every setting of every process: what it is, its default, what it takes.")
    .option("-o, --output <file>", "write it there, in place of printing it")
    .option("--check", "write nothing; fail when docs/settings.md is not what would be written")
    .action(async ({ output, check }: SettingsOptions) => {
      const text = [introduction, ...(await processes()).map(settingsTable)].join("\n");
      const target = output ?? resolve(repositoryRoot, "docs/settings.md");
      const shown = relative(process.cwd(), resolve(target));
      if (check) {
        if ((await readIfPresent(target)) === text) return terminal.line(`${shown} is current.`);
        throw new CommandError(
          `${shown} is not current. Write it anew: npx palier settings --output ${shown}`,
        );
      }
      if (output === undefined) return terminal.line(text.trimEnd());
      await writeFile(target, text);
      terminal.line(`Wrote ${shown}.`);
    });
}

/** Loaded only here: the command runs without what serves. */
async function processes(): Promise<readonly DescribedProcess[]> {
  const gateway = await import("@palier/gateway/config");
  const landlord = await import("@palier/landlord/config");
  const intake = await import("@palier/landlord/intake-config");
  const issuer = await import("@palier/issuer/config");
  const kit = await import("@palier/subgraph-kit");
  const convention = await import("@palier/convention");
  const classification = await import("@palier/classification");
  return [
    gateway.gatewaySettings,
    landlord.landlordSettings,
    intake.intakeSettings,
    kit.sharedSettings(convention.conventionSubgraph),
    kit.sharedSettings(classification.classificationSubgraph),
    issuer.brokerSettings,
    commandSettings,
  ];
}
