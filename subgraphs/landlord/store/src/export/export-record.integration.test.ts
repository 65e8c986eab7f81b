import fs from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monthNumber } from "@palier/schema";
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
  const [{ key } = { key: "" }] = await store.query<{ key: string }[]>(
    "SELECT key FROM release_key",
  );
  expect(key).toHaveLength(64);
  for (const name of names) {
    expect(await read(name)).not.toContain(salt);
    expect(await read(name)).not.toContain(key);
  }
  expect((await read("releases.csv")).split("\n")[1]).toMatch(/^0,.*,2025-01\|2025-02\|.*2025-12,/);
  expect(await read("release-levels.csv")).toMatch(/\nA,2025-12,0,60,A,/);
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

it("fails when the last of what it writes is not kept", async () => {
  const { store } = await fillStore();
  const { write } = fs;
  const target = join(folder, "full");
  const exported = exportRecord(store, "lisiere", target, (name) => {
    if (name !== "access-log.jsonl") return;
    const full = Object.assign(new Error("no room is left"), { code: "ENOSPC" });
    // A disk that is full at this instant alone, as it turns out once all is told to it.
    const refused = (...args: readonly unknown[]) => {
      Object.assign(fs, { write });
      setTimeout(args.at(-1) as (error: Error) => void, 100, full);
    };
    Object.assign(fs, { write: refused });
  });
  await expect(exported).rejects.toThrow("no room");
  expect((await readdir(folder)).filter((name) => name.startsWith("full"))).toEqual([]);
  await store.destroy();
});

it("writes sites, systems and months as they are read where a table has no description of its own", async () => {
  const { store } = await fillStore();
  await store.query(`
    INSERT INTO frozen_gate (site_id, month, grid, observed) VALUES (2, ${monthNumber("2025-11")}, 1, '{3,0}');
    INSERT INTO submitting_system (id, name, key_hash, per_minute) VALUES (7, 'tickets', sha256('key'), 60);
    INSERT INTO submission (id, system_id, reference, content_hash, content, month, submitted_at, awaited_months)
    VALUES (4, 7, 'T-1', sha256('a'), '[]', ${monthNumber("2026-02")}, '2026-02-03T10:00:00Z',
      '{${monthNumber("2025-12")},${monthNumber("2026-01")}}');
    INSERT INTO site_act (reference, act, month, reason, others, first_month, last_month, name, commune, dwellings)
    VALUES ('A', 'MERGED', ${monthNumber("2026-03")}, 'WORKS', '{B,C}', 0, 1000000, 'Les Tilleuls', '77288', 60)`);
  const target = join(folder, "further");
  await exportRecord(store, "lisiere", target);
  const read = (name: string) => readFile(join(target, name), "utf8");
  expect(await read("frozen-gate.csv")).toBe("site,month,grid,observed\nB\\.,2025-11,1,3|0\n");
  const [columns, submission] = (await read("submission.csv")).split("\n");
  expect(columns).toMatch(/^id,system,reference,.*month,submitted_at/);
  expect(submission).toMatch(
    /^4,tickets,T-1,.*2026-02,2026-02-03T10:00:00Z,[^,]*,2025-12\|2026-01$/,
  );
  expect(await read("site-act.csv")).toContain(",2026-03,WORKS,");
  expect(await read("site-act.csv")).toMatch(/Z,B\|C,,,Les Tilleuls,77288,,60\n$/);
  for (const name of await readdir(target)) {
    expect((await read(name)).split("\n")[0]).not.toMatch(/site_id|system_id/);
  }
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
