export { BackupError } from "./backup.error.js";
export type { BackupHeader, BackupTable } from "./backup-header.js";
export { createBackupKey, readBackupKey, readRecipients, recipientOfKey } from "./backup-keys.js";
export { compareLevels, type LevelDifferences } from "./check-levels.js";
export {
  checkBackup,
  type Restored,
  type RestoreRequest,
  restoreBackup,
} from "./restore-backup.js";
export { type BackupRequest, type TakenBackup, takeBackup } from "./take-backup.js";
