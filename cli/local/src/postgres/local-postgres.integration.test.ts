import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { findCluster } from "./find-cluster.js";
import { type LocalPostgres, usePostgres } from "./local-postgres.js";
import { removeData } from "./remove-data.js";
import { serverTrace } from "./server.js";
import { refuseSecondPlatform } from "./serving-platform.js";

let folder: string;
let home: string;
const used: LocalPostgres[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-postgres-"));
  await chmod(folder, 0o755);
  home = join(folder, "home");
});
afterEach(async () => {
  for (const postgres of used.splice(0)) await postgres.release("immediate");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function use(dataFolder = home): Promise<LocalPostgres> {
  const postgres = await usePostgres(dataFolder);
  used.push(postgres);
  return postgres;
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

it("runs until the last of those that use it gives it up, and keeps its data", async () => {
  const [first, second] = await Promise.all([use(), use()]);
  const url = await first.landlordUrl("val-de-brie");
  expect(new URL(url).pathname).toBe("/palier_val_de_brie");
  await query(url, "CREATE TABLE kept AS SELECT 42 AS answer");
  expect(await first.release()).toBe(false);
  expect(await query(url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  expect(await second.release()).toBe(true);
  await expect(query(url, "SELECT 1")).rejects.toThrow("ECONNREFUSED");

  const third = await use();
  expect(await third.landlords()).toEqual(["val-de-brie"]);
  expect(await third.landlordUrl("val-de-brie")).toBe(url);
  expect(await query(url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
});

it("lets one platform serve the folder, and says to the next who it is since when", async () => {
  await expect(refuseSecondPlatform(join(folder, "untouched"))).resolves.toBeUndefined();
  const [first, second] = [await use(), await use()];
  await refuseSecondPlatform(home);
  await first.claimServing();
  const word = new RegExp(
    `^This data folder is being served already, by process ${process.pid} \\(palier start\\) since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d .*\\nStop that one`,
  );
  await expect(second.claimServing()).rejects.toThrow(word);
  await expect(refuseSecondPlatform(home)).rejects.toThrow(word);
  await first.release();
  await refuseSecondPlatform(home);
  await second.claimServing();
});

it("opens no landlord's database to another landlord", async () => {
  const postgres = await use();
  const [one, other] = [
    await postgres.landlordUrl("lisiere"),
    await postgres.landlordUrl("ecluse"),
  ];
  const trespass = new URL(one);
  trespass.pathname = new URL(other).pathname;
  await expect(query(trespass.href, "SELECT 1")).rejects.toThrow("permission denied");
});

it("gives a new landlord nothing that another landlord's account has made before", async () => {
  const postgres = await use();
  const lisiere = await postgres.landlordUrl("lisiere");
  await query(lisiere, "CREATE ROLE palier_canal LOGIN CREATEROLE PASSWORD 'known to lisiere'");
  await expect(postgres.landlordUrl("canal")).rejects.toThrow(
    'an account "palier_canal" that palier has not made',
  );
  await query(lisiere, "DROP ROLE palier_canal");
  const url = await postgres.landlordUrl("canal");
  expect(await postgres.landlordUrl("canal")).toBe(url);
  await expect(query(lisiere, "CREATE ROLE palier_canal")).rejects.toThrow("already exists");
});

it("keeps its password to itself", async () => {
  await use();
  expect((await stat(join(home, "postgres.json"))).mode & 0o777).toBe(0o600);
});

it("says when the server goes away, and survives what it leaves behind", async () => {
  const postgres = await use();
  const trace = await serverTrace(await findCluster(home));
  const lost = new Promise<void>((resolve) => {
    postgres.onLost(async () => resolve());
  });
  process.kill(trace?.pid ?? 0, "SIGKILL");
  await lost;
  const next = await use();
  expect(await next.landlords()).toContain("val-de-brie");
});

it("does not take a program that was given a dead server's number for a server", async () => {
  await (await use()).release();
  const pidFile = join(home, "postgres", "data", "postmaster.pid");
  await writeFile(pidFile, `${process.pid}\n${home}\n1\n1\n`);
  const postgres = await use();
  expect(await postgres.landlords()).toContain("val-de-brie");
});

it("has a place for the server's files where its account cannot enter the data folder", async () => {
  const closed = join(folder, "closed", "home");
  await mkdir(join(folder, "closed"), { mode: 0o700 });
  const postgres = await use(closed);
  expect(await postgres.landlords()).toEqual([]);
  await expect(removeData(closed, [])).rejects.toThrow("Another palier uses these data");
  expect(await postgres.release()).toBe(true);
  const cluster = await findCluster(closed);
  await removeData(closed, []);
  await expect(stat(cluster.folder)).rejects.toThrow("ENOENT");
});
