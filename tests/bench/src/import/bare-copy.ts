import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from } from "pg-copy-streams";

/**
 * The same files by nothing but COPY, in one transaction, into a table of text without indexes:
 * the least that loading them can cost.
 *
 * @returns the number of rows.
 */
export async function bareCopy(
  databaseUrl: string,
  files: readonly string[],
  columns: number,
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const list = Array.from({ length: columns }, (_, index) => `column_${index + 1} text`);
  await client.query(`CREATE TABLE bare (${list.join(", ")})`);
  await client.query("BEGIN");
  for (const file of files) {
    const copy = client.query(from("COPY bare FROM STDIN (FORMAT csv, HEADER)"));
    const bytes = createReadStream(file);
    if (file.endsWith(".gz")) await pipeline(bytes, createGunzip(), copy);
    else await pipeline(bytes, copy);
  }
  await client.query("COMMIT");
  const { rows } = await client.query<{ rows: number }>(
    "SELECT count(*)::integer AS rows FROM bare",
  );
  await client.end();
  return rows[0]?.rows ?? 0;
}
