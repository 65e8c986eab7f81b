import { DomainError } from "@palier/schema";

/** A backup that cannot be taken, read or restored, and what to do about it, in plain words. */
export class BackupError extends DomainError {
  readonly code = "INVALID_CONFIGURATION";
}
