import { pausePartner, resumePartner } from "@palier/landlord-store";
import { Command } from "commander";
import { authorOption, landlordOption } from "../arguments/values.js";
import type { CommandContext } from "../context/command-context.js";
import { withLandlordStore } from "../landlord/landlord-store.js";
import { checkPartner } from "../landlord/local-parties.js";

interface PauseOptions {
  readonly landlord: string;
  readonly reason: string;
  readonly author: string;
}

const explanation = `
From the next request on the landlord's sites are gone from the partner's view, and the coverage of
each territory says "withheld by the landlord". Nobody else is asked: neither the gateway nor the
other landlords take part. Who paused whom, when and why is kept.

Examples:
  palier partner pause police-melun --landlord lisiere --reason "Audit of 3 November"
  palier partner resume police-melun --landlord lisiere`;

/** `palier partner`: a landlord's own say about who reads. */
export function partnerCommand(context: CommandContext): Command {
  return new Command("partner")
    .description("Pause a partner at one landlord, at once (palier partner pause, resume).")
    .addCommand(pauseCommand(context))
    .addCommand(resumeCommand(context));
}

function pauseCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("pause")
    .description("Show a partner nothing more of a landlord's, from the next request on.")
    .argument("<partner>", "the partner's code in the convention, e.g. police-melun")
    .addOption(landlordOption())
    .option("--reason <text>", "why; kept, not shown to the partner", "not stated")
    .addOption(authorOption())
    .addHelpText("after", explanation)
    .action(async (partner: string, { landlord, reason, author }: PauseOptions) => {
      checkPartner(context.config, partner);
      const isNew = await withLandlordStore(context, landlord, (store) =>
        pausePartner(store, partner, reason, author),
      );
      terminal.line(
        isNew
          ? `${landlord} shows ${partner} nothing from the next request on.`
          : `${partner} is paused at ${landlord} already.`,
      );
    });
}

function resumeCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("resume")
    .description("End a partner's pause.")
    .argument("<partner>", "the partner's code in the convention")
    .addOption(landlordOption())
    .addOption(authorOption())
    .action(async (partner: string, { landlord, author }: PauseOptions) => {
      const wasPaused = await withLandlordStore(context, landlord, (store) =>
        resumePartner(store, partner, author),
      );
      terminal.line(
        wasPaused
          ? `${landlord} shows ${partner} again what the convention grants.`
          : `${partner} is not paused at ${landlord}.`,
      );
    });
}
