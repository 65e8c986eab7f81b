import { readFile } from "node:fs/promises";
import { isNativeError } from "node:util/types";
import {
  ConfigurationError,
  type Convention,
  type ConventionState,
  conventionHash,
  parseConvention,
} from "@palier/schema";
import { FileFollower } from "../files/follow-file.js";
import { servedUnder } from "./served-under.js";

/** What a process serves under, and how it goes over to another text. */
export interface FollowedConvention {
  /** Path of convention.yaml. */
  readonly path: string;
  /** The text that is served now. */
  readonly convention: Convention;
  /**
   * Goes over to a valid new text, and says whether anybody is served under it; what it throws
   * leaves the process with the one before.
   */
  readonly adopt: (convention: Convention) => ConventionState | Promise<ConventionState>;
  readonly log: (entry: string) => void;
}

/**
 * Goes over to each valid text that the convention's file holds. What cannot be followed is told
 * once, until the file changes again.
 */
export function followConvention({
  path,
  convention,
  adopt,
  log,
}: FollowedConvention): FileFollower {
  let served = convention;
  const goOver = async () => {
    const next = parseConvention(await readFile(path, "utf8"), path);
    if (conventionHash(next) === conventionHash(served)) return;
    requireSameParties(served, next);
    const state = await adopt(next);
    served = next;
    log(servedUnder(next, state));
  };
  return new FileFollower(path, () =>
    goOver().catch((error: unknown) => {
      const reason = isNativeError(error) ? error.message : String(error);
      log(
        `the convention's file has changed and cannot be followed; version ${served.version} is served as before. ${reason}`,
      );
    }),
  );
}

/** Another convention, or another list of landlords, is another graph. */
function requireSameParties(served: Convention, next: Convention): void {
  const problems: string[] = [];
  if (next.reference !== served.reference) {
    problems.push(`it is another convention, "${next.reference}", not "${served.reference}"`);
  }
  const [before, after] = [slugsOf(served), slugsOf(next)];
  if (before !== after) {
    problems.push(`its landlords are ${after}; the graph is composed of ${before}`);
  }
  if (problems.length === 0) return;
  throw new ConfigurationError([...problems, "compose the graph and start each process again"]);
}

function slugsOf({ landlords }: Convention): string {
  return landlords
    .map(({ slug }) => slug)
    .sort()
    .join(", ");
}
