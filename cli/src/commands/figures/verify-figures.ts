import {
  type ListedRelease,
  type ReleaseVerdict,
  type Restoration,
  restorations,
  verifyStoredReleases,
} from "@palier/landlord-store";
import { counted, figure, monthText, type ReleaseFinding } from "@palier/schema";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import { formatTable } from "../../console/table.js";
import { utcTime } from "../../console/utc-time.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { cellsOf, spanOf, withheldShare } from "./describe-release.js";

const explanation = `
Each closing releases its counts to those who may not read small numbers: what is below the convention's
threshold is withheld, with as many others as it takes that nobody can compute it from the numbers,
subtotals, levels and gates that are shown. This command lists the releases, each with its threshold, its
grid, its convention, how much it withholds, of how many levels it does not show the gates, and how many
small numbers it could not keep: levels alone give those back, so they are recorded.

It then checks all releases as they are stored: no small number is shown, nothing withheld was shown later,
and every small number takes two values at least, or is recorded. Otherwise it says which, and ends with 1.

Example:
  palier figures verify --landlord lisiere`;

/** Findings that are listed. */
const mostListed = 50;

/** `palier figures verify`: whether what is stored of releases keeps what it promises. */
export function verifyFiguresCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("verify")
    .description(
      "List a landlord's releases, and check that nobody can compute a small number back.",
    )
    .addOption(landlordOption())
    .addHelpText("after", explanation)
    .action(async ({ landlord }: { readonly landlord: string }) => {
      const { verdict, restored } = await withLandlordStore(context, landlord, async (store) => ({
        verdict: await terminal.step("Checking", () => verifyStoredReleases(store)),
        restored: await restorations(store),
      }));
      for (const restoration of restored) terminal.line(describeRestoration(restoration));
      const { releases, findings } = verdict;
      if (releases.length === 0) {
        terminal.line(
          "There is no release: no month is closed, or no convention is signed by whose threshold it would be made.",
        );
        return;
      }
      terminal.line(formatTable(releases, columns));
      terminal.line(describe(verdict));
      for (const finding of findings.slice(0, mostListed)) terminal.complain(described(finding));
      if (findings.length > 0) {
        throw new CommandError(
          `${counted(findings.length, "number")} of the releases ${findings.length === 1 ? "is" : "are"} not as they should be: somebody may know a small number, or the store was changed.`,
        );
      }
    });
}

const number = (title: string, read: (release: ListedRelease) => number) => ({
  title,
  text: (release: ListedRelease) => figure(read(release)),
  isNumber: true,
});

const columns = [
  number("release", ({ step }) => step),
  { title: "made (UTC)", text: ({ madeAt }: ListedRelease) => timeOf(madeAt) },
  { title: "months", text: ({ publishedMonths }: ListedRelease) => spanOf(publishedMonths) },
  number("threshold", ({ threshold }) => threshold),
  number("grid", ({ grid }) => grid),
  {
    title: "convention",
    text: ({ conventionReference, conventionVersion, conventionHash }: ListedRelease) =>
      `${conventionReference}, ${conventionVersion} (${conventionHash.slice(0, 15)})`,
  },
  number("numbers", cellsOf),
  { title: "withheld", text: withheldShare, isNumber: true },
  number("levels", ({ levels }) => levels),
  number("gates withheld", ({ gatesWithheld }) => gatesWithheld),
  number("given back", ({ pinned }) => pinned),
];

function describe({ releases, pinned, since, findings }: ReleaseVerdict): string {
  const sum = (read: (release: ListedRelease) => number) =>
    releases.reduce((all, release) => all + read(release), 0);
  return [
    `${counted(releases.length, "release")}: ${counted(sum(cellsOf), "number")}, of which ${figure(sum(({ small }) => small))} small and withheld, ${figure(sum(({ further }) => further))} withheld besides.`,
    `Recorded as given back by levels alone: ${figure(pinned)}.`,
    ...(since > 0
      ? [
          `Months before ${monthText(since)} are not looked at: counts on which their levels rest are purged.`,
        ]
      : []),
    ...(findings.length === 0 ? ["Nothing else can be computed back."] : []),
  ].join("\n");
}

const answered: Readonly<Record<NonNullable<Restoration["answer"]>, string>> = {
  NONE_MADE: "nothing had been released after the backup",
  MADE_AGAIN: "what had been released after the backup is made again",
  ACCEPTED: "what had been released after the backup is not known: readers may hold it",
};

function describeRestoration({ takenAt, restoredAt, answer, author }: Restoration): string {
  const restored = `Restored ${utcTime(restoredAt)} (UTC) from a backup of ${utcTime(takenAt)}`;
  return answer === null
    ? `${restored}: nothing is released until "palier figures resume" says what was released after the backup.`
    : `${restored}; as ${author} told, ${answered[answer]}.`;
}

const problems: Readonly<Record<ReleaseFinding["problem"], string>> = {
  SMALL_NUMBER_SHOWN: "a small number is shown",
  SHOWN_AFTER_IT_WAS_WITHHELD: "it is shown, and was withheld before",
  GIVEN_BACK: "a small number can be computed from what is shown",
  WRONG_LEVEL: "its gates are not those that the counts of its release meet",
  GIVEN_BACK_BY_A_LEVEL: "levels alone give it back, as is recorded",
};

function described({ release, site, place, month, family, problem }: ReleaseFinding): string {
  const of = site === null ? `subtotal of ${place}` : `site ${site}`;
  const ofFamily = family === null ? "" : `${family}, `;
  return `Release ${release}, ${monthText(month)}, ${ofFamily}${of}: ${problems[problem]}.`;
}

function timeOf(date: Date): string {
  return date.toISOString().slice(0, 16).replace("T", " ");
}
