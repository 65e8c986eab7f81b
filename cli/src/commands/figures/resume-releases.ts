import { answerRestorations, type RestorationAnswer, releaseClosed } from "@palier/landlord-store";
import { Command, Option } from "commander";
import { authorOption, landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";

const answers = {
  nothing: "NONE_MADE",
  again: "MADE_AGAIN",
  unknown: "ACCEPTED",
} satisfies Readonly<Record<string, RestorationAnswer>>;

const said: Readonly<Record<RestorationAnswer, string>> = {
  NONE_MADE: "nothing was released after the backup",
  MADE_AGAIN:
    "what was released after it is made again: do the same closings, openings and signatures of the same record now, in their order, before any other",
  ACCEPTED:
    "readers may hold figures that this record does not know; small numbers may follow from both, which palier figures verify cannot find",
};

const explanation = `
A record that palier restore put back does not know the releases that were made after the backup. Readers hold
them, and other figures beside them could give small numbers back. So no month is closed or opened, no site's
first month told and no convention signed in it, where that would release figures, until this command says what
was released between the backup and the loss:

  --since nothing  no month was closed or opened, no first or last month of a site told, no convention signed
  --since again    import what the record had then, and do these acts again in their order, before any other:
                   the same closings of the same record make the same releases
  --since unknown  that cannot be known or done, and the landlord takes the risk; leaving the months open that
                   may have been released since is safer

What is said, by whom and when is kept; palier figures verify shows it.

Example:
  palier figures resume --since nothing --author "Direction" --landlord lisiere`;

interface ResumeOptions {
  readonly landlord: string;
  readonly since: keyof typeof answers;
  readonly author: string;
}

/** `palier figures resume`: what was released after the backup that a record came from. */
export function resumeReleasesCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("resume")
    .description("Say what was released after the backup that a restored record came from.")
    .addOption(landlordOption())
    .addOption(
      new Option("--since <what>", "what was released after the backup")
        .choices(Object.keys(answers))
        .makeOptionMandatory(),
    )
    .addOption(authorOption())
    .addHelpText("after", explanation)
    .action(async ({ landlord, since, author }: ResumeOptions) => {
      const answer = answers[since];
      await withLandlordStore(context, landlord, async (store) => {
        const answered = await answerRestorations(store, answer, author);
        if (answered === 0) {
          terminal.line(
            "Nothing waits for it: the record was not restored, or this was said already.",
          );
          return;
        }
        // What is made again is closed again by its landlord, in the order of then.
        if (answer !== "MADE_AGAIN") await releaseClosed(store);
        terminal.line(`Figures are released again; kept as told: ${said[answer]}.`);
      });
    });
}
