import {
  addSubmittingSystem,
  type ListedSystem,
  listAwaiting,
  listSubmittingSystems,
  revokeSubmittingSystem,
} from "@palier/landlord-store";
import { figure, isLandlordSlug, slugRule } from "@palier/schema";
import { Command, InvalidArgumentError, Option } from "commander";
import { authorOption, landlordOption } from "../../arguments/values.js";
import { formatTable } from "../../console/table.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { awaitingLines } from "./awaiting-lines.js";

interface AddOptions {
  readonly landlord: string;
  readonly author: string;
  readonly site?: readonly string[];
  readonly allSites?: true;
  readonly rate: number;
}

const explanation = `
The key is printed once and kept nowhere: put it where the system keeps its secrets. It submits incidents
of the named sites, or of all, so many times a minute.

Example:
  palier systems add tickets --site RES-001 --site RES-002 --rate 60 --landlord lisiere`;

/** `palier systems add`: a key for a ticketing system. */
export function addSystemCommand({ terminal, ...context }: CommandContext): Command {
  return new Command("add")
    .description("Give a ticketing system a key by which it submits incidents.")
    .argument("<name>", "what you call it, e.g. tickets", parseName)
    .option(
      "--site <reference...>",
      "a site of which it may submit incidents, by your reference or a number of it",
    )
    .addOption(new Option("--all-sites", "of every site").conflicts("site"))
    .option("--rate <number>", "submissions a minute", parseRate, 60)
    .addOption(landlordOption())
    .addOption(authorOption())
    .addHelpText("after", explanation)
    .action(async (name: string, options: AddOptions, command: Command) => {
      const { landlord, author, site, allSites, rate } = options;
      if (site === undefined && allSites !== true) {
        command.error(
          "error: say of which sites: --site <reference>, several times, or --all-sites",
        );
      }
      const key = await withLandlordStore({ terminal, ...context }, landlord, (store) =>
        addSubmittingSystem(store, { name, sites: site ?? null, perMinute: rate, author }),
      );
      terminal.line(`${name} submits with this key, which is shown once:\n\n    ${key}`);
    });
}

/** `palier systems list`: who submits, and what came of it. */
export function listSystemsCommand({ terminal, ...context }: CommandContext): Command {
  return new Command("list")
    .description("List the systems, of which sites they submit, and what came of it.")
    .addOption(landlordOption())
    .action(async ({ landlord }: { readonly landlord: string }) => {
      const { systems, awaiting } = await withLandlordStore(
        { terminal, ...context },
        landlord,
        async (store) => ({
          systems: await listSubmittingSystems(store),
          awaiting: await listAwaiting(store),
        }),
      );
      terminal.line(systems.length === 0 ? "No system has a key." : describeSystems(systems));
      for (const line of awaitingLines(awaiting, landlord)) terminal.line(line);
    });
}

function describeSystems(systems: readonly ListedSystem[]): string {
  return formatTable(systems, [
    { title: "system", text: ({ name }) => name },
    { title: "sites", text: ({ sites }) => (sites === null ? "all" : figure(sites.length)) },
    { title: "a minute", text: ({ perMinute }) => figure(perMinute), isNumber: true },
    { title: "since", text: ({ addedAt }) => addedAt.toISOString().slice(0, 10) },
    { title: "revoked", text: ({ revokedAt }) => revokedAt?.toISOString().slice(0, 10) ?? "" },
    { title: "loaded", text: ({ loaded }) => figure(loaded), isNumber: true },
    { title: "refused", text: ({ refused }) => figure(refused), isNumber: true },
    { title: "waiting", text: ({ waiting }) => figure(waiting), isNumber: true },
  ]);
}

/** `palier systems revoke`: ends a key at once. */
export function revokeSystemCommand({ terminal, ...context }: CommandContext): Command {
  return new Command("revoke")
    .description("End a system's key at once; what it submitted stays.")
    .argument("<name>", "the system")
    .addOption(landlordOption())
    .action(async (name: string, { landlord }: { readonly landlord: string }) => {
      await withLandlordStore({ terminal, ...context }, landlord, (store) =>
        revokeSubmittingSystem(store, name),
      );
      terminal.line(`The key of ${name} is revoked; its next request is refused.`);
    });
}

function parseName(text: string): string {
  if (isLandlordSlug(text)) return text;
  throw new InvalidArgumentError(`It is written with ${slugRule}.`);
}

function parseRate(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("A number from 1 to 9999.");
}
