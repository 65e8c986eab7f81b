import { registerEnumType } from "type-graphql";

/** What a contribution can be; a landlord's node itself gives the first four. */
export const ContributionStatus = {
  ANSWERED: "ANSWERED",
  MONTH_NOT_CLOSED: "MONTH_NOT_CLOSED",
  WITHHELD: "WITHHELD",
  NOT_IN_FORCE: "NOT_IN_FORCE",
  UNKNOWN: "UNKNOWN",
  UNREACHABLE: "UNREACHABLE",
  TIMED_OUT: "TIMED_OUT",
  FAILED: "FAILED",
  INVALID_ANSWER: "INVALID_ANSWER",
} as const;
export type ContributionStatus = keyof typeof ContributionStatus;
registerEnumType(ContributionStatus, { name: "ContributionStatus" });
