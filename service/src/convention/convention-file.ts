import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isNativeError } from "node:util/types";
import {
  ConfigurationError,
  type Convention,
  parseConvention,
  type Versions,
} from "@palier/schema";
import type { Settings } from "../settings/setting.js";

/** @throws InvalidConventionError, or the system's error when the file cannot be read. */
export function readConvention(path: string): Convention {
  return parseConvention(readFileSync(path, "utf8"), path);
}

/** Of every process that serves under a convention. */
export const conventionSetting = {
  PALIER_CONVENTION: {
    is: "the path of convention.yaml, or of a folder with one .yaml file a version",
    isRequired: true,
  },
} as const satisfies Settings;

/** More would be an archive: what is over need not be at hand. */
const mostVersions = 20;

/**
 * Reads the versions of a convention: of a file the one that it holds, of a folder one of each of its
 * `.yaml` files.
 *
 * @throws ConfigurationError when the folder holds none, or what cannot stand side by side;
 *   InvalidConventionError, or the system's error when a file cannot be read.
 */
export function readVersions(path: string): Versions {
  if (!statSync(path).isDirectory()) return [readConvention(path)];
  const files = conventionFilesIn(path);
  const [first, ...others] = files.slice(0, mostVersions).map((file) => readConvention(file));
  const problems: string[] = [];
  if (files.length > mostVersions) {
    problems.push(`it has ${files.length} .yaml files; take those away that are over`);
  }
  if (first === undefined) throw new ConfigurationError([`${path} holds no .yaml file`]);
  for (const { reference } of others) {
    if (reference === first.reference) continue;
    problems.push(`it holds two conventions, "${first.reference}" and "${reference}"`);
  }
  const numbers = [first, ...others].map(({ version }) => version);
  for (const number of new Set(numbers.filter((one, at) => numbers.indexOf(one) !== at))) {
    problems.push(`it holds two texts of version ${number}`);
  }
  if (problems.length > 0) throw new ConfigurationError(problems.map((one) => `${path}: ${one}`));
  return [first, ...others];
}

/** In the order of their names. */
export function conventionFilesIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => /^[^.].*\.ya?ml$/.test(name));
  return names.sort().map((name) => join(folder, name));
}

/**
 * Opens the convention that PALIER_CONVENTION names.
 *
 * @throws ConfigurationError when a file cannot be read, InvalidConventionError when its content
 *   cannot be used.
 */
export function openVersions(path: string): Versions {
  try {
    return readVersions(path);
  } catch (error) {
    const isOfFile = isNativeError(error) && "syscall" in error;
    throw isOfFile
      ? new ConfigurationError([`PALIER_CONVENTION cannot be read (${error.message})`])
      : error;
  }
}
