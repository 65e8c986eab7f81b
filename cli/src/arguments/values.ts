import { userInfo } from "node:os";
import { authorProblems, isLandlordSlug, slugRule } from "@palier/schema";
import { InvalidArgumentError, Option } from "commander";

export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError("A port is a number from 1 to 65535, or 0 for any free one.");
  }
  return port;
}

export function parseLevel(text: string): number {
  if (!/^[1-4]$/.test(text)) throw new InvalidArgumentError("A level is 1, 2, 3 or 4.");
  return Number(text);
}

export function parseSeconds(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Write whole seconds, e.g. 86400.");
}

/** Of something that Palier numbers. */
export function parseNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("It is a number from 1 on.");
  return Number(text);
}

/** `--landlord <slug>`, which most commands need. */
export function landlordOption(): Option {
  return landlordSlug("whose data: the landlord's short name, e.g. lisiere").makeOptionMandatory();
}

/** The same where leaving it out means every landlord. */
export function optionalLandlordOption(): Option {
  return landlordSlug("this landlord alone: its short name, e.g. lisiere");
}

/** `--author <function>`, kept beside an act; never a person's name. */
export function authorOption(): Option {
  return new Option("--author <function>", "who decides: a function rather than a name")
    .default(accountName(), "the account that runs the command")
    .argParser(parseAuthor);
}

function parseAuthor(text: string): string {
  const [problem] = authorProblems(text);
  if (problem === undefined) return text;
  throw new InvalidArgumentError(`${problem[0]?.toUpperCase()}${problem.slice(1)}.`);
}

/** Of the account that runs this: a container's has a number and, often, no name. */
export function accountName(read: () => { readonly username: string } = userInfo): string {
  try {
    return read().username;
  } catch {
    return `account ${process.getuid?.() ?? "without a name"}`;
  }
}

function landlordSlug(description: string): Option {
  return slugOption("--landlord", description, "-l");
}

/** An option that takes the name of a landlord, or of a partner: both are written alike. */
export function slugOption(name: string, description: string, short?: string): Option {
  const names = short === undefined ? name : `${short}, ${name}`;
  return new Option(`${names} <slug>`, description).argParser((text: string) => {
    if (!isLandlordSlug(text)) throw new InvalidArgumentError(`It is written with ${slugRule}.`);
    return text;
  });
}
