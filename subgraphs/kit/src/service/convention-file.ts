import { isNativeError } from "node:util/types";
import { ConfigurationError, type Convention, readConvention } from "@palier/schema";
import type { Environment } from "./endpoint.js";

/**
 * Reads CONVENTION_FILE, the path of the convention.
 *
 * @param problems Receives what cannot be used, so that a configuration reports all at once.
 */
export function readConventionPath(env: Environment, problems: string[]): string {
  const path = env.CONVENTION_FILE?.trim() ?? "";
  if (path === "")
    problems.push("CONVENTION_FILE is missing: set it to the path of convention.yaml");
  return path;
}

/**
 * Opens the convention that CONVENTION_FILE names.
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
      ? new ConfigurationError([`CONVENTION_FILE cannot be read (${error.message})`])
      : error;
  }
}
