import { rm } from "node:fs/promises";
import { join } from "node:path";
import { readIfPresent } from "@palier/service";
import { PlatformError } from "../machine/platform-error.js";
import { loopback } from "../machine/ports.js";
import { runProgram } from "../machine/run-program.js";
import { type Cluster, dataDirectory } from "./cluster.js";

/** What a running server writes about itself into `postmaster.pid`. */
export interface ServerTrace {
  readonly pid: number;
  readonly port: number;
}

const startTimeoutSeconds = 60;
const stopTimeoutSeconds = 20;

/**
 * Starts the server in a session of its own: Ctrl-C in a terminal reaches every program of the
 * terminal's session, and the database must outlive the services that use it.
 *
 * @returns undefined when it runs; else what PostgreSQL said.
 */
export async function startServer(cluster: Cluster, port: number): Promise<string | undefined> {
  const { exitCode, output } = await runProgram(
    cluster.binaries.pgCtl,
    [
      "start",
      `--pgdata=${dataDirectory(cluster)}`,
      `--log=${logFile(cluster)}`,
      `--timeout=${startTimeoutSeconds}`,
      "--wait",
      // No unix socket. Many landlords' pools share the server, and imports write much at once.
      `--options=-p ${port} -h ${loopback} -k '' -c max_connections=300 -c max_wal_size=2GB`,
    ],
    { account: cluster.account, env: { LC_ALL: "C", PATH: "/usr/bin:/bin" } },
  );
  if (exitCode === 0) return undefined;
  const log = (await readIfPresent(logFile(cluster))) ?? "";
  return `${output.trim()}\n${log.split("\n").slice(-15).join("\n").trim()}`;
}

/** `fast` ends running statements and writes everything out; `immediate` leaves that to the next start. */
export async function stopServer(cluster: Cluster, mode: "fast" | "immediate"): Promise<void> {
  const { exitCode, output } = await runProgram(
    cluster.binaries.pgCtl,
    [
      "stop",
      `--pgdata=${dataDirectory(cluster)}`,
      `--mode=${mode}`,
      `--timeout=${stopTimeoutSeconds}`,
      "--wait",
    ],
    { account: cluster.account, env: { LC_ALL: "C" } },
  );
  if (exitCode !== 0 && (await serverTrace(cluster)) !== undefined) {
    throw new PlatformError(`The local database did not stop:\n${output.trim()}`);
  }
}

/** Reads `postmaster.pid`; undefined when no server runs nor was killed. */
export async function serverTrace(cluster: Cluster): Promise<ServerTrace | undefined> {
  const text = await readIfPresent(pidFile(cluster));
  const [pid, , , port] = text?.split("\n") ?? [];
  if (!pid || !port) return undefined;
  return { pid: Math.abs(Number(pid)), port: Number(port) };
}

/**
 * Removes the pid file of a killed server whose number the system has since given to another
 * program: PostgreSQL itself would take that program for a running server.
 */
export async function removeStaleTrace(cluster: Cluster): Promise<void> {
  await rm(pidFile(cluster), { force: true });
}

function pidFile(cluster: Cluster): string {
  return join(dataDirectory(cluster), "postmaster.pid");
}

function logFile({ folder }: Cluster): string {
  return join(folder, "server.log");
}
