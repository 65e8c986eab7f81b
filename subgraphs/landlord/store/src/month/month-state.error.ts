import { DomainError } from "@palier/schema";

/** A month that is not in the state that a change of it needs. */
export class MonthStateError extends DomainError {
  readonly code = "MONTH_STATE";
}
