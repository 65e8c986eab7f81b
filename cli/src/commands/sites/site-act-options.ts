import { isSiteActReason, type SiteActReason, siteActReasons } from "@palier/landlord-store";
import { type Command, InvalidArgumentError, Option } from "commander";
import { authorOption, landlordOption } from "../../arguments/values.js";

/** What every act on a site is told besides. */
export interface SiteActOptions {
  readonly landlord: string;
  readonly reason: SiteActReason;
  readonly author: string;
}

export function addSiteActOptions(command: Command): Command {
  return command
    .addOption(landlordOption())
    .addOption(
      new Option("--reason <code>", `why: ${Object.keys(siteActReasons).join(", ")}`)
        .default("NOT_SAID", "not said")
        .argParser((text: string) => {
          const reason = text.toUpperCase();
          if (isSiteActReason(reason)) return reason;
          throw new InvalidArgumentError(`It is one of ${Object.keys(siteActReasons).join(", ")}.`);
        }),
    )
    .addOption(authorOption());
}

/** Which site was meant, where it was called by a number; nothing otherwise. */
export function sayWhich(called: string, reference: string): string[] {
  return called === reference ? [] : [`  "${called}" is site ${reference}.`];
}
