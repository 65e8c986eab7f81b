import { openStore, prepareRoles } from "@palier/landlord-store";
import { ConfigurationError, generateSigningKey } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { createDatabase } from "@palier/test-support";
import { createLocalJWKSet } from "jose";
import pg from "pg";
import type { DataSource } from "typeorm";
import { type LandlordService, serveLandlord } from "../serve-landlord.js";

const { x } = await generateSigningKey();
const service: Omit<LandlordService, "databaseUrl"> = {
  slug: "lisiere",
  host: "127.0.0.1",
  port: 0,
  clock: () => new Date(),
  versions: [
    {
      ...exampleConvention,
      landlords: exampleConvention.landlords.map((landlord) => ({ ...landlord, key: x })),
    },
  ],
  trust: {
    gatewayIssuer: "urn:palier:gateway",
    gatewayKeys: createLocalJWKSet({ keys: [] }),
    tokens: {
      issuer: "https://issuer.example",
      keys: createLocalJWKSet({ keys: [] }),
      actor: "palier-gateway",
    },
    narrowing: {},
  },
};

let databaseUrl: string;
let federatedDatabaseUrl: string;
beforeAll(async () => {
  databaseUrl = await createDatabase();
  federatedDatabaseUrl = await withStore(async (store) => (await prepareRoles(store)).federatedUrl);
});

async function withStore<T>(use: (store: DataSource) => Promise<T>, slug = "lisiere"): Promise<T> {
  const store = await openStore(databaseUrl, slug);
  return use(store).finally(() => store.destroy());
}

/**
 * What the whole database server knows of the sessions of this database, the asking one left out, and
 * the server's own workers, which come and go.
 */
async function sessions(): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    `SELECT usename AS role, has_any_column_privilege(usesysid, 'incident_personal', 'SELECT') AS "readsPersonal",
       has_any_column_privilege(usesysid, 'incident_source', 'SELECT') AS "readsSource"
     FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND backend_type = 'client backend'`,
  );
  await client.end();
  return rows;
}

it.each([
  ["with the owner's address for the tables", () => databaseUrl],
  ["without it, once the tables are up to date", () => null],
])("serves by one role alone, which reads nothing personal, %s", async (_case, owner) => {
  const server = await serveLandlord({
    ...service,
    databaseUrl: owner(),
    federatedDatabaseUrl,
  });
  const body = JSON.stringify({ query: "{ __typename }" });
  await fetch(server.url, { method: "POST", body, headers: { connection: "close" } });
  expect((await fetch(new URL("/health/ready", server.url))).status).toBe(200);
  const found = await sessions();
  await server.stop();
  const role = new URL(federatedDatabaseUrl).username;
  expect(found.length).toBeGreaterThan(0);
  for (const session of found) {
    expect(session).toEqual({ role, readsPersonal: false, readsSource: false });
  }
});

it("does not start for partners without the login for them", async () => {
  await expect(serveLandlord({ ...service, databaseUrl })).rejects.toThrow(
    /PALIER_FEDERATED_DATABASE_URL is missing.*"palier node prepare --landlord lisiere"/,
  );
});

it("does not start with the owner's address in the place of the login's", async () => {
  const refusal = serveLandlord({
    ...service,
    databaseUrl,
    federatedDatabaseUrl: databaseUrl,
  });
  await expect(refusal).rejects.toThrow(ConfigurationError);
  await expect(refusal).rejects.toThrow(
    /"postgres" .* may do more than partners may: it .* rights more/,
  );
});

it("does not start with a login that lacks a right, or of another landlord", async () => {
  const started = () => serveLandlord({ ...service, databaseUrl: null, federatedDatabaseUrl });
  const role = new URL(federatedDatabaseUrl).username;
  await withStore((store) => store.query(`REVOKE SELECT ON level_tally, node FROM "${role}"`));
  await expect(started()).rejects.toThrow(/lacks rights .*\(level_tally, node\.slug\)/);
  await withStore((store) => prepareRoles(store, { keepsPassword: true }));
  await withStore((store) => store.query("UPDATE node SET slug = 'val-de-brie'"));
  await expect(started()).rejects.toThrow('is an address of landlord "val-de-brie"');
});

it("says what to do when the tables are not up to date and nobody may change them", async () => {
  await withStore(
    (store) => store.query("DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)"),
    "val-de-brie",
  );
  await expect(
    serveLandlord({ ...service, slug: "val-de-brie", databaseUrl: null, federatedDatabaseUrl }),
  ).rejects.toThrow(/lacks 1 migrations; a start with DATABASE_URL set makes them/);
});
