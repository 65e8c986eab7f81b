import { readFileSync } from "node:fs";
import { isNativeError } from "node:util/types";
import { ConfigurationError, type Convention, parseConvention } from "@palier/schema";
import { type Environment, readRequired } from "../settings/read-settings.js";

/** @throws InvalidConventionError, or the system's error when the file cannot be read. */
export function readConvention(path: string): Convention {
  return parseConvention(readFileSync(path, "utf8"), path);
}

/**
 * Reads PALIER_CONVENTION, the path of the convention.
 *
 * @param problems Receives what cannot be used, so that a configuration reports all at once.
 */
export function readConventionPath(env: Environment, problems: string[]): string {
  return readRequired(env, "PALIER_CONVENTION", "the path of convention.yaml", problems);
}

/**
 * Opens the convention that PALIER_CONVENTION names.
 *
 * @throws ConfigurationError when the file cannot be read, InvalidConventionError when its content
 *   cannot be used.
 */
export function openConvention(path: string): Convention {
  try {
    return readConvention(path);
  } catch (error) {
    const isOfFile = isNativeError(error) && "syscall" in error;
    throw isOfFile
      ? new ConfigurationError([`PALIER_CONVENTION cannot be read (${error.message})`])
      : error;
  }
}
