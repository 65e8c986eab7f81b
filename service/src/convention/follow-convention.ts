import { isNativeError } from "node:util/types";
import {
  CompositionError,
  ConfigurationError,
  type ConventionState,
  conventionHash,
  heldOver,
  IncompletePolicyError,
  InvalidConventionError,
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
  /** Other files that decide whether a text can be followed. */
  readonly also?: readonly string[];
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
 * else on that day; until then the one before holds. A text that cannot be followed is told once,
 * until the file changes again; what may pass, a database that is away, is tried again until then.
 */
export function followConvention({
  path,
  also = [],
  versions,
  adopt,
  log,
  now,
}: FollowedConvention): FileFollower {
  let held = versions;
  log.servesUnder?.(() => versionInForce(held, now()).version);
  let found = hashesOf(versions);
  const said = new Set<string>();
  const goOver = async () => {
    const next = readVersions(path);
    if (hashesOf(next) === found) return;
    requireSameReference(held, next);
    const all = heldOver(held, next, now());
    const state = await adopt(all);
    held = all;
    found = hashesOf(next);
    const stages = stagesOf(all, now());
    log(servedUnder(stageAt(stages, now()).convention, state));
    for (const { convention } of stages.slice(1)) log(comesNext(convention));
  };
  return new FileFollower([path, ...also], async () => {
    try {
      await goOver();
      said.clear();
      return true;
    } catch (error) {
      const reason = isNativeError(error) ? error.message : String(error);
      const { version } = versionInForce(held, now());
      const entry = `the convention's file has changed and cannot be followed; version ${version} is served as before. ${reason}`;
      const isSettled = isOfText(error);
      if (isSettled || said.size >= mostSaid) said.clear();
      if (!said.has(entry)) log(entry, "error");
      if (!isSettled) said.add(entry);
      return isSettled;
    }
  });
}

/** Reasons that are remembered as said while one text is tried again. */
const mostSaid = 20;

/** Whether it is said of the text itself, or of what it is to fit: another try would say the same. */
function isOfText(error: unknown): boolean {
  return [ConfigurationError, InvalidConventionError, CompositionError, IncompletePolicyError].some(
    (kind) => error instanceof kind,
  );
}

function requireSameReference([{ reference }]: Versions, [next]: Versions): void {
  if (next.reference === reference) return;
  throw new ConfigurationError([
    `it is another convention, "${next.reference}", not "${reference}"`,
    "start each process again",
  ]);
}

function comesNext({ version, validity }: Versions[0]): string {
  return `goes over to version ${version} of the convention on ${validity.from}; until then nothing is granted that it does not grant`;
}

function hashesOf(versions: Versions): string {
  return versions.map(conventionHash).sort().join(" ");
}
