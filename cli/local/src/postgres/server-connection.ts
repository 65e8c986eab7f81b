import { realpath } from "node:fs/promises";
import { basename } from "node:path";
import { readIfPresent } from "@palier/service";
import pg from "pg";
import { loopback } from "../machine/ports.js";
import { runProgram } from "../machine/run-program.js";
import { type Cluster, dataDirectory, isAlive } from "./cluster.js";
import { removeStaleTrace, serverTrace } from "./server.js";

/** What an attempt to reach the cluster's server found. */
export type Reach =
  | { readonly state: "connected"; readonly client: pg.Client; readonly port: number }
  /** Starting or stopping: ask again in a moment. */
  | { readonly state: "busy" }
  | { readonly state: "absent" };

/** Reaches the server of this very cluster, if one runs; whoever started it. */
export async function reachServer(cluster: Cluster, password: string): Promise<Reach> {
  const trace = await serverTrace(cluster);
  if (!trace || !isAlive(trace.pid)) return { state: "absent" };
  const client = new pg.Client({
    connectionString: serverUrl(password, trace.port),
    connectionTimeoutMillis: 5_000,
    application_name: `palier ${process.pid}`,
  });
  // A connection that breaks later is noticed by its "end" event.
  client.on("error", () => {});
  try {
    await client.connect();
    if (await serves(client, cluster)) return { state: "connected", client, port: trace.port };
    await client.end();
  } catch {
    // Which error it was does not tell a server that starts from a number that was given away.
    await client.end().catch(() => {});
    if (await isPostgres(trace.pid)) return { state: "busy" };
  }
  await removeStaleTrace(cluster);
  return { state: "absent" };
}

/** URL of the server's own database, as its owner. */
export function serverUrl(password: string, port: number): string {
  return `postgres://postgres:${password}@${loopback}:${port}/postgres`;
}

async function serves(client: pg.Client, cluster: Cluster): Promise<boolean> {
  const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
  return rows[0]?.data_directory === (await realpath(dataDirectory(cluster)));
}

async function isPostgres(pid: number): Promise<boolean> {
  // Arguments end with a zero byte; the first is the program.
  const command = await readIfPresent(`/proc/${pid}/cmdline`);
  const program =
    command?.split("\0")[0] ??
    (await runProgram("/bin/ps", ["-o", "comm=", "-p", String(pid)])).output.trim();
  return basename(program) === "postgres";
}
