// Run by make-store-fixture.mjs inside a checkout of the past: fills a store with a part of the demonstration
// by that checkout's own code, and writes down, a line of JSON each, what PostgreSQL was told to make the
// tables, what stands in them, what it was told to make the roles, and the levels that came of it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const [target] = process.argv.slice(2);
const packages = createRequire(new URL("subgraphs/landlord/store/package.json", import.meta.url));
const pg = packages("pg");
const { to } = packages("pg-copy-streams");

/** The name of the database, of its owner and in the names of the roles; the test puts its own. */
const name = "palier_fixture";
const password = "a-password-for-tests";
const slug = "lisiere";
const sitesKept = 6;
const incidentsKept = 300;

const lines = [];
let recordedAs = null;
const query = pg.Client.prototype.query;
/** What changes a database and takes no parameters; the rest reads, or is the rows that are copied. */
pg.Client.prototype.query = function (statement, values, ...others) {
  const isKept =
    recordedAs !== null &&
    typeof statement === "string" &&
    !(Array.isArray(values) && values.length > 0) &&
    !/^\s*(SELECT|START|BEGIN|COMMIT|ROLLBACK|SET TRANSACTION|SHOW)\b/i.test(statement);
  if (isKept) lines.push({ [recordedAs]: statement });
  return query.call(this, statement, values, ...others);
};

const { default: startPostgres } = await import("./tests/support/start-postgres.mjs");
await startPostgres();
const server = process.env.TEST_POSTGRES_URL;
const admin = new pg.Client({ connectionString: `${server}/postgres` });
await admin.connect();
await admin.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD '${password}'`);
await admin.query(`CREATE DATABASE ${name} OWNER ${name}`);
await admin.end();
const inside = new pg.Client({ connectionString: `${server}/${name}` });
await inside.connect();
await inside.query(
  "REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC",
);
await inside.end();
const url = new URL(`${server}/${name}`);
[url.username, url.password] = [name, password];

const store = await import("./subgraphs/landlord/store/dist/index.js");
const schema = await import("./schema/dist/index.js");
const { readConvention } = await import("./service/dist/index.js");
const { generateDemonstration } = await import(
  "./cli/demonstration/dist/generate-demonstration.js"
);
const { loadDemonstration } = await import("./cli/demonstration/dist/load-demonstration.js");

recordedAs = "schema";
const database = await store.openStore(url.href, slug);
recordedAs = null;

const plain = readConvention("cli/demonstration/convention.yaml");
const key = await schema.generateSigningKey();
const convention = {
  ...plain,
  landlords: plain.landlords.map((party) =>
    party.slug === slug ? { ...party, key: key.x } : party,
  ),
};
const signature = await schema.signConvention(convention, slug, key);
await store.recordSignature(database, convention, signature, key.x);

const whole = generateDemonstration(convention);
const records = whole.landlords.find((landlord) => landlord.slug === slug);
// Those with the most decisions, so that there are some.
const decided = new Map();
for (const { site } of records.decisions) decided.set(site, (decided.get(site) ?? 0) + 1);
const sites = [...records.sites]
  .sort((a, b) => (decided.get(b.reference) ?? 0) - (decided.get(a.reference) ?? 0))
  .slice(0, sitesKept)
  .sort((a, b) => (a.reference < b.reference ? -1 : 1));
const isKept = ({ site }) => sites.some(({ reference }) => reference === site);
const part = {
  ...records,
  sites,
  incidents: records.incidents.filter(isKept).slice(-incidentsKept),
  actions: records.actions.filter(isKept),
  decisions: records.decisions.filter(isKept),
};
const work = mkdtempSync(join(tmpdir(), "palier-store-fixture-files-"));
await loadDemonstration(new Map([[slug, database]]), { ...whole, landlords: [part] }, work);
rmSync(work, { recursive: true });

await store.pausePartner(database, "police-melun", "Audit", "M. Martin");
await store.resumePartner(database, "police-melun", "M. Martin");
const log = new store.AccessLog(database);
const monthMs = 30 * 24 * 3_600_000;
for (let number = 1; number <= 60; number += 1) {
  await log.append({
    // The first ten are older than any convention keeps.
    at: new Date(Date.now() - (number <= 10 ? 70 * monthMs : 0) - (60 - number) * 60_000),
    operationId: null,
    operation: `Levels${number}`,
    viewer: {
      subject: "agent-7",
      partner: "police-melun",
      kind: "POLICE",
      scope: ["77288"],
      purpose: null,
      statedPurpose: number % 2 === 0 ? "PATROL_PLANNING" : null,
      asks: "FIELDS",
    },
    isProved: true,
    coordinates: ["Site.level", "Site.name"],
    sites: [`${slug}:${sites[number % sitesKept].reference}`],
    territories: ["77288"],
    rows: number,
    decision: "GRANTED",
    reason: null,
    durationMs: 12.3,
  });
}
const purged = await store.purgeLog(database, null);

const client = await database.createQueryRunner().connect();
const tables = await database.query(
  "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1",
);
for (const { name: table } of tables) {
  const columns = await database.query(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
  );
  const names = columns.map((column) => column.name).join(", ");
  const pieces = [];
  for await (const piece of client.query(to(`COPY ${table} (${names}) TO STDOUT`)))
    pieces.push(piece);
  lines.push({ copy: table, columns: names, rows: Buffer.concat(pieces).toString() });
}
const levels = await database.query(`
  SELECT reference, from_month, to_month, computed_level, held_level, level, since
  FROM classification JOIN site ON site.id = site_id ORDER BY 1, 2`);
const tallies = await database.query("SELECT * FROM level_tally ORDER BY 1, 2, 3, 4");
lines.push({ levels, tallies, publicKey: key.x, purged });

recordedAs = "roles";
await store.prepareRoles(database, { password });
recordedAs = null;
writeFileSync(
  target,
  gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { level: 9 }),
);
console.log(
  `${target}: ${lines.length} lines, ${part.incidents.length} incidents, ${levels.length} runs of levels, ${purged} purged`,
);
await database.destroy();
await globalThis.stopPostgres();
process.exit();
