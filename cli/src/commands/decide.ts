import { recordDecision } from "@palier/landlord-store";
import type { MonthNumber } from "@palier/schema";
import { Command, Option } from "commander";
import { parseMonth } from "../arguments/months.js";
import { landlordOption, parseLevel } from "../arguments/values.js";
import type { CommandContext } from "../context/command-context.js";
import { withLandlordStore } from "../landlord/landlord-store.js";
import { describeClassification } from "./describe-classification.js";
import { sayWhich } from "./sites/site-act-options.js";
import { waitingFor } from "./waiting.js";
import { withAgreement } from "./with-agreement.js";

interface DecideOptions {
  readonly landlord: string;
  readonly site: string;
  readonly level: 1 | 2 | 3 | 4;
  readonly from: MonthNumber;
  readonly until?: MonthNumber;
  readonly reason: string;
  readonly author: string;
  readonly yes?: true;
}

const longestMonths = 6;

const examples = `
The decision is shown beside the computed level, with its reason, and ends by itself after six
months at most. The author is kept by the landlord.

Example:
  palier decide --landlord lisiere --site R-0042 --level 2 --from 2026-11 --until 2027-02 \\
    --reason "Caretaker back since October, hall repaired" --author "Head of security"`;

/** `palier decide`: records a landlord's decision on a site's level. */
export function decideCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("decide")
    .description("Record a landlord's reasoned, temporary decision on the level of one site.")
    .addOption(landlordOption())
    .requiredOption("-s, --site <reference>", "your reference of the site")
    .addOption(mandatory("--level <level>", "the level, 1 to 4").argParser(parseLevel))
    .addOption(mandatory("--from <month>", "first month it covers").argParser(parseMonth))
    .option("--until <month>", "last month it covers; by default the sixth", parseMonth)
    .requiredOption("--reason <text>", "why")
    .requiredOption("--author <function>", "who decides: a function rather than a name")
    .option("--yes", "do not ask where it changes levels that were published")
    .addHelpText("after", examples)
    .action(async ({ landlord, site, from, until, yes, ...decision }: DecideOptions) => {
      const title = "Recording the decision";
      const recorded = await withLandlordStore(context, landlord, (store) =>
        withAgreement(terminal, { title, yes }, (options, show) =>
          recordDecision(
            store,
            {
              ...decision,
              siteReference: site,
              fromMonth: from,
              untilMonth: until ?? from + longestMonths - 1,
            },
            undefined,
            (holder) => show(waitingFor(holder)),
            options,
          ),
        ),
      );
      for (const line of sayWhich(site, recorded.site)) terminal.line(line);
      terminal.line(
        describeClassification(
          recorded.classification,
          "It takes effect once a month it covers is closed.",
        ),
      );
    });
}

function mandatory(flags: string, description: string): Option {
  return new Option(flags, description).makeOptionMandatory();
}
