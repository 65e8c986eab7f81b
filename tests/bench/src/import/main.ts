/**
 * Importing street files into one landlord against a bare COPY of the same rows into a table
 * without indexes, in turns on one server.
 *
 * npm run bench:import -w tests/bench -- [folder of street files | number of invented rows]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ImportSummary, importIncidents } from "@palier/landlord-import";
import { openStore } from "@palier/landlord-store";
import { median, timed } from "../support/measure.js";
import { withPostgres } from "../support/measured-postgres.js";
import { bareCopy } from "./bare-copy.js";
import { streetFilesOf, streetHeader, streetMapping, writeStreetFiles } from "./street-files.js";

const rounds = 3;
const inventedRows = 500_000;
const columns = streetHeader.split(",").length;
const [argument = String(inventedRows)] = process.argv.slice(2);

await withFiles(async (files) => {
  await withPostgres(async (createDatabase) => {
    const bare: number[] = [];
    const imported: number[] = [];
    const busy: number[] = [];
    let rows = 0;
    let memory: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const url = await createDatabase();
      const copied = await timed(() => bareCopy(url, files, columns));
      bare.push(copied.ms);
      rows = copied.value;
      const run = await importInto(await createDatabase(), files);
      if (run.summary.rowsRead !== rows) throw new Error("The two loads read different rows");
      imported.push(run.summary.durationMs);
      busy.push(run.busyMs);
      memory = memory.length === 0 ? run.memory : memory;
    }
    const rate = (ms: number) => `${Math.round((rows / ms) * 1000).toLocaleString("en")} rows/s`;
    console.log(`${rows.toLocaleString("en")} rows of ${files.length} files`);
    console.log(`bare COPY   ${rate(median(bare))} (median of ${rounds})`);
    console.log(`import      ${rate(median(imported))}`);
    console.log(`ratio       ${(median(bare) / median(imported)).toFixed(2)} (at least 0.4)`);
    console.log(
      `processor   ${(median(busy) / 1000).toFixed(1)} s of Node's own an import, all threads`,
    );
    console.log(
      `memory      ${memory.join(", ")} MB resident after each quarter of the first import; peak of all ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
    );
  });
});

/** One import, with the processor time it took and the resident memory after each quarter. */
async function importInto(
  databaseUrl: string,
  files: readonly string[],
): Promise<{ summary: ImportSummary; busyMs: number; memory: number[] }> {
  const store = await openStore(databaseUrl, "bench");
  const memory: number[] = [];
  const before = process.cpuUsage();
  const summary = await importIncidents(store, files, {
    mapping: streetMapping,
    onProgress: ({ bytesRead, bytesTotal }) => {
      if (bytesRead < ((memory.length + 1) / 4) * bytesTotal) return;
      memory.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
    },
  });
  const { user, system } = process.cpuUsage(before);
  await store.destroy();
  return { summary, busyMs: (user + system) / 1000, memory };
}

async function withFiles(work: (files: readonly string[]) => Promise<void>): Promise<void> {
  if (!/^\d+$/.test(argument)) return work(await streetFilesOf(argument));
  const folder = await mkdtemp(join(tmpdir(), "palier-bench-"));
  try {
    await work(await writeStreetFiles(folder, Number(argument)));
  } finally {
    await rm(folder, { recursive: true });
  }
}
