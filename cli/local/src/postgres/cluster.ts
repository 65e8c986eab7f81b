import { chmod, chown, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readIfPresent } from "@palier/service";
import { PlatformError } from "../machine/platform-error.js";
import { runProgram, type ServerAccount } from "../machine/run-program.js";
import { uniqueSuffix } from "../machine/unique-suffix.js";
import type { PostgresBinaries } from "./postgres-binaries.js";

/** One PostgreSQL cluster on disk and the programs that run it. */
export interface Cluster {
  /** Holds the cluster's folder `data` and its log; belongs to the account. */
  readonly folder: string;
  readonly binaries: PostgresBinaries;
  readonly account: ServerAccount | undefined;
}

export function dataDirectory({ folder }: Cluster): string {
  return join(folder, "data");
}

/**
 * Creates the cluster unless it is there. It is made aside and moved into place, so that neither an
 * interruption nor a second palier leaves half of one.
 */
export async function initialiseCluster(cluster: Cluster, password: string): Promise<void> {
  await removeAbandonedDrafts(cluster);
  const draft = `${dataDirectory(cluster)}.${uniqueSuffix()}`;
  const passwordFile = join(cluster.folder, `password.${uniqueSuffix()}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  await own(cluster, passwordFile);
  try {
    const { exitCode, output } = await runProgram(
      cluster.binaries.initdb,
      [
        `--pgdata=${draft}`,
        "--username=postgres",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        // The same encoding and order of text on every machine, whatever its locale.
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
      ],
      { account: cluster.account, env: { LC_ALL: "C", TZ: "UTC" } },
    );
    if (exitCode !== 0) {
      throw new PlatformError(`The local database could not be created:\n${output.trim()}`);
    }
    await moveIntoPlace(draft, dataDirectory(cluster));
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

export async function isInitialised(cluster: Cluster): Promise<boolean> {
  return (await readIfPresent(join(dataDirectory(cluster), "PG_VERSION"))) !== undefined;
}

/** Gives a path to the account that runs the server. */
export async function own({ account }: Pick<Cluster, "account">, path: string): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}

/** Makes the folder that the account will write in. */
export async function makeOwnFolder(account: ServerAccount | undefined, folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await chmod(folder, 0o700);
  await own({ account }, folder);
}

async function moveIntoPlace(draft: string, target: string): Promise<void> {
  try {
    await rename(draft, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another palier was faster: its cluster is as good.
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
}

async function removeAbandonedDrafts({ folder }: Cluster): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^data\.(\d+)\./.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

/** Whether a process of this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
