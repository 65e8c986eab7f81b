import { dirname, resolve } from "node:path";
import { readConvention } from "@palier/service";
import { Command, Option } from "commander";
import { parsePort } from "../arguments/values.js";
import type { CommandContext } from "../context/command-context.js";
import { demonstrationConvention } from "../context/config.js";
import { dataFolderOf } from "../context/data-folder.js";
import { welcome } from "./welcome.js";

interface StartOptions {
  readonly convention: string;
  readonly port: number;
  readonly inspect?: string;
  readonly builds?: true;
}

/** `palier start`: the whole platform of a convention on this machine. */
export function startCommand({ config, terminal }: CommandContext): Command {
  return new Command("start")
    .description(
      "Start everything on this machine: database, landlords, graph. Without --convention: the demonstration, whose data are invented. Ctrl-C stops it; the data are kept.",
    )
    .option("-p, --port <number>", "port of the graph; 0: any free one", parsePort, 4000)
    .option(
      "-c, --convention <file>",
      "serve this convention, with the data imported for its landlords",
      demonstrationConvention,
    )
    .option(
      "--inspect <service>",
      "let a debugger attach to a service: gateway, convention, classification or a landlord",
    )
    .addOption(new Option("--builds", "follow the builds of the parent process").hideHelp())
    .action(async (options: StartOptions) => {
      const conventionFile = resolve(options.convention);
      const convention = readConvention(conventionFile);
      const isDemonstration = conventionFile === demonstrationConvention;
      const { dataFolder, gatewaySettings, logForm } = config;
      const folder = dataFolderOf(dataFolder);
      const { runPlatform } = await import("@palier/local");
      await runPlatform(
        {
          folder,
          convention,
          conventionFolder: dirname(conventionFile),
          port: options.port,
          gatewaySettings,
          logForm,
          hasInventedData: isDemonstration,
          inspected: options.inspect,
          followBuilds: options.builds && followBuilds,
          prepare: async (databaseUrls) => {
            if (!isDemonstration) return;
            const { prepareDemonstration } = await import("@palier/demonstration");
            await prepareDemonstration({ ...folder, convention, databaseUrls }, terminal);
          },
          announce: (graphUrl) => welcome({ graphUrl, convention, dataFolder, isDemonstration }),
        },
        terminal,
      );
    });
}

/** `npm run dev` builds, and sends a message after each build; the platform ends when it is gone. */
function followBuilds(built: () => void): void {
  process.on("message", built);
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
}
