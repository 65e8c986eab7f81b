import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fillStore } from "../backup/filled-store.fixture.js";
import { storeTables } from "../backup/store-tables.js";
import { exportRecord } from "./export-record.js";
import { notExported, recordFiles } from "./record-files.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-export-"));
});
afterAll(() => rm(folder, { recursive: true }));

it("writes all that the record holds, for its owner alone, with each column described", async () => {
  const { store } = await fillStore();
  const target = join(folder, "whole");
  const files = await exportRecord(store, "lisiere", target);
  const names = (await readdir(target)).sort();
  expect(names).toEqual(files.map(({ name }) => name).sort());
  expect((await stat(target)).mode & 0o777).toBe(0o700);
  for (const name of names) expect((await stat(join(target, name))).mode & 0o777).toBe(0o600);
  const read = (name: string) => readFile(join(target, name), "utf8");
  const rows = async (name: string) => (await read(name)).trimEnd().split("\n").length - 1;
  const readme = await read("README.md");
  for (const name of names) if (name !== "README.md") expect(readme).toContain(`## ${name}`);

  expect(await rows("incidents.csv")).toBe(48);
  expect(await read("incidents.csv")).toContain("Mme Dupont");
  expect((await read("closed-months.csv")).split("\n")[1]).toMatch(/^2025-01,2/);
  expect(await read("decisions.csv")).toContain("A,4,2025-12,2026-01,Tirs,M. Martin,");
  expect(await read("levels.csv")).toContain("A,2025-10,");
  // A tab, backslashes and a line break come as they are.
  expect(await read("sites.csv")).toContain('"Rue du 8\tMai\n\\.\n"');
  const [site] = JSON.parse(await read("sites.geojson")).features;
  expect(site).toMatchObject({
    geometry: { type: "Point", coordinates: [2.655400123456789, 48.5397] },
    properties: { site: "A", dwellings: 60 },
  });
  expect(await rows("access-log.jsonl")).toBe(2);
  expect(JSON.parse((await read("access-log.jsonl")).split("\n")[0] ?? "")).toHaveProperty("hash");
  // What has no file of its own is there as it stands, and the salt of public ids nowhere.
  const told = new Set([...notExported, ...recordFiles.flatMap(({ tables }) => tables)]);
  const [{ salt } = { salt: "" }] = await store.query<{ salt: string }[]>("SELECT salt FROM node");
  for (const table of storeTables) {
    const [there] = await store.query<{ is: boolean }[]>(
      `SELECT to_regclass($1) IS NOT NULL AS is`,
      [table],
    );
    if (there?.is && !told.has(table)) expect(names).toContain(`${table.replaceAll("_", "-")}.csv`);
  }
  for (const name of names) expect(await read(name)).not.toContain(salt);
  await store.destroy();
});

it("replaces nothing, and leaves nothing when it fails", async () => {
  const { store } = await fillStore();
  const target = join(folder, "once");
  await exportRecord(store, "lisiere", target);
  await expect(exportRecord(store, "lisiere", target)).rejects.toThrow("is not replaced");
  await store.query("ALTER TABLE decision RENAME TO away");
  const before = await readdir(folder);
  await expect(exportRecord(store, "lisiere", join(folder, "half"))).rejects.toThrow();
  expect(await readdir(folder)).toEqual(before);
  await store.destroy();
});

it("describes as many columns as it writes", async () => {
  const { store } = await fillStore();
  for (const { name, query, columns } of recordFiles) {
    await store.query(`CREATE TEMPORARY VIEW counted AS ${named(query, Object.keys(columns))}`);
    await store.query("DROP VIEW counted");
    expect(name).toMatch(/^[a-z-]+\.csv$/);
  }
  await store.destroy();
});

/** PostgreSQL refuses more names than there are columns, and columns without a name of their own. */
function named(query: string, columns: readonly string[]): string {
  return `SELECT ${columns.map((each) => `"${each}"`).join(", ")} FROM (${query}) AS q (${columns.map((each) => `"${each}"`).join(", ")})`;
}
