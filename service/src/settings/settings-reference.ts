import { fileSettingOf, type ProcessSettings, type Setting } from "./setting.js";

/** A process in the reference. */
export interface DescribedProcess extends ProcessSettings {
  /** Heading of its table. */
  readonly title: string;
  /** How it is started. */
  readonly start: string;
}

/** The table of one process, in Markdown. */
export function settingsTable({ title, start, settings }: DescribedProcess): string {
  return [
    `## ${title}`,
    "",
    `\`${start}\``,
    "",
    "| setting | is | unit | default | takes |",
    "| --- | --- | --- | --- | --- |",
    ...Object.entries(settings).map(([name, setting]) => row(name, setting)),
    "",
  ].join("\n");
}

function row(name: string, setting: Setting): string {
  const cells = [namesOf(name, setting), setting.is, setting.unit ?? "", defaultOf(setting)];
  return `| ${[...cells, takenBy(setting)].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function namesOf(name: string, { isSecret }: Setting): string {
  return isSecret
    ? `\`${name}\` **secret**, or \`${fileSettingOf(name)}\`: a file that holds it`
    : `\`${name}\``;
}

function defaultOf({ isRequired, byDefault, range }: Setting): string {
  if (isRequired) return "required";
  return byDefault ?? (range === undefined ? "unset" : String(range.byDefault));
}

function takenBy({ range, oneOf, isAddress }: Setting): string {
  if (range !== undefined) return `${range.least} to ${range.most}`;
  if (oneOf !== undefined) return oneOf.map((word) => `\`${word}\``).join(", ");
  return isAddress ? "an https address, or http on this machine" : "";
}
