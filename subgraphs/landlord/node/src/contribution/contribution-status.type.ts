import { registerEnumType } from "type-graphql";

/** What a contribution can be; a landlord's node itself gives ANSWERED, MONTH_NOT_CLOSED, WITHHELD and UNKNOWN. */
export const ContributionStatus = {
  ANSWERED: "ANSWERED",
  MONTH_NOT_CLOSED: "MONTH_NOT_CLOSED",
  WITHHELD: "WITHHELD",
  RATE_LIMITED: "RATE_LIMITED",
  BUDGET_USED: "BUDGET_USED",
  NOT_IN_FORCE: "NOT_IN_FORCE",
  UNKNOWN: "UNKNOWN",
  UNREACHABLE: "UNREACHABLE",
  TIMED_OUT: "TIMED_OUT",
  FAILED: "FAILED",
  INVALID_ANSWER: "INVALID_ANSWER",
} as const;
export type ContributionStatus = keyof typeof ContributionStatus;
registerEnumType(ContributionStatus, { name: "ContributionStatus" });
