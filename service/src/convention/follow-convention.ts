import { isNativeError } from "node:util/types";
import {
  ConfigurationError,
  type ConventionState,
  conventionHash,
  heldOver,
  stageAt,
  stagesOf,
  type Versions,
  versionInForce,
} from "@palier/schema";
import { FileFollower } from "../files/follow-file.js";
import type { Log, ServiceLog } from "../log/log.js";
import { readVersions } from "./convention-file.js";
import { servedUnder } from "./served-under.js";

/** What a process serves under, and how it goes over to other texts. */
export interface FollowedConvention {
  /** Path of convention.yaml, or of a folder with one file a version. */
  readonly path: string;
  /** The texts that are held now. */
  readonly versions: Versions;
  /**
   * Goes over to valid new texts, and says whether anybody is served under the one in force; what it
   * throws leaves the process with those before.
   */
  readonly adopt: (versions: Versions) => ConventionState | Promise<ConventionState>;
  readonly log: Log & Partial<Pick<ServiceLog, "servesUnder">>;
  /** Decides which version is in force. */
  readonly now: () => Date;
}

/**
 * Goes over to each valid text that the convention's file holds: at once where its first day has come,
 * else on that day; until then the one before holds. What cannot be followed is told once, until the
 * file changes again.
 */
export function followConvention({
  path,
  versions,
  adopt,
  log,
  now,
}: FollowedConvention): FileFollower {
  let held = versions;
  log.servesUnder?.(() => versionInForce(held, now()).version);
  let found = hashesOf(versions);
  const goOver = async () => {
    const next = readVersions(path);
    if (hashesOf(next) === found) return;
    requireSameParties(held, next);
    const all = heldOver(held, next, now());
    const state = await adopt(all);
    held = all;
    found = hashesOf(next);
    const stages = stagesOf(all, now());
    log(servedUnder(stageAt(stages, now()).convention, state));
    for (const { convention } of stages.slice(1)) log(comesNext(convention));
  };
  return new FileFollower(path, () =>
    goOver().catch((error: unknown) => {
      const reason = isNativeError(error) ? error.message : String(error);
      const { version } = versionInForce(held, now());
      log(
        `the convention's file has changed and cannot be followed; version ${version} is served as before. ${reason}`,
        "error",
      );
    }),
  );
}

/** Another convention, or another list of landlords, is another graph. */
function requireSameParties([served]: Versions, next: Versions): void {
  const problems: string[] = [];
  const [{ reference }] = next;
  if (reference !== served.reference) {
    problems.push(`it is another convention, "${reference}", not "${served.reference}"`);
  }
  for (const after of new Set(next.map(slugsOf))) {
    const before = slugsOf(served);
    if (before === after) continue;
    problems.push(`its landlords are ${after}; the graph is composed of ${before}`);
  }
  if (problems.length === 0) return;
  throw new ConfigurationError([...problems, "compose the graph and start each process again"]);
}

function slugsOf({ landlords }: Versions[0]): string {
  return landlords
    .map(({ slug }) => slug)
    .sort()
    .join(", ");
}

function comesNext({ version, validity }: Versions[0]): string {
  return `goes over to version ${version} of the convention on ${validity.from}; until then nothing is granted that it does not grant`;
}

function hashesOf(versions: Versions): string {
  return versions.map(conventionHash).sort().join(" ");
}
