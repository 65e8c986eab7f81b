import {
  checkStore,
  createDataSource,
  openServingStore,
  openStore,
  SiteRow,
} from "@palier/landlord-store";
import { ConfigurationError } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { createDatabase } from "@palier/test-support";
import { serveLandlord } from "./serve-landlord.js";
import { today } from "./testing/example-landlord.js";

const endpoint = {
  host: "127.0.0.1",
  port: 0,
  versions: [exampleConvention],
  clock: today,
} as const;

async function post(url: string, query: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.json() };
}

it("answers over HTTP, from a database it has just laid out", async () => {
  const databaseUrl = await createDatabase();
  const server = await serveLandlord({ ...endpoint, slug: "lisiere", databaseUrl });
  const store = await openStore(databaseUrl, "lisiere");
  const site = { reference: "R-1", name: "Les Tilleuls", commune: "10001", dwellings: 50 };
  await store.getRepository(SiteRow).insert(site);
  await store.destroy();
  const found = await post(
    server.url,
    `{ _entities(representations: [
      { __typename: "LisiereSite", id: "lisiere:R-1" }
      { __typename: "LisiereSite", id: "lisiere:R-2" }
    ]) { ... on LisiereSite { name classification { level } } } }`,
  );
  expect(found).toEqual({
    status: 200,
    body: { data: { _entities: [{ name: "Les Tilleuls", classification: null }, null] } },
  });
  const ready = await fetch(new URL("/health/ready", server.url));
  expect(ready.status).toBe(200);
  await server.stop();
});

it("refuses a month that is none with a code and words for the caller", async () => {
  const databaseUrl = await createDatabase();
  const server = await serveLandlord({ ...endpoint, slug: "lisiere", databaseUrl });
  const { body } = await post(
    server.url,
    '{ _entities(representations: []) { ... on LisiereSite { classification(month: "octobre") { level } } } }',
  );
  await server.stop();
  expect(body).toMatchObject({
    errors: [{ message: '"octobre" is not a Month; write it YYYY-MM, e.g. 2026-10' }],
  });
});

it("is not ready while the database lacks a migration or does not answer", async () => {
  const store = await createDataSource(await createDatabase()).initialize();
  await expect(checkStore(store)).rejects.toThrow();
  await store.runMigrations();
  await expect(checkStore(store)).resolves.toBeUndefined();
  await store.query("DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)");
  await expect(checkStore(store)).rejects.toThrow("the database lacks 1 migrations");
  await store.destroy();
  await expect(checkStore(store)).rejects.toThrow();
});

it("ends a statement that takes too long, and opens few connections", async () => {
  const store = await openServingStore("lisiere", { databaseUrl: await createDatabase() });
  expect(await store.query("SHOW statement_timeout")).toEqual([{ statement_timeout: "10s" }]);
  const pids = await Promise.all(
    Array.from({ length: 30 }, () => store.query("SELECT pg_backend_pid() AS pid, pg_sleep(0.01)")),
  );
  await store.destroy();
  expect(new Set(pids.map(([row]) => row.pid)).size).toBeLessThanOrEqual(10);
});

it.each([
  ["a slug that is no party", { slug: "adret", databaseUrl: "postgres://127.0.0.1:1/x" }, /adret/],
  [
    "a database that cannot be reached",
    { slug: "lisiere", databaseUrl: "postgres://palier:secret@127.0.0.1:1/x" },
    /DATABASE_URL cannot be opened \((?!.*secret).*ECONNREFUSED/,
  ],
])("does not start with %s", async (_, settings, problem) => {
  const refusal = serveLandlord({ ...endpoint, ...settings });
  await expect(refusal).rejects.toThrow(ConfigurationError);
  await expect(refusal).rejects.toThrow(problem);
});

it("does not start when the login that reads nothing personal cannot open the database", async () => {
  const databaseUrl = await createDatabase();
  const federatedDatabaseUrl = "postgres://federated:secret@127.0.0.1:1/x";
  const refusal = serveLandlord({
    ...endpoint,
    slug: "lisiere",
    databaseUrl,
    federatedDatabaseUrl,
  });
  await expect(refusal).rejects.toThrow(ConfigurationError);
  await expect(refusal).rejects.toThrow(
    /PALIER_FEDERATED_DATABASE_URL cannot be opened \((?!.*secret).*ECONNREFUSED/,
  );
});

it("does not start with the database of another landlord, or another grid", async () => {
  const databaseUrl = await createDatabase();
  await (await openStore(databaseUrl, "val-de-brie")).destroy();
  await expect(serveLandlord({ ...endpoint, slug: "lisiere", databaseUrl })).rejects.toThrow(
    ConfigurationError,
  );
  const versions = [{ ...exampleConvention, grid: 2 }] as const;
  await expect(
    serveLandlord({ ...endpoint, slug: "val-de-brie", databaseUrl, versions }),
  ).rejects.toThrow("version 2 of the grid");
});
