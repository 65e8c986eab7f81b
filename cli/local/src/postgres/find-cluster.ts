import { createHash } from "node:crypto";
import { rmdir } from "node:fs/promises";
import { join } from "node:path";
import { PlatformError } from "../machine/platform-error.js";
import type { ServerAccount } from "../machine/run-program.js";
import { type Cluster, isInitialised, makeOwnFolder } from "./cluster.js";
import { findPostgresBinaries } from "./postgres-binaries.js";
import { canReach, serverAccount } from "./server-account.js";

/** Where the server's files go when its account cannot enter the data folder. */
const sharedFolder = "/var/lib/palier";

/**
 * The cluster of a data folder: `postgres` inside it. As root, with a data folder that only root may
 * enter (a checkout under /root), a folder of its own below /var/lib/palier.
 *
 * @throws PlatformError when PostgreSQL can be run in neither.
 */
export async function findCluster(dataFolder: string): Promise<Cluster> {
  const account = await serverAccount();
  const aside = asideFolder(dataFolder);
  const binaries = await findPostgresBinaries(account, aside);
  const elsewhere: Cluster = { folder: aside, binaries, account };
  // What began there stays there, even if the data folder has been opened since.
  if (account && (await isInitialised(elsewhere))) return elsewhere;
  const folder = join(dataFolder, "postgres");
  if (await makeReachable(account, folder)) return { folder, binaries, account };
  await rmdir(folder);
  if (await makeReachable(account, aside)) return elsewhere;
  throw new PlatformError(
    `The account that runs PostgreSQL can enter neither ${folder} nor ${aside}.\n` +
      "Choose another data folder in PALIER_HOME, or run palier as an ordinary user.",
  );
}

/** Every folder that a data folder's cluster may use, for its removal. */
export function clusterFolders(dataFolder: string): string[] {
  return [join(dataFolder, "postgres"), asideFolder(dataFolder)];
}

function asideFolder(dataFolder: string): string {
  return join(sharedFolder, createHash("sha256").update(dataFolder).digest("hex").slice(0, 16));
}

async function makeReachable(account: ServerAccount | undefined, folder: string) {
  await makeOwnFolder(account, folder);
  return canReach(account, folder);
}
