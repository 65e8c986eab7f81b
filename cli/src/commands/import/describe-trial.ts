import type { DateTrial, ImportTrial } from "@palier/landlord-import";
import { counted, figure, monthText } from "@palier/schema";
import { formatTable } from "../../console/table.js";
import { describeRefusal } from "../describe-refusal.js";
import { changesPublished, describeRestated } from "../with-agreement.js";
import { describeChanges, describeImport } from "./describe-import.js";

const forms: Readonly<Record<string, string>> = {
  "day-first": "the day comes first",
  "month-first": "the month comes first",
  iso: "the year comes first",
};

/** What an import would do, part by part. */
export function describeTrial(trial: ImportTrial, isUpdate: boolean, skipsBad: boolean): string {
  const { summary, refusal } = trial;
  return [
    "Nothing is imported; this is what an import would do.",
    describeMonths(trial),
    trial.dates.map(describeDates).join("\n"),
    describeSites(trial),
    describeDoubles(trial),
    ...(isUpdate ? [describeChanges(summary)] : []),
    describeImport(summary),
    ...(summary.restated !== null && changesPublished(summary.restated)
      ? [describeRestated(summary.restated)]
      : []),
    ...(refusal === null ? [] : [describeProblems(trial, skipsBad)]),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function describeMonths({ months, rejectedWithoutDay }: ImportTrial): string {
  const number = (title: string, count: (month: ImportTrial["months"][number]) => number) => ({
    title,
    text: (month: ImportTrial["months"][number]) => figure(count(month)),
    isNumber: true,
  });
  const table =
    months.length === 0
      ? "No incident can be read."
      : formatTable(months, [
          { title: "month", text: ({ month }) => monthText(month) },
          number("new", ({ added }) => added),
          number("known already", ({ known }) => known),
          number("corrected", ({ corrected }) => corrected),
          number("left out", ({ withdrawn, purged }) => withdrawn + purged),
          number("wrong", ({ rejected }) => rejected),
        ]);
  if (rejectedWithoutDay === 0) return table;
  return `${table}\n${counted(rejectedWithoutDay, "wrong row")} of no month`;
}

function describeDates({ file, form, first, last, shapes, otherRows }: DateTrial): string {
  const range = first === null ? "no day could be read" : `days from ${first} to ${last}`;
  const read = forms[form ?? "iso"] ?? "";
  const ways = shapes.map(({ example, rows }) => `"${example}" (${figure(rows)})`);
  const others = otherRows === 0 ? "" : `; ${counted(otherRows, "row")} without or otherwise`;
  return `${file}: ${range}; ${read}; written as ${ways.join(", ")}${others}`;
}

function describeSites({ sites, summary }: ImportTrial): string {
  if (summary.sitesCreated === 0) return "";
  const table = formatTable(sites, [
    { title: "new site", text: ({ name }) => name },
    { title: "commune", text: ({ commune }) => commune },
    { title: "dwellings", text: ({ dwellings }) => figure(dwellings), isNumber: true },
    { title: "incidents", text: ({ incidents }) => figure(incidents), isNumber: true },
    { title: "reference", text: ({ reference }) => reference },
  ]);
  const more = summary.sitesCreated - sites.length;
  return more > 0 ? `${table}\nand ${figure(more)} more` : table;
}

function describeDoubles({ doubles, doubleCount }: ImportTrial): string {
  if (doubleCount === 0) return "";
  const table = formatTable(doubles, [
    { title: "file", text: ({ file }) => file },
    { title: "line", text: ({ line }) => String(line), isNumber: true },
    { title: "day", text: ({ day }) => day },
    { title: "category", text: ({ category }) => category },
    { title: "site", text: ({ site }) => site },
    {
      title: "beside",
      text: ({ otherFile, otherLine }) => `${otherFile} line ${otherLine}`,
    },
  ]);
  const more = doubleCount - doubles.length;
  return `${counted(doubleCount, "new incident")} of a day, a site and a category that the record has already: one incident, or two?\n${table}${more > 0 ? `\nand ${figure(more)} more` : ""}`;
}

function describeProblems({ refusal }: ImportTrial, skipsBad: boolean): string {
  if (refusal === null) return "";
  const outcome =
    skipsBad && refusal.canSkipBad
      ? "With --skip-bad the rest is imported, and these rows are written to a file:"
      : "An import is refused:";
  return `${outcome}\n${describeRefusal(refusal)}`;
}
