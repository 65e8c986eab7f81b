import { createDatabase } from "@palier/test-support";
import pg from "pg";
import { openStore } from "../open-store.js";
import { SubmissionDoor } from "../submission-door.js";
import { prepareSubmissionLogin } from "./submission-rights.js";

it("is a login that submits and does nothing else, and serves with no other", async () => {
  const databaseUrl = await createDatabase();
  const store = await openStore(databaseUrl, "lisiere");
  const submitUrl = await prepareSubmissionLogin(store);
  const client = new pg.Client(submitUrl);
  await client.connect();
  const tables = await store.query<{ name: string }[]>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
  );
  expect(tables.length).toBeGreaterThan(20);
  for (const { name } of tables) {
    for (const act of [
      `SELECT FROM ${name}`,
      `DELETE FROM ${name}`,
      `INSERT INTO ${name} DEFAULT VALUES`,
    ]) {
      await expect(client.query(act)).rejects.toThrow("permission denied");
    }
  }
  await expect(client.query("CREATE TABLE mine (a integer)")).rejects.toThrow("permission denied");
  await expect(client.query("CREATE TEMP TABLE mine (a integer)")).rejects.toThrow(
    "permission denied",
  );
  await client.end();
  await store.destroy();
  await expect(SubmissionDoor.open(databaseUrl)).rejects.toThrow("may do more than submit");
});
