import { type SmallPlatform, startSmallPlatform } from "@palier/e2e";
import pg from "pg";

/** Well above what an answer takes on a busy machine; what hangs is waited for as long. */
const timeoutMs = 3_000;

/** The small platform, in which each site has an action too. */
export async function startGround(): Promise<SmallPlatform> {
  const platform = await startSmallPlatform(timeoutMs);
  for (const { databaseUrl } of platform.landlords.values()) {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(`
      INSERT INTO action (site_id, axis, title, status, due_date, responsible_party)
      SELECT id, 1, 'Éclairage ' || reference, 'PLANNED', '2026-12-01', 'x' FROM site ORDER BY id`);
    await client.end();
  }
  return platform;
}
