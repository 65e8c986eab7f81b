import { readFileSync } from "node:fs";
import { isNativeError } from "node:util/types";
import {
  asGranted,
  ConfigurationError,
  type Convention,
  type Narrowing,
  narrow,
  parseNarrowing,
  partnerKinds,
  purposesOf,
  visibilityOf,
} from "@palier/schema";

/**
 * Reads what a landlord shows less than the convention grants.
 *
 * @throws ConfigurationError when the file cannot be read, or naming with its path every cell or
 *   partner that it does not know, and every cell that it would show more of than the convention does.
 */
export function readNarrowing(
  path: string,
  convention: Pick<Convention, "visibility" | "purposes" | "partners">,
): Narrowing {
  const written = parseNarrowing(textOf(path), path, convention.partners);
  const narrowing = asGranted(written, convention);
  const widenings = partnerKinds.flatMap((kind) => wideningsFor(kind, narrowing, convention));
  if (widenings.length === 0) return narrowing;
  throw new ConfigurationError(widenings.map((problem) => `${path}: ${problem}`));
}

function wideningsFor(
  kind: (typeof partnerKinds)[number],
  narrowing: Narrowing,
  { visibility, purposes }: Pick<Convention, "visibility" | "purposes">,
): readonly string[] {
  try {
    const granted = visibilityOf(visibility, kind);
    const policy = { kind, visibility: granted, purposes: purposesOf(purposes, kind) };
    narrow({ ...policy, access: new Map() }, narrowing);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (!isNativeError(error) || !("syscall" in error)) throw error;
    throw new ConfigurationError([`PALIER_NARROWING cannot be read (${error.message})`]);
  }
}
