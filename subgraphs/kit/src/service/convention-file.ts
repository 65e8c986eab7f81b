import { isNativeError } from "node:util/types";
import { ConfigurationError, type Convention, readConvention } from "@palier/schema";
import type { Environment } from "./endpoint.js";

/**
 * Reads PALIER_CONVENTION, the path of the convention.
 *
 * @param problems Receives what cannot be used, so that a configuration reports all at once.
 */
export function readConventionPath(env: Environment, problems: string[]): string {
  const path = env.PALIER_CONVENTION?.trim() ?? "";
  if (path === "")
    problems.push("PALIER_CONVENTION is missing: set it to the path of convention.yaml");
  return path;
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
