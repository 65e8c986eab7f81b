import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { addLandlordCommand } from "./add-landlord.js";
import { checkConventionCommand } from "./check-convention.js";
import { collectSignaturesCommand } from "./collect-signatures.js";
import { conventionSchemaCommand } from "./convention-schema.js";
import { diffConventionsCommand } from "./diff-conventions.js";
import { hashConventionCommand } from "./hash-convention.js";
import { initConventionCommand } from "./init-convention.js";
import { outlineCommand } from "./outline-command.js";
import { removeLandlordCommand } from "./remove-landlord.js";
import { signConventionCommand } from "./sign-convention.js";
import { verifyConventionCommand } from "./verify-convention.js";
import { writeAnnexCommand } from "./write-annex.js";
import { writeGlossaryCommand } from "./write-glossary.js";

/** `palier convention`: the agreement that the parties sign. */
export function conventionCommand(context: CommandContext): Command {
  return new Command("convention")
    .description("Check, compare and sign the convention (palier convention check, diff, sign …).")
    .addCommand(initConventionCommand(context))
    .addCommand(checkConventionCommand(context))
    .addCommand(conventionSchemaCommand(context))
    .addCommand(hashConventionCommand(context))
    .addCommand(signConventionCommand(context))
    .addCommand(collectSignaturesCommand(context))
    .addCommand(verifyConventionCommand(context))
    .addCommand(diffConventionsCommand(context))
    .addCommand(addLandlordCommand(context))
    .addCommand(removeLandlordCommand(context))
    .addCommand(outlineCommand(context))
    .addCommand(writeAnnexCommand(context))
    .addCommand(writeGlossaryCommand(context));
}
