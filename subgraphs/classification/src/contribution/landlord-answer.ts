import type { Former } from "./former.js";
import type { Tally } from "./tally.js";

/** A landlord whose contribution a territory is due, as the convention subgraph names it. */
export interface Expected {
  readonly landlord: string;
  /** Identifier of the contribution. */
  readonly contribution: string;
  /** Dwellings it declared there. */
  readonly dwellings: number;
  /** Dwellings below which its figures are far from what it declared. */
  readonly least: number;
  /** Dwellings above which its figures are not believed. */
  readonly most: number;
}

/** Why a landlord's figures are not counted. */
export type Absence =
  | "MONTH_NOT_CLOSED"
  | "WITHHELD"
  | "RATE_LIMITED"
  | "BUDGET_USED"
  | "NOT_IN_FORCE"
  | "UNREACHABLE"
  | "TIMED_OUT"
  | "FAILED"
  | "INVALID_ANSWER"
  | "ABOVE_DECLARED"
  | "NO_ANSWER";

/** What one expected landlord brings, or why it brings nothing. */
export type LandlordAnswer = {
  readonly expected: Expected;
  /** What it had published before, the latest change first. */
  readonly formers?: readonly Former[];
} & (
  | { readonly status: "ANSWERED"; readonly tallies: readonly Tally[] }
  | { readonly status: Absence }
);

/**
 * The reason a status gives. A node that does not know a territory or month that it is expected
 * in contradicts the convention, as does a status that the contract does not have.
 */
export function absenceOf(status: unknown): Absence {
  switch (status) {
    case "MONTH_NOT_CLOSED":
    case "WITHHELD":
    case "RATE_LIMITED":
    case "BUDGET_USED":
    case "NOT_IN_FORCE":
    case "UNREACHABLE":
    case "TIMED_OUT":
    case "FAILED":
      return status;
    case null:
    case undefined:
      return "NO_ANSWER";
    default:
      return "INVALID_ANSWER";
  }
}
