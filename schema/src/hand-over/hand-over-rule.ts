import { DomainError } from "../ground/errors.js";

/** Why a site is not handed over, or not taken over, and what each of them means to who reads it. */
export const handOverRules = {
  NO_TERM: "the convention has no `siteHandOver`, so a bought site begins without a level",
  CONVENTION_OVER: "the last day of the convention is past",
  NOT_A_PARTY: "it names a landlord that the convention does not have, or that has no key in it",
  MALFORMED: "it is no such file, or not whole",
  WRONG_SIGNATURE: "it is not signed with the key that the convention lists for who made it",
  OTHER_LANDLORD: "it is meant for another landlord",
  OTHER_CONVENTION: "it was made under another convention, or another version or text of it",
  OTHER_KEY: "it is not sealed for this private key",
  OTHER_REQUEST: "it does not answer the request of this private key",
  NOT_YET: "it was made later than this machine's clock says it is",
  EXPIRED: "it is no longer good",
  REPLAY: "it was used before",
  MONTHS_NOT_CLOSED: "a month that would be handed over is not closed",
  NOT_ENDED: "the site goes on",
  NOT_SOLD: "the site ended, and was not said to be sold",
  OTHER_SITE: "it is asked for another site",
  HANDED_OVER: "the counts of the site were handed over before",
  SITE_HAS_COUNTS: "the site has counts, or something told of it, of its own already",
} as const;
export type HandOverRule = keyof typeof handOverRules;

/** A hand-over that is not done; nothing of it is in a store or a file. */
export class HandOverError extends DomainError {
  readonly code = "BAD_USER_INPUT";

  /** @param detail what is to be done, or what was found, where that helps. */
  constructor(
    readonly rule: HandOverRule,
    detail?: string,
  ) {
    super(`${rule}: ${handOverRules[rule]}${detail === undefined ? "." : `. ${detail}`}`);
  }
}
