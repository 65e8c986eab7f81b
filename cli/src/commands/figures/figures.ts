import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { publishFiguresCommand } from "./publish-figures.js";
import { resumeReleasesCommand } from "./resume-releases.js";
import { verifyFiguresCommand } from "./verify-figures.js";

/** `palier figures`: what is released to those who may not read small numbers. */
export function figuresCommand(context: CommandContext): Command {
  return new Command("figures")
    .description(
      "Check what is released where small numbers are withheld, and publish yearly figures.",
    )
    .addCommand(verifyFiguresCommand(context))
    .addCommand(resumeReleasesCommand(context))
    .addCommand(publishFiguresCommand(context));
}
