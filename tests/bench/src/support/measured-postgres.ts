import { createDatabase } from "@palier/test-support";

/** The folder of this package's support scripts is no module of it: jest runs them as they are. */
const scripts = new URL("../../../support/", import.meta.url);

/** Runs `work` beside a PostgreSQL of its own, as the tests use it, and stops that afterwards. */
export async function withPostgres(work: (createDatabase: () => Promise<string>) => Promise<void>) {
  const start = await script("start-postgres.mjs");
  const stop = await script("stop-postgres.mjs");
  await start();
  try {
    await work(createDatabase);
  } finally {
    await stop();
  }
}

async function script(name: string): Promise<() => Promise<void>> {
  const module = (await import(new URL(name, scripts).href)) as { default: () => Promise<void> };
  return module.default;
}
