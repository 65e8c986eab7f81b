import { randomBytes } from "node:crypto";
import { ConfigurationError } from "@palier/schema";
import type { DataSource } from "typeorm";
import { createDataSource } from "./data-source.js";
import { migrate } from "./migrate.js";

/**
 * Opens the landlord's database, brings its tables up to date and, on first use, makes it this
 * landlord's. Processes that open an empty database at once wait for one another.
 *
 * @returns An open data source; the caller destroys it.
 * @throws ConfigurationError when the database belongs to another landlord or a newer version.
 */
export async function openStore(databaseUrl: string, slug: string): Promise<DataSource> {
  const store = await createDataSource(databaseUrl).initialize();
  try {
    await migrate(store);
    await claim(store, slug);
    return store;
  } catch (error) {
    await store.destroy();
    throw error;
  }
}

async function claim(store: DataSource, slug: string): Promise<void> {
  await store.query("INSERT INTO node (slug, salt) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
    slug,
    randomBytes(32).toString("hex"),
  ]);
  const [node] = await store.query<{ slug: string }[]>("SELECT slug FROM node");
  if (node?.slug === slug) return;
  throw new ConfigurationError([
    `the database holds the incidents of landlord "${node?.slug}", not of "${slug}"; give "${slug}" a database of its own`,
  ]);
}
