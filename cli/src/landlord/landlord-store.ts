import { existsSync } from "node:fs";
import { type LandlordStore, openStore, withStores } from "@palier/landlord-store";
import type { LocalPostgres } from "@palier/local";
import { DomainError } from "@palier/schema";
import { readConvention } from "@palier/service";
import type { CommandContext } from "../context/command-context.js";
import { CommandError } from "../context/command-error.js";
import { demonstrationConvention } from "../context/config.js";
import { dataFolderOf } from "../context/data-folder.js";
import { InterruptedError } from "../context/interrupted-error.js";

/**
 * Opens a landlord's database for the time of one command: the one in DATABASE_URL, else the data
 * folder's, whose server is started where none runs. Ctrl-C leaves it as it was before the command.
 *
 * @throws CommandError when the database cannot be reached or the landlord is not known here.
 * @throws InterruptedError when the user ends the command.
 */
export async function withLandlordStore<Result>(
  context: CommandContext,
  slug: string,
  use: (store: LandlordStore) => Promise<Result>,
): Promise<Result> {
  return withLandlordDatabase(context, slug, (url) => useStore(url, slug, use));
}

/**
 * The same of a record that is there already, for what keeps, copies or waits: where DATABASE_URL was forgotten,
 * an empty database made on the spot would be purged or copied as if it were the record.
 *
 * @throws CommandError when the landlord has no record here.
 */
export async function withKeptStore<Result>(
  context: CommandContext,
  slug: string,
  use: (store: LandlordStore) => Promise<Result>,
): Promise<Result> {
  return withKeptDatabase(context, slug, (url) => useStore(url, slug, use));
}

/** The same with the database's address alone. */
export async function withKeptDatabase<Result>(
  context: CommandContext,
  slug: string,
  use: (databaseUrl: string) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl, dataFolder } = context.config;
  // What stands for a database: nothing is started, or written, to find none.
  if (!databaseUrl && !existsSync(dataFolderOf(dataFolder).databaseSettings)) {
    throw noRecord(slug, dataFolder);
  }
  return withLandlordDatabase(context, slug, use, async (postgres) => {
    if (!(await postgres.landlords()).includes(slug)) throw noRecord(slug, dataFolder);
    context.terminal.complain(
      `DATABASE_URL is not set: this is the record of "${slug}" in ${dataFolder}.`,
    );
  });
}

function noRecord(slug: string, dataFolder: string): CommandError {
  return new CommandError(
    `There is no record of "${slug}" here: DATABASE_URL is not set, and ${dataFolder} holds none.\n` +
      "Set DATABASE_URL, e.g. postgres://user:password@host:5432/database, or PALIER_HOME for another data folder.",
  );
}

/** The same with the database's address alone: it is left as it is, empty or of an earlier version. */
export async function withLandlordDatabase<Result>(
  { config }: CommandContext,
  slug: string,
  use: (databaseUrl: string) => Promise<Result>,
  check: (postgres: LocalPostgres) => Promise<void> = (postgres) => checkIsKnown(postgres, slug),
): Promise<Result> {
  if (config.databaseUrl) return use(config.databaseUrl);
  const { listenForStop, usePostgres } = await import("@palier/local");
  const stop = listenForStop();
  const interrupted = stop.first.then(() => Promise.reject(new InterruptedError()));
  const postgres = await usePostgres(config.dataFolder);
  try {
    await check(postgres);
    const work = use(await postgres.landlordUrl(slug));
    return await Promise.race([work, interrupted]);
  } finally {
    stop.dispose();
    interrupted.catch(() => {});
    await postgres.release();
  }
}

/**
 * The same for several landlords: those that have a database in the data folder, or the only one
 * asked for in DATABASE_URL. The others are left out.
 */
export async function withLandlordStores<Result>(
  { config }: CommandContext,
  slugs: readonly string[],
  use: (stores: ReadonlyMap<string, LandlordStore>) => Promise<Result>,
): Promise<Result> {
  const [only = "", ...others] = slugs;
  if (config.databaseUrl && others.length === 0) {
    return useStore(config.databaseUrl, only, (store) => use(new Map([[only, store]])));
  }
  if (config.databaseUrl) {
    throw new CommandError("DATABASE_URL is one landlord's database: name it with --landlord");
  }
  const { usePostgres } = await import("@palier/local");
  const postgres = await usePostgres(config.dataFolder);
  try {
    const present = new Set(await postgres.landlords());
    const urls = new Map<string, string>();
    for (const slug of slugs) {
      if (present.has(slug)) urls.set(slug, await postgres.landlordUrl(slug));
    }
    return await withStores(urls, use);
  } finally {
    await postgres.release();
  }
}

export async function useStore<Result>(
  url: string,
  slug: string,
  use: (store: LandlordStore) => Promise<Result>,
): Promise<Result> {
  const store = await open(url, slug);
  try {
    return await use(store);
  } finally {
    await store.destroy();
  }
}

async function open(url: string, slug: string): Promise<LandlordStore> {
  try {
    return await openStore(url, slug);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    // The URL holds a password: only where it points is shown.
    throw new CommandError(
      `The database of "${slug}" at ${new URL(url).host} cannot be opened: ${(error as Error).message || (error as NodeJS.ErrnoException).code}\n` +
        "Check DATABASE_URL, e.g. postgres://user:password@host:5432/database",
      { cause: error },
    );
  }
}

/** A slip of the pen must not found a new landlord. */
async function checkIsKnown(postgres: LocalPostgres, slug: string): Promise<void> {
  const known = new Set([
    ...readConvention(demonstrationConvention).landlords.map((landlord) => landlord.slug),
    ...(await postgres.landlords()),
  ]);
  if (known.has(slug)) return;
  throw new CommandError(
    `There is no landlord "${slug}" here. Known: ${[...known].sort().join(", ")}.\n` +
      "A new one is known once its convention has been started: palier start --convention <file>",
  );
}
