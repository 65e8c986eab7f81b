import { readBackupKey } from "./backup-keys.js";
import { restoreBackup } from "./restore-backup.js";

const [databaseUrl = "", file = "", keyFile = "", stopAt = ""] = process.argv.slice(2);

/** Restores, and says so and stands still once a table's turn has come: to be killed there. */
await restoreBackup(databaseUrl, {
  landlord: "lisiere",
  file,
  identity: await readBackupKey(keyFile),
  onTable: ({ name }) => {
    if (name !== stopAt) return;
    process.stdout.write("there\n");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
process.stdout.write("restored\n");
