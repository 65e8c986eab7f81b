import { existsSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { PlatformError } from "../machine/platform-error.js";
import { freePort } from "../machine/ports.js";
import { clusterSettings } from "./cluster-settings.js";
import { findCluster } from "./find-cluster.js";
import { reachServer } from "./server-connection.js";

/** Held by the platform that serves the data folder; the server frees it however that one ends. */
const servingLock = 1_793_000_102;

/**
 * Makes the session's process the one that serves the data folder.
 *
 * @throws PlatformError that says who serves it since when.
 */
export async function claimServing(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ isOurs: boolean }>(
    `SELECT pg_try_advisory_lock($1) AS "isOurs"`,
    [servingLock],
  );
  if (rows[0]?.isOurs !== true) throw await servedAlready(client);
}

/**
 * Before anything is started or asked for: two platforms would answer for the same landlords, and each
 * would take the other's signatures, addresses and logins away.
 *
 * @throws PlatformError when another platform serves the data folder.
 */
export async function refuseSecondPlatform(dataFolder: string): Promise<void> {
  // A folder that nothing was started in yet stays as it is.
  if (!existsSync(join(dataFolder, "postgres.json"))) return;
  const { password } = await clusterSettings(dataFolder, freePort);
  const reach = await reachServer(await findCluster(dataFolder), password);
  if (reach.state !== "connected") return;
  try {
    const { rows } = await reach.client.query(holderSql, [servingLock]);
    if (rows.length > 0) throw await servedAlready(reach.client);
  } finally {
    await reach.client.end();
  }
}

const holderSql = `
  SELECT application_name AS program, to_char(backend_start, 'YYYY-MM-DD HH24:MI:SS TZH:TZM') AS since
  FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND granted AND objid = $1`;

async function servedAlready(client: pg.Client): Promise<PlatformError> {
  const { rows } = await client.query<{ program: string; since: string }>(holderSql, [servingLock]);
  const [holder] = rows;
  const who =
    holder === undefined
      ? "another palier start"
      : `process ${holder.program.replace("palier ", "")} (palier start) since ${holder.since}`;
  return new PlatformError(
    `This data folder is being served already, by ${who}.\nStop that one (Ctrl-C), or choose another data folder in PALIER_HOME.`,
  );
}
