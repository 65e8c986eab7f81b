import { type Convention, type ConventionState, conventionHash } from "@palier/schema";

/** Why nobody is served. */
const hindrances: Readonly<Record<Exclude<ConventionState, "IN_FORCE">, string>> = {
  NOT_SIGNED: "it is not signed here (palier convention sign)",
  NOT_YET_VALID: "its first day has not come",
  EXPIRED: "its last day has passed",
  SUPERSEDED: "a later version is signed and has begun",
};

/** What a process does under a text of the convention, for its log. */
export function servedUnder(convention: Convention, state: ConventionState): string {
  const text = `version ${convention.version} of the convention`;
  const hash = conventionHash(convention);
  return state === "IN_FORCE"
    ? `serves under ${text} from now on (${hash})`
    : `has ${text} and serves nobody: ${hindrances[state]} (${hash})`;
}
