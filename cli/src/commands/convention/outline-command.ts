import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  type Convention,
  counted,
  figure,
  largestOutlineBytes,
  type Outline,
  type OutlineFile,
  type OutlineReading,
  outlineEntryProblems,
  outlinesIn,
  outlineText,
} from "@palier/schema";
import { isRecord, readConvention, readOutlineFiles } from "@palier/service";
import { Command, InvalidArgumentError } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { unwritable } from "../../context/write-output.js";
import { fetchOutlines, officialInterface } from "../../outlines/fetch-outlines.js";
import { simplifyOutlines } from "../../outlines/simplify-outlines.js";
import { conventionFile } from "./convention-file.js";

interface OutlineOptions {
  readonly from?: readonly string[];
  readonly fetch?: true;
  readonly interface: string;
  readonly property: string;
  readonly select?: boolean;
  readonly metres: number;
  readonly source?: string;
  readonly licence?: string;
  readonly output: string;
}

const explanation = `
Without --from or --fetch: checks the files that the convention names, their digests, every outline against
the codes and points of the territories, and says which territories have none. Maps draw those from points.

With one of them: checks the outlines, takes positions out that nobody would miss (borders that two
territories share stay shared), writes one file below the convention's folder and prints the entry that
names it. The entry goes into a new version: file and digest are part of what the parties sign.

--fetch asks the official open interface (${officialInterface.url}) for communes and intercommunalities, one by one,
each once; nothing else of Palier ever does. Districts and departments come from files: the State publishes
the perimeters of priority districts on data.gouv.fr, whole France in one file (--select).

Examples:
  palier convention outlines convention.yaml
  palier convention outlines convention.yaml --fetch --output outlines/communes.geojson
  palier convention outlines convention.yaml --from qpv.geojson --select --property code_qp \\
    --source "ANCT, QPV 2024" --licence "Licence Ouverte 2.0" --output outlines/quartiers.geojson`;

/** `palier convention outlines`: outlines of the territories as files of the convention. */
export function outlineCommand({ terminal }: CommandContext): Command {
  return new Command("outlines")
    .description("Check a convention's files of outlines, or make one of files or of open data.")
    .addArgument(conventionFile())
    .option("--from <files...>", "GeoJSON files to take outlines from")
    .option("--fetch", "ask the official open interface for communes and intercommunalities")
    .option("--interface <url>", "where that is reached", officialInterface.url)
    .option("--property <name>", "which property of a feature holds the territory's code", "code")
    .option("--select", "leave features out whose code is no territory of the convention")
    .option("--metres <number>", "about how far a line may move", readMetres, 10)
    .option("--source <words>", "whose outlines they are, as maps say it; required with --from")
    .option("--licence <words>", "their licence; required with --from")
    .option(
      "-o, --output <file>",
      "where to write it, from the convention's folder; nothing is overwritten",
      "outlines/territories.geojson",
    )
    .addHelpText("after", explanation)
    .action(async (file: string, options: OutlineOptions) => {
      const convention = readConvention(file);
      const isMaking = options.fetch === true || options.from !== undefined;
      terminal.line(
        isMaking
          ? await makeFile(file, convention, options)
          : await describeFiles(file, convention),
      );
    });
}

function readMetres(text: string): number {
  const metres = Number(text);
  if (text.trim() !== "" && metres >= 0 && metres <= 500) return metres;
  throw new InvalidArgumentError("It is a number of metres from 0 to 500.");
}

async function describeFiles(file: string, convention: Convention): Promise<string> {
  const { outlines: named = [] } = convention;
  if (named.length === 0) {
    return "The convention names no files of outlines: maps are drawn from the territories' points.\nTo make one: palier convention outlines --help";
  }
  const { outlines, problems } = await readOutlineFiles(file, convention);
  if (problems.length > 0) throw new CommandError(listed("Outlines cannot be used", problems));
  return [
    `${counted(named.length, "file")}, as the convention means ${named.length === 1 ? "it" : "them"}.`,
    ...named.map(({ file: name, source, licence }) => `  ${name}: ${source}; ${licence}`),
    describeCover(outlines, convention),
  ].join("\n");
}

async function makeFile(
  file: string,
  convention: Convention,
  options: OutlineOptions,
): Promise<string> {
  const { source, licence } = termsOf(options);
  const { territories } = convention;
  const { byFileOnly = [], ...read } = options.fetch
    ? await fetchOutlines(territories, options.interface)
    : await readFiles(options, convention);
  if (read.problems.length > 0) {
    throw new CommandError(listed("Nothing was written: outlines cannot be used", read.problems));
  }
  const outlines = simplifyOutlines(read.outlines, options.metres);
  const text = outlineText(outlines);
  const bytes = Buffer.byteLength(text);
  if (bytes > largestOutlineBytes) {
    throw new CommandError(
      `Nothing was written: ${figure(bytes)} bytes are more than the ${figure(largestOutlineBytes)} that every dashboard is to load. Let lines move further: --metres ${options.metres * 2 || 10}`,
    );
  }
  const sha256 = createHash("sha256").update(text).digest("hex");
  const entry: OutlineFile = { file: options.output, sha256, source, licence };
  const refused = outlineEntryProblems(entry);
  if (refused.length > 0) {
    throw new CommandError(listed("Nothing was written: the convention would refuse it", refused));
  }
  await writeNew(join(dirname(file), options.output), text);
  return [
    `Wrote ${options.output}: ${counted(outlines.length, "outline")}, ${figure(positionsIn(outlines))} of ${counted(positionsIn(read.outlines), "position")}, ${figure(bytes)} bytes.`,
    ...(byFileOnly.length > 0
      ? [`The interface has no outlines of ${byFileOnly.join(", ")}: take them from a file.`]
      : []),
    describeCover(outlines, convention),
    "",
    "The next version of the convention names it:",
    "outlines:",
    entryText(entry),
  ].join("\n");
}

function termsOf(options: OutlineOptions): Pick<OutlineFile, "source" | "licence"> {
  if (options.fetch && options.from !== undefined) {
    throw new CommandError("Take --from or --fetch: each file has one source and one licence");
  }
  const usual = options.fetch ? officialInterface : undefined;
  const { source = usual?.source, licence = usual?.licence } = options;
  if (source === undefined || licence === undefined) {
    throw new CommandError(
      'Say whose outlines these are, and under which licence: --source "…" --licence "…"',
    );
  }
  return { source, licence };
}

interface RawOutlines extends OutlineReading {
  /** Codes of territories that the source has no outlines of. */
  readonly byFileOnly?: readonly string[];
}

/** Of all files, each feature with its code where Palier expects it. */
async function readFiles(
  { from = [], property, select = false }: OutlineOptions,
  { territories }: Convention,
): Promise<RawOutlines> {
  const known = new Set(territories.map(({ code }) => code));
  const outlines: Outline[] = [];
  const problems: string[] = [];
  for (const file of from) {
    const collection = await jsonOf(file);
    const all: readonly unknown[] =
      isRecord(collection) && Array.isArray(collection.features) ? collection.features : [];
    const features = all
      .map((feature) => withCode(feature, property))
      .filter(({ properties: { code } }) => !select || known.has(String(code)));
    if (all.length > 0 && features.length === 0) {
      problems.push(
        `${file}: no feature has a territory's code in its property "${property}"; --property says which one holds it`,
      );
      continue;
    }
    const whole = isRecord(collection) ? { ...collection, features } : collection;
    const read = outlinesIn(whole, territories);
    problems.push(...read.problems.map((problem) => `${file}: ${problem}`));
    for (const outline of read.outlines) {
      const isThere = outlines.some(({ code }) => code === outline.code);
      if (isThere)
        problems.push(`${file}: an earlier file has an outline of ${outline.code} already`);
      else outlines.push(outline);
    }
  }
  return { outlines, problems };
}

function withCode(feature: unknown, property: string) {
  const { properties, ...rest } = isRecord(feature) ? feature : {};
  return { ...rest, properties: { code: isRecord(properties) ? properties[property] : undefined } };
}

/** Raw files of whole France; more is no file of outlines. */
const largestRawBytes = 300_000_000;

async function jsonOf(file: string): Promise<unknown> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new CommandError(
      `${file} cannot be read (${error instanceof Error ? error.message : ""})`,
    );
  });
  if (bytes.length > largestRawBytes) {
    throw new CommandError(
      `${file} has ${figure(bytes.length)} bytes, and may have ${figure(largestRawBytes)}: take the department's part of it`,
    );
  }
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new CommandError(`${file} is no JSON (${error instanceof Error ? error.message : ""})`);
  }
}

/** A file that a signed convention names must not become another one. */
async function writeNew(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: "wx" });
  } catch (error) {
    throw unwritable(file, error);
  }
}

function describeCover(outlines: readonly Outline[], { territories }: Convention): string {
  const drawn = new Set(outlines.map(({ code }) => code));
  const without = territories.filter(({ code }) => !drawn.has(code));
  return without.length === 0
    ? `Every territory of the convention has an outline.`
    : `Without an outline: ${without.map(({ name, code }) => `${name} (${code})`).join(", ")}`;
}

function entryText(entry: OutlineFile): string {
  const [first = "", ...others] = Object.entries(entry).map(
    ([key, value]) => `${key}: ${JSON.stringify(value)}`,
  );
  return [`  - ${first}`, ...others.map((line) => `    ${line}`)].join("\n");
}

function positionsIn(outlines: readonly Outline[]): number {
  return outlines.reduce((sum, { geometry }) => {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    return sum + polygons.flat().reduce((positions, ring) => positions + ring.length, 0);
  }, 0);
}

function listed(title: string, problems: readonly string[]): string {
  return `${title}:\n${problems.map((problem) => `- ${problem}`).join("\n")}`;
}
