import { createDatabase } from "@palier/test-support";
import pg from "pg";
import { runPalier } from "../testing/command.fixture.js";

const prepare = ["node", "prepare", "--landlord", "lisiere"];
const setting = /^PALIER_FEDERATED_DATABASE_URL=(\S+)$/m;

async function rowsOf(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

it("prints an address once, keeps its password, and replaces it when told", async () => {
  const databaseUrl = await createDatabase();
  const first = await runPalier(prepare, { databaseUrl });
  expect(first).toMatchObject({ exitCode: 0, complained: "" });
  const [, url = ""] = setting.exec(first.printed) ?? [];
  expect(await rowsOf(url, "SELECT slug FROM node")).toEqual([{ slug: "lisiere" }]);
  await expect(rowsOf(url, "SELECT narrative FROM incident_personal")).rejects.toThrow(
    "permission denied",
  );

  const again = await runPalier(prepare, { databaseUrl });
  expect(again.printed).toContain("Its password is the one it had");
  expect(again.printed).not.toMatch(setting);
  expect(await rowsOf(url, "SELECT slug FROM node")).toHaveLength(1);

  const renewed = await runPalier([...prepare, "--new-password"], { databaseUrl });
  const [, newUrl = ""] = setting.exec(renewed.printed) ?? [];
  expect(await rowsOf(newUrl, "SELECT slug FROM node")).toHaveLength(1);
  await expect(rowsOf(url, "SELECT slug FROM node")).rejects.toThrow("password");
});

it("asks for the landlord's own database", async () => {
  const run = await runPalier(prepare);
  expect(run).toMatchObject({ exitCode: 1, printed: "" });
  expect(run.complained).toMatch(/Set DATABASE_URL.*"palier start" are prepared at each start/s);
});
