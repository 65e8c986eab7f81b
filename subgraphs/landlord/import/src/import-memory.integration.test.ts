import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@palier/test-support";
import { startImport } from "./testing/start-import.js";

const fewRows = 200_000;
const manyRows = 1_000_000;
const heapMegabytes = 80;
/** What the garbage collector leaves lying differs from run to run. */
const tolerance = 1.4;

const mapping = `
site: { columns: [site], create: { dwellings: 60, commune: { value: "77288" } } }
`;

/** Nine rows in ten have a reference. */
async function writeIncidents(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write("reference,site,day,category\n");
  for (let first = 0; first < rows; first += 10_000) {
    let text = "";
    for (let row = first; row < first + 10_000; row += 1) {
      const reference = row % 10 === 0 ? "" : `F-${row}`;
      text += `${reference},S-${row % 997},20${10 + (row % 16)}-0${1 + (row % 9)}-${10 + (row % 19)},NOISE\n`;
    }
    if (!file.write(text)) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}

/** Peak memory of the importing process, in bytes. */
async function peakFor(rows: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "palier-memory-"));
  const path = join(folder, "incidents.csv");
  await writeIncidents(path, rows);
  const heap = [`--max-old-space-size=${heapMegabytes}`];
  const end = await startImport(await createDatabase(), mapping, [path], heap).ended;
  await rm(folder, { recursive: true });
  expect(end?.summary).toMatchObject({ rowsRead: rows, incidentsAdded: rows, sitesCreated: 997 });
  return end?.peakBytes ?? Number.POSITIVE_INFINITY;
}

it("takes no more memory for a million rows than for two hundred thousand", async () => {
  const few = await peakFor(fewRows);
  const many = await peakFor(manyRows);
  expect(many).toBeLessThan(few * tolerance);
});
