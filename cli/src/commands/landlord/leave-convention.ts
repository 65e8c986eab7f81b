import { readFile, writeFile } from "node:fs/promises";
import { pausePartner } from "@palier/landlord-store";
import { type Convention, readLeaving, signLeaving, versionInForce } from "@palier/schema";
import { readIfPresent, readVersions } from "@palier/service";
import { Command } from "commander";
import { formatTable } from "../../console/table.js";
import type { CommandContext } from "../../context/command-context.js";
import { heldByGateway } from "../../landlord/held-by-gateway.js";
import { useStore } from "../../landlord/landlord-store.js";
import { nodeFolder } from "../../landlord/node-folder.js";
import { type OwnNode, openOwnNode } from "../../landlord/own-node.js";
import { folderOption } from "./folder-option.js";

interface LeaveOptions {
  readonly folder: string;
  readonly reason: string;
}

const explanation = `
From the next request on your node shows nobody anything: every partner of every version that you hold is
paused, and coverage says that you withhold. Your statement that you leave is signed beside it, for
the coordinator, who writes the version without you (palier convention remove-landlord). Your record, your keys and
your access log stay where they are: in your database alone.

Run it again once that version has begun: it asks the gateway whether anything of yours is left there.

Example:
  palier landlord leave --folder /etc/palier --reason "Fusion au 1er janvier"`;

/** `palier landlord leave`: shows nobody anything more, and says so under the landlord's key. */
export function leaveConventionCommand({ terminal }: CommandContext): Command {
  return new Command("leave")
    .description("Leave the convention: show nothing more, and sign that you leave.")
    .addOption(folderOption())
    .option("--reason <text>", "why; kept at your node, shown to nobody", "leaves the convention")
    .addHelpText("after", explanation)
    .action(async ({ folder: path, reason }: LeaveOptions) => {
      const node = await openOwnNode(nodeFolder(path));
      const versions = readVersions(node.folder.conventions);
      const paused = await withhold(node, versions, reason);
      const file = await stateLeaving(node, versionInForce(versions, new Date()));
      terminal.line(
        [
          paused > 0
            ? `${node.slug} shows nobody anything from the next request on; ${paused} partners are paused.`
            : `${node.slug} shows nobody anything: every partner is paused already.`,
          `  send the coordinator ${file}`,
        ].join("\n"),
      );
      const held = await heldByGateway(node);
      terminal.line(
        formatTable(held, [
          { title: "at the gateway", text: ({ what }) => what },
          { title: "is", text: ({ outcome }) => outcome },
          { title: "found, or to do", text: ({ words }) => words },
        ]),
      );
    });
}

/** @returns how many partners were not paused before. */
async function withhold(
  { databaseUrl, slug }: OwnNode,
  versions: readonly Convention[],
  reason: string,
): Promise<number> {
  const codes = new Set(versions.flatMap(({ partners }) => partners.map(({ code }) => code)));
  return useStore(databaseUrl, slug, async (store) => {
    let paused = 0;
    for (const code of codes) {
      if (await pausePartner(store, code, reason, "palier landlord leave")) paused += 1;
    }
    return paused;
  });
}

/** One statement, however often it is asked for: the first says since when. */
async function stateLeaving(
  { folder, slug, key }: OwnNode,
  { reference }: Convention,
): Promise<string> {
  const file = folder.leaving(slug);
  const before = (await readIfPresent(file)) === undefined ? "" : await readFile(file, "utf8");
  const said = await readLeaving(before.trim(), key.x);
  if (said?.reference === reference && said.landlord === slug) return file;
  const since = new Date().toISOString();
  await writeFile(file, `${await signLeaving({ reference, landlord: slug, since }, key)}\n`);
  return file;
}
