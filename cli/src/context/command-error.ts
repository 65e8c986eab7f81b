import { DomainError } from "@palier/schema";

/** What keeps a command from doing what was asked, and what to do about it, in plain words. */
export class CommandError extends DomainError {
  readonly code = "INVALID_CONFIGURATION";
}
