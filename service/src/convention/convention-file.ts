import { readFileSync } from "node:fs";
import { isNativeError } from "node:util/types";
import { ConfigurationError, type Convention, parseConvention } from "@palier/schema";
import type { Settings } from "../settings/setting.js";

/** @throws InvalidConventionError, or the system's error when the file cannot be read. */
export function readConvention(path: string): Convention {
  return parseConvention(readFileSync(path, "utf8"), path);
}

/** Of every process that serves under a convention. */
export const conventionSetting = {
  PALIER_CONVENTION: { is: "the path of convention.yaml", isRequired: true },
} as const satisfies Settings;

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
