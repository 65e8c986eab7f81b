import { DomainError } from "@palier/schema";

/** What keeps the local platform from running, and what to do about it, in plain words. */
export class PlatformError extends DomainError {
  readonly code = "INVALID_CONFIGURATION";
}
