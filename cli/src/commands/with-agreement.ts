import type { LevelChange, RestatedLevels, RestatingOptions } from "@palier/landlord-store";
import { monthText } from "@palier/schema";
import { counted, figure } from "../console/figures.js";
import { formatTable } from "../console/table.js";
import type { ShowProgress, Terminal } from "../console/terminal.js";
import { CommandError } from "../context/command-error.js";

/**
 * Does an act that changes nothing of what was published; one that does is taken back, shown, and done
 * again when the person agrees.
 *
 * @param yes Whether the person agreed beforehand; what changes is shown all the same.
 * @throws CommandError when the person does not agree, or nobody can be asked.
 */
export async function withAgreement<Result>(
  terminal: Terminal,
  { title, yes = false }: { readonly title: string; readonly yes?: boolean | undefined },
  act: (options: RestatingOptions, show: ShowProgress) => Promise<Result>,
): Promise<Result> {
  const unread = new Error("what it changes was not read yet");
  let shown: RestatedLevels | null = null;
  const review = (restated: RestatedLevels) => {
    if (restated.changed === 0 && restated.reopened.length === 0) return;
    shown = restated;
    if (!yes) throw unread;
  };
  const done = await terminal.step(title, (show) =>
    act({ review }, show).then(
      (result) => ({ result }),
      (error: unknown) => {
        if (error === unread) return null;
        throw error;
      },
    ),
  );
  const restated = shown as RestatedLevels | null;
  if (restated !== null) terminal.line(describeRestated(restated));
  if (done !== null) return done.result;
  if (restated === null || !(await terminal.confirm("Go on?"))) {
    throw new CommandError("Nothing is done. To do it without a question, add --yes.");
  }
  const { digest: expectedDigest } = restated;
  return terminal.step(title, (show) => act({ expectedDigest }, show));
}

/** What was published and would be stated otherwise. */
function describeRestated({ changes, changed, rises, falls, reopened }: RestatedLevels): string {
  const months = reopened.map(monthText).join(", ");
  return [
    ...(reopened.length === 0
      ? []
      : [`  ${months}: published, and shown no more until closed again.`]),
    ...(changed === 0
      ? []
      : [
          `  Published levels that change: ${figure(changed)}, of which ${counted(rises, "rise")}, ${counted(falls, "fall")}`,
          formatTable(changes, columns),
        ]),
    ...(changes.length < changed ? [`  … and ${figure(changed - changes.length)} more.`] : []),
    "  What was published until now stays in the graph as former levels, with the day and the reason.",
  ].join("\n");
}

const columns = [
  { title: "month", text: ({ month }: LevelChange) => monthText(month) },
  { title: "site", text: ({ site }: LevelChange) => site },
  { title: "from", text: ({ before }: LevelChange) => levelText(before) },
  { title: "to", text: ({ after }: LevelChange) => levelText(after) },
];

/** None where the site is in no figure of the month. */
function levelText(level: number | null): string {
  if (level === null) return "none";
  return level === 0 ? "undetermined" : String(level);
}
