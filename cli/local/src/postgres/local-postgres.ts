import { mkdir } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { PlatformError } from "../machine/platform-error.js";
import { freePort, isPortFree } from "../machine/ports.js";
import { type Cluster, initialiseCluster, isAlive, isInitialised } from "./cluster.js";
import { clusterSettings, saveSettings } from "./cluster-settings.js";
import { findCluster } from "./find-cluster.js";
import {
  federatedPassword,
  listLandlords,
  openLandlordDatabase,
  type ServerAccess,
} from "./landlord-database.js";
import { serverTrace, startServer, stopServer } from "./server.js";
import { reachServer } from "./server-connection.js";
import { claimServing } from "./serving-platform.js";

/**
 * Shared by every palier that uses the server, taken alone by the one that stops it. The server
 * frees it when a palier ends, however it ends.
 */
const useLock = 1_793_000_100;
/** A server that recovers from a power cut may take this long. */
const patienceMs = 90_000;
/** The port may be lost to another program, or the start to another palier; not for ever. */
const mostRefusals = 3;

/** The embedded PostgreSQL of a data folder, in use by this process. */
export interface LocalPostgres {
  /** Slugs of the landlords that have a database here. */
  landlords(): Promise<string[]>;
  /** URL of the landlord's database, created on first use. */
  landlordUrl(slug: string): Promise<string>;
  /** Password of the login that serves the landlord's sites to partners. */
  federatedPassword(slug: string): string;
  /**
   * Makes this process the platform that serves the data folder, until it ends.
   *
   * @throws PlatformError when another one does.
   */
  claimServing(): Promise<void>;
  /** Called once when the server goes away although nobody here gave it up. */
  onLost(callback: () => Promise<void>): void;
  /**
   * Gives the server up, and stops it unless another palier uses it.
   *
   * @returns Whether it was stopped.
   */
  release(mode?: "fast" | "immediate"): Promise<boolean>;
}

/**
 * Starts the data folder's PostgreSQL, or joins the one that runs already: another palier's, or one
 * that a killed palier left behind.
 *
 * @throws PlatformError when it cannot run, with what PostgreSQL said.
 */
export async function usePostgres(dataFolder: string): Promise<LocalPostgres> {
  await mkdir(dataFolder, { recursive: true });
  const cluster = await findCluster(dataFolder);
  const settings = await clusterSettings(dataFolder, freePort);
  if (!(await isInitialised(cluster))) await initialiseCluster(cluster, settings.password);
  const deadline = performance.now() + patienceMs;
  const refusals: string[] = [];
  while (performance.now() < deadline) {
    const reach = await reachServer(cluster, settings.password);
    if (reach.state === "connected" && (await takeUse(reach.client))) {
      return inUse(cluster, { ...reach, password: settings.password });
    }
    if (reach.state === "absent") {
      if (refusals.length >= mostRefusals) {
        throw new PlatformError(`The local database does not start:\n${refusals.at(-1)}`);
      }
      const port = (await isPortFree(settings.port)) ? settings.port : await freePort();
      await saveSettings(dataFolder, { ...settings, port });
      const refusal = await startServer(cluster, port);
      if (refusal !== undefined) refusals.push(refusal);
    }
    await pause(50);
  }
  throw new PlatformError(
    `The local database in ${cluster.folder} neither starts nor answers; its log is server.log there.`,
  );
}

/**
 * Stops a server that a killed palier left behind, so that its files can be deleted.
 *
 * @throws PlatformError when another palier uses it.
 */
export async function stopDatabase(dataFolder: string): Promise<void> {
  const trace = await serverTrace(await findCluster(dataFolder));
  if (!trace || !isAlive(trace.pid)) return;
  const postgres = await usePostgres(dataFolder);
  if (await postgres.release()) return;
  throw new PlatformError(
    "Another palier uses these data. Stop it (Ctrl-C), then run the command again.",
  );
}

/** @returns false when the server stopped while this process waited for it. */
async function takeUse(client: pg.Client): Promise<boolean> {
  try {
    await client.query("SELECT pg_advisory_lock_shared($1)", [useLock]);
    return true;
  } catch {
    // Whoever stops a server holds the lock until the server is gone, this connection included.
    await client.end().catch(() => {});
    return false;
  }
}

function inUse(cluster: Cluster, access: ServerAccess): LocalPostgres {
  const { client } = access;
  let isStopping = false;
  let givingUp: Promise<boolean> | undefined;
  let isLost = false;
  let lost: (() => Promise<void>) | undefined;
  client.once("end", () => {
    isLost = true;
    if (!givingUp) void lost?.();
  });
  return {
    landlords: () => listLandlords(access),
    landlordUrl: (slug) => openLandlordDatabase(access, slug),
    federatedPassword: (slug) => federatedPassword(access, slug),
    claimServing: () => claimServing(client),
    onLost: (callback) => {
      lost = callback;
    },
    async release(mode = "fast") {
      // Asked again, more urgently.
      if (isStopping && mode === "immediate") await stopServer(cluster, mode);
      givingUp ??= giveUp(mode);
      return givingUp;
    },
  };

  async function giveUp(mode: "fast" | "immediate"): Promise<boolean> {
    if (isLost) return false;
    isStopping = await isLastUser(client);
    if (isStopping) await stopServer(cluster, mode);
    else await client.end();
    return isStopping;
  }
}

async function isLastUser(client: pg.Client): Promise<boolean> {
  await client.query("SELECT pg_advisory_unlock_shared($1)", [useLock]);
  const { rows } = await client.query<{ last: boolean }>(
    "SELECT pg_try_advisory_lock($1) AS last",
    [useLock],
  );
  return rows[0]?.last === true;
}
