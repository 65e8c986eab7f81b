import { randomUUID } from "node:crypto";
import { createDatabase } from "@palier/test-support";
import { DataSource } from "typeorm";
import { createDataSource } from "../database/data-source.js";
import { openStore } from "../database/open-store.js";
import { prepareRoles } from "../database/roles/prepare-roles.js";
import { exampleEntry } from "./access-entry.fixture.js";
import { AccessLog } from "./access-log.js";
import { Keeper, monthsAgo } from "./keep-log.fixture.js";
import { purgeLog } from "./purge-log.js";
import { verifyLog } from "./verify-log.js";

const password = "a-password-for-tests";

/** A store as the version before left it, of an ordinary account, whose log is another role's already. */
async function earlierStore(): Promise<{ store: DataSource; url: string }> {
  const adminUrl = await createDatabase();
  const name = new URL(adminUrl).pathname.slice(1);
  const owner = `node_${randomUUID().replaceAll("-", "").slice(0, 20)}`;
  const admin = await createDataSource(adminUrl).initialize();
  await admin.query(`CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD '${password}';
    ALTER DATABASE ${name} OWNER TO ${owner};
    REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC`);
  const url = new URL(adminUrl);
  [url.username, url.password] = [owner, password];
  const current = createDataSource(url.href).options;
  const all = current.migrations as { readonly name: string }[];
  const migrations = all.slice(
    0,
    all.findIndex(({ name: migration }) => migration.startsWith("SaltAccessLog")),
  );
  const store = await new DataSource({ ...current, migrations } as typeof current).initialize();
  await store.runMigrations();
  await store.query(`CREATE ROLE ${name}_log NOLOGIN;
    GRANT ${name}_log TO ${owner} WITH INHERIT FALSE, SET TRUE`);
  await admin.query(`GRANT USAGE ON SCHEMA public TO ${name}_log;
    ALTER TABLE access_log OWNER TO ${name}_log;
    ALTER TABLE access_log_head OWNER TO ${name}_log;
    ALTER TABLE access_log_purge OWNER TO ${name}_log;
    ALTER FUNCTION append_access_log OWNER TO ${name}_log;
    ALTER FUNCTION purge_access_log OWNER TO ${name}_log;
    ALTER FUNCTION refuse_log_change OWNER TO ${name}_log;
    ALTER FUNCTION refuse_log_removal OWNER TO ${name}_log;
    GRANT SELECT ON access_log, access_log_head, access_log_purge TO ${owner};
    GRANT EXECUTE ON FUNCTION append_access_log, purge_access_log TO ${owner}`);
  await admin.destroy();
  return { store, url: url.href };
}

it("goes on with a chain of the time before salts, which verifies as before", async () => {
  const { store: earlier, url } = await earlierStore();
  const write = async (store: DataSource, ...months: readonly number[]) => {
    const log = new AccessLog(store);
    for (const month of months) await log.append(exampleEntry(month, { at: monthsAgo(month) }));
  };
  await write(earlier, 40, 39, 30, 29, 1);
  await purgeLog(earlier, monthsAgo(35));
  const [kept] = await earlier.query(
    "SELECT sequence::integer, encode(hash, 'hex') AS hash FROM access_log WHERE sequence = 4",
  );
  await earlier.destroy();

  const store = await openStore(url, "lisiere");
  // Before the roles are prepared again: nodes that run meanwhile go on.
  await write(store, 1, 0);
  await prepareRoles(store);
  await write(store, 0);
  const keeper = await Keeper.of(store);
  await keeper.sign(12);
  const whole = { isWhole: true, problems: [] };
  await expect(keeper.verify(kept)).resolves.toMatchObject({
    ...whole,
    entries: 6,
    purged: 2,
    notComparable: 2,
    last: { sequence: 8, unsalted: 5 },
  });
  await expect(purgeLog(store, monthsAgo(13))).resolves.toBe(2);
  await expect(keeper.verify()).resolves.toMatchObject({ ...whole, entries: 4, notComparable: 4 });
  await expect(keeper.verify(kept)).resolves.toMatchObject({
    isWhole: false,
    problems: [{ kind: "NOT_COMPARABLE", sequence: 4 }],
  });
  const left = await store.query("SELECT digest, previous FROM access_log_purged");
  expect(left).toEqual(Array.from({ length: 4 }, () => ({ digest: null, previous: null })));
  await store.destroy();
});

it("finds what an earlier version let anyone purge", async () => {
  const { store: earlier, url } = await earlierStore();
  for (const month of [2, 1, 0]) {
    await new AccessLog(earlier).append(exampleEntry(month, { at: monthsAgo(month) }));
  }
  await purgeLog(earlier, new Date("2099-01-01"));
  await earlier.destroy();
  const store = await openStore(url, "lisiere");
  const dueBefore = "2026-01-01";
  await expect(verifyLog(store, { dueBefore })).resolves.toMatchObject({
    isWhole: false,
    problems: [{ kind: "NOT_DUE", from: 1, to: 3 }],
  });
  await store.destroy();
});
