import type {
  LevelChange,
  RestatedLevels,
  RestatingOptions,
  TotalChange,
} from "@palier/landlord-store";
import { counted, figure, monthText } from "@palier/schema";
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
    if (!changesPublished(restated)) return;
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

/** Whether an act changes anything that partners were shown. */
export function changesPublished({
  changed,
  totalsChanged,
  reopened,
  handedOver = [],
}: RestatedLevels): boolean {
  return changed > 0 || totalsChanged > 0 || reopened.length > 0 || handedOver.length > 0;
}

/** What was published and would be stated otherwise. */
export function describeRestated({
  changes,
  changed,
  totals,
  totalsChanged,
  rises,
  falls,
  reopened,
  handedOver = [],
}: RestatedLevels): string {
  const months = reopened.map(monthText).join(", ");
  return [
    ...(reopened.length === 0
      ? []
      : [`  ${months}: published, and shown no more until closed again.`]),
    ...handedOver.map(
      ({ site, buyer }) =>
        `  ${site} was handed over to ${buyer}, which stays on the counts and the level that it was given.`,
    ),
    ...(changed === 0
      ? []
      : [
          `  Published levels that change: ${figure(changed)}, of which ${counted(rises, "rise")}, ${counted(falls, "fall")}`,
          formatTable(changes, levelChangeColumns),
        ]),
    ...(changes.length < changed ? [`  … and ${figure(changed - changes.length)} more.`] : []),
    ...(totalsChanged === 0
      ? []
      : [`  Published totals that change: ${figure(totalsChanged)}`, formatTable(totals, sums)]),
    ...(totals.length < totalsChanged
      ? [`  … and ${figure(totalsChanged - totals.length)} more.`]
      : []),
    "  What was published until now stays in the graph as former levels, with the day and the reason.",
  ].join("\n");
}

export const levelChangeColumns = [
  { title: "month", text: ({ month }: LevelChange) => monthText(month) },
  { title: "site", text: ({ site }: LevelChange) => site },
  { title: "from", text: ({ before }: LevelChange) => levelText(before) },
  { title: "to", text: ({ after }: LevelChange) => levelText(after) },
];

const sums = [
  { title: "month", text: ({ month }: TotalChange) => monthText(month) },
  {
    title: "place",
    text: ({ commune, priorityDistrict }: TotalChange) =>
      priorityDistrict === "" ? commune : `${commune}, ${priorityDistrict}`,
  },
  { title: "level", text: ({ level }: TotalChange) => levelText(level) },
  {
    title: "sites",
    text: ({ sitesBefore, sitesAfter }: TotalChange) => fromTo(sitesBefore, sitesAfter),
  },
  {
    title: "dwellings",
    text: ({ dwellingsBefore, dwellingsAfter }: TotalChange) =>
      fromTo(dwellingsBefore, dwellingsAfter),
  },
];

function fromTo(before: number, after: number): string {
  return before === after ? figure(after) : `${figure(before)} → ${figure(after)}`;
}

/** None where the site is in no figure of the month. */
function levelText(level: number | null): string {
  if (level === null) return "none";
  return level === 0 ? "undetermined" : String(level);
}
