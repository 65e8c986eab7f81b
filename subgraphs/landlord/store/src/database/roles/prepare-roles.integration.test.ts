import { randomUUID } from "node:crypto";
import { ConfigurationError, monthNumber } from "@palier/schema";
import { createDatabase } from "@palier/test-support";
import pg from "pg";
import type { DataSource } from "typeorm";
import { exampleEntry } from "../../access-log/access-entry.fixture.js";
import { AccessLog } from "../../access-log/access-log.js";
import { Keeper, monthsAgo } from "../../access-log/keep-log.fixture.js";
import { listLog } from "../../access-log/list-log.js";
import { purgeLog } from "../../access-log/purge-log.js";
import { verifyLog } from "../../access-log/verify-log.js";
import { dropIndexes, makeIndexes } from "../../incident/incident-indexes.js";
import { closeMonths } from "../../month/close-months.js";
import { createDataSource } from "../data-source.js";
import { openStore } from "../open-store.js";
import { checkStore } from "../serving-store.js";
import { prepareRoles } from "./prepare-roles.js";

const today = () => new Date("2026-11-20T12:00:00Z");

const password = "a-password-for-tests";

/** What an administrator runs in a landlord's database: nobody else may. */
const keepLargeObjects =
  "REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC";

/** A database whose owner is an ordinary account with these attributes. */
async function createOwnedDatabase(attributes: string): Promise<{ url: string; adminUrl: string }> {
  const adminUrl = await createDatabase();
  const owner = `node_${randomUUID().replaceAll("-", "").slice(0, 20)}`;
  const name = new URL(adminUrl).pathname.slice(1);
  await administer(adminUrl, [
    `CREATE ROLE ${owner} LOGIN ${attributes} PASSWORD '${password}'`,
    `ALTER DATABASE ${name} OWNER TO ${owner}`,
    keepLargeObjects,
  ]);
  const url = new URL(adminUrl);
  url.username = owner;
  url.password = password;
  return { url: url.href, adminUrl };
}

async function administer(adminUrl: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function roleOf(url: string): string {
  return new URL(url).username;
}

describe.each([
  ["a superuser", async () => (await createDatabase()).toString()],
  ["the database's owner", async () => (await createOwnedDatabase("CREATEROLE")).url],
])("prepared by %s, the federated login", (_, createUrl) => {
  let store: DataSource;
  let federated: DataSource;

  beforeAll(async () => {
    store = await openStore(await createUrl(), "lisiere");
    await store.query(`
      INSERT INTO site (reference, name, commune, dwellings) VALUES ('S-1', 'S-1', '10001', 50);
      INSERT INTO incident (id, site_id, day, category, file_id, line)
        VALUES (gen_random_uuid(), 1, '2026-05-05', 'NOISE', 1, 1);
      INSERT INTO incident_source VALUES (1, 1, 'Mme Durand se plaint');
      INSERT INTO decision (site_id, level, reason, author, from_month, until_month)
        VALUES (1, 2, 'Travaux', 'A. Martin', 24310, 24312);`);
    const { federatedUrl } = await prepareRoles(store);
    federated = await createDataSource(federatedUrl).initialize();
    await new AccessLog(federated).append(exampleEntry(1, { at: monthsAgo(14) }));
    await store.query("CREATE TABLE of_a_later_version (secret text)");
  });
  afterAll(async () => {
    await federated.destroy();
    await store.destroy();
  });

  it.each([
    "SELECT FROM incident_source",
    "SELECT source_row FROM incident_source",
    "SELECT count(*) FROM incident_personal",
    "SELECT narrative FROM incident_personal",
    "COPY incident_source TO STDOUT",
    "SELECT author FROM decision",
    "SELECT * FROM decision",
    "SELECT file_id, line FROM incident",
    "SELECT salt FROM node",
    "SELECT name FROM import_file",
    "SELECT entry FROM access_log",
    "SELECT hash FROM access_log_head FOR UPDATE",
    "SELECT FROM access_log_purged",
    "SELECT FROM access_log_month",
    "SELECT access_log_retention()",
    "SELECT secret FROM of_a_later_version",
    "SELECT rolpassword FROM pg_authid",
    "SELECT FROM pg_shadow",
    "SELECT pg_read_file('postgresql.conf')",
    "INSERT INTO site (reference, name, commune, dwellings) VALUES ('S-2', 'S-2', '10001', 1)",
    "INSERT INTO access_log SELECT 2, now(), NULL, '{}', '', ''",
    "INSERT INTO of_a_later_version VALUES ('')",
    "UPDATE site SET dwellings = 1",
    "UPDATE site SET dwellings = 1 WHERE false",
    "UPDATE access_log SET entry = '{}'",
    "UPDATE access_log_head SET sequence = 0",
    "UPDATE access_log_month SET counts = '[]'",
    "DELETE FROM incident",
    "DELETE FROM access_log",
    "TRUNCATE access_log",
    "TRUNCATE site",
    "SELECT purge_access_log(now())",
    "SELECT FROM site FOR UPDATE",
    "CREATE TABLE mine ()",
    "CREATE TEMPORARY TABLE mine ()",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "CREATE INDEX ON site (name)",
    "ALTER TABLE access_log DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
    "CREATE ROLE mine",
    "SELECT lo_creat(-1)",
    "SELECT lo_create(0)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT lo_import('/etc/hostname')",
  ])("is refused %s", async (statement) => {
    await expect(federated.query(statement)).rejects.toThrow(
      /permission denied|must be owner|requires? .*privilege|no privileges/,
    );
  });

  it("cannot become another role", async () => {
    const roles = await store.query<{ name: string }[]>(
      "SELECT rolname AS name FROM pg_roles WHERE rolname IN (current_user, current_database() || '_personal', current_database() || '_log')",
    );
    expect(roles.length).toBe(3);
    for (const { name } of roles) {
      await expect(federated.query(`SET ROLE "${name}"`)).rejects.toThrow("permission denied");
    }
  });

  it("owns nothing and inherits nothing", async () => {
    const name = roleOf((federated.options as { url: string }).url);
    await expect(
      store.query(
        `SELECT (SELECT count(*)::integer FROM pg_class WHERE relowner = $1::text::regrole) AS relations,
           (SELECT count(*)::integer FROM pg_auth_members WHERE member = $1::text::regrole) AS memberships`,
        [name],
      ),
    ).resolves.toEqual([{ relations: 0, memberships: 0 }]);
  });

  it("appends to the log and finds the store up to date, and the node's role still does the rest", async () => {
    await new AccessLog(federated).append(exampleEntry(2));
    await checkStore(federated);
    await closeMonths(store, [monthNumber("2026-05")], today);
    await store.query(`
      INSERT INTO incident_personal (incident_id, narrative) SELECT id, 'bruit' FROM incident;
      CREATE TEMPORARY TABLE import_row (line integer);`);
    const { entries } = await verifyLog(store, { dueBefore: null });
    expect((await listLog(store, { limit: 9 })).length).toBe(entries);
    const keeper = await Keeper.of(store);
    await keeper.sign(12);
    await expect(purgeLog(store, monthsAgo(13))).resolves.toBe(1);
    await new AccessLog(store).append(exampleEntry(3));
    await expect(keeper.verify()).resolves.toMatchObject({ isWhole: true, purged: 1 });
  });
});

it("keeps the log from the ordinary statements of the node's own role", async () => {
  const { url } = await createOwnedDatabase("CREATEROLE");
  const store = await openStore(url, "lisiere");
  await prepareRoles(store);
  for (const statement of [
    "DELETE FROM access_log",
    "UPDATE access_log_head SET sequence = 0",
    "INSERT INTO access_log SELECT 1, now(), NULL, '{}', '', ''",
    "ALTER TABLE access_log DISABLE TRIGGER ALL",
  ]) {
    await expect(store.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  }
  await store.destroy();
});

it("lets the node's own role make the indexes of personal tables anew, as a first import does", async () => {
  const { url } = await createOwnedDatabase("CREATEROLE");
  const store = await openStore(url, "lisiere");
  await prepareRoles(store);
  const indexes = () =>
    store.query("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname");
  const before = await indexes();
  await store.transaction(async (tx) => {
    const dropped = await dropIndexes(tx);
    if (dropped === null) throw new Error("the tables hold rows");
    await makeIndexes(tx, dropped);
  });
  expect(await indexes()).toEqual(before);
  await store.destroy();
});

it("renews the login, keeps everything else, and shuts the earlier password out", async () => {
  const { url } = await createOwnedDatabase("CREATEROLE");
  const store = await openStore(url, "lisiere");
  const rights = () =>
    store.query(`SELECT relname, relowner::regrole::text, relacl::text FROM pg_class
      WHERE relnamespace = 'public'::regnamespace ORDER BY relname`);
  const first = await prepareRoles(store);
  const before = await rights();
  const [second, third] = await Promise.all([
    prepareRoles(store),
    prepareRoles(store, { password }),
  ]);
  expect(await rights()).toEqual(before);
  const opened = await Promise.allSettled(
    [first, second, third].map(async ({ federatedUrl }) =>
      (await createDataSource(federatedUrl).initialize()).destroy(),
    ),
  );
  await store.destroy();
  expect(opened[0]?.status).toBe("rejected");
  expect(opened.filter(({ status }) => status === "fulfilled").length).toBe(1);
  expect(new Set([first, second, third].map(({ federatedUrl }) => federatedUrl)).size).toBe(3);
});

it("gives the server a SCRAM verifier, not the password", async () => {
  const url = await createDatabase();
  const store = await openStore(url, "lisiere");
  const { federatedUrl } = await prepareRoles(store);
  const [stored] = await store.query<{ rolpassword: string }[]>(
    "SELECT rolpassword FROM pg_authid WHERE rolname = $1",
    [roleOf(federatedUrl)],
  );
  await store.destroy();
  expect(stored?.rolpassword).toMatch(/^SCRAM-SHA-256\$4096:/);
});

it("tells the administrator what to run when the account may not create roles, and that suffices", async () => {
  const { url, adminUrl } = await createOwnedDatabase("");
  const store = await openStore(url, "lisiere");
  const refusal = await prepareRoles(store).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ConfigurationError);
  const { message } = refusal as ConfigurationError;
  expect(message).toContain(`ALTER ROLE "${roleOf(url)}" CREATEROLE;`);
  const statements =
    message
      .split("these statements")
      .at(1)
      ?.match(/^ {4}.*;$/gm) ?? [];
  expect(statements.length).toBe(6);

  await administer(
    adminUrl,
    statements.map((statement) => statement.replace("(a password of your choice)", password)),
  );
  await expect(prepareRoles(store)).rejects.toThrow(
    "put the password chosen in them into the address",
  );
  const { federatedUrl } = await prepareRoles(store, { password });
  const federated = await createDataSource(federatedUrl).initialize();
  await new AccessLog(federated).append(exampleEntry());
  await expect(federated.query("SELECT FROM incident_personal")).rejects.toThrow(
    "permission denied",
  );
  await federated.destroy();
  await store.destroy();
});

it("refuses a login that can do more than the endpoint may, and says what", async () => {
  const { url, adminUrl } = await createOwnedDatabase("CREATEROLE");
  const store = await openStore(url, "lisiere");
  const { federatedUrl } = await prepareRoles(store);
  await administer(adminUrl, [
    `GRANT pg_read_all_data TO ${roleOf(federatedUrl)}`,
    "CREATE TABLE notes (text text)",
    "GRANT SELECT, INSERT ON notes TO PUBLIC",
    "GRANT CREATE ON SCHEMA public TO PUBLIC",
    "CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM notes'",
  ]);
  const refusal = await prepareRoles(store).catch((error: unknown) => error);
  await store.destroy();
  const problems = (refusal as ConfigurationError).problems.join("\n");
  for (const right of [
    "is a member of pg_read_all_data",
    "has INSERT on public.notes",
    "has SELECT on public.incident_personal",
    "has CREATE on schema public",
    "may call peek(), which acts as postgres",
  ]) {
    expect(problems).toContain(right);
  }
});

it("refuses while anybody may make large objects, and says what an administrator runs", async () => {
  const { url, adminUrl } = await createOwnedDatabase("CREATEROLE");
  await administer(adminUrl, [keepLargeObjects.replace("REVOKE", "GRANT").replace("FROM", "TO")]);
  const store = await openStore(url, "lisiere");
  await expect(prepareRoles(store)).rejects.toThrow(
    `_federated" may fill the disk with large objects, as everyone may until an administrator of the database server has run in this database: ${keepLargeObjects};`,
  );
  await administer(adminUrl, [keepLargeObjects]);
  await prepareRoles(store);
  await store.destroy();
});

it.each(["federated", "personal", "log"])(
  "adopts no role that another landlord has made in its place: %s",
  async (suffix) => {
    const own = await createOwnedDatabase("CREATEROLE");
    const other = await createOwnedDatabase("CREATEROLE");
    const name = `${new URL(own.url).pathname.slice(1)}_${suffix}`;
    const login = suffix === "federated" ? `LOGIN PASSWORD '${password}'` : "NOLOGIN";
    await administer(other.url, [`CREATE ROLE ${name} ${login}`]);
    // The maker cannot hide: what it has of the role only a superuser takes away.
    await administer(other.url, [`REVOKE ${name} FROM ${roleOf(other.url)}`]).catch(
      () => undefined,
    );
    for (const url of [own.url, own.adminUrl]) {
      const store = await openStore(url, "lisiere");
      const refusal = await prepareRoles(store, { password }).catch((error: unknown) => error);
      await store.destroy();
      expect(refusal).toBeInstanceOf(ConfigurationError);
      expect((refusal as ConfigurationError).problems).toEqual([
        expect.stringContaining(
          `the database role "${name}" is this landlord's alone, and is there already in the hands of "${roleOf(other.url)}"; have an administrator`,
        ),
      ]);
    }
    await administer(own.adminUrl, [`DROP ROLE ${name}`]);
    const store = await openStore(own.url, "lisiere");
    await prepareRoles(store);
    await prepareRoles(store, { keepsPassword: true });
    await store.destroy();
  },
);

it("refuses an account that does not own the database", async () => {
  const { url, adminUrl } = await createOwnedDatabase("CREATEROLE");
  await (await openStore(url, "lisiere")).destroy();
  const name = new URL(url).pathname.slice(1);
  await administer(adminUrl, [`ALTER DATABASE ${name} OWNER TO postgres`]);
  const store = await createDataSource(url).initialize();
  const refusal = prepareRoles(store);
  await expect(refusal).rejects.toThrow(ConfigurationError);
  await expect(refusal).rejects.toThrow("must own the database");
  await store.destroy();
});

it("refuses a password that is short, or that SCRAM would read in two ways", async () => {
  const store = await openStore(await createDatabase(), "lisiere");
  for (const poor of ["short", "mot de passe très long"]) {
    await expect(prepareRoles(store, { password: poor })).rejects.toThrow(
      "needs 16 to 200 characters",
    );
  }
  await store.destroy();
});
