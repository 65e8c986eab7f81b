/**
 * The query of a territory's levels and of its sites at levels 3 and 4, through the gateway: statements sent, rows and
 * blocks read, size of the answer and time, for more and more incidents and sites stored. With --largest, ten million
 * incidents too, which takes long.
 */
import { withPostgres } from "../support/measured-postgres.js";
import { startPlatform } from "./platform.js";
import { readingOf, StatementRecorder } from "./statement-recorder.js";
import { type Stored, storedLandlord } from "./stored-landlord.js";

const sizes: Stored[] = [
  { sites: 300, incidents: 10_000 },
  { sites: 300, incidents: 100_000 },
  { sites: 300, incidents: 1_000_000 },
  { sites: 3_000, incidents: 100_000 },
  { sites: 20_000, incidents: 100_000 },
];
if (process.argv.includes("--largest")) sizes.push({ sites: 20_000, incidents: 10_000_000 });
const repetitions = 30;
const query = `{ territory(code: "77288") {
  levels { level sites dwellings share }
  coverage { landlordsAnswered dwellingsKnown }
  sites(levels: [3, 4], first: 100) { totalCount edges { level node { id name dwellings classification { since } } } }
} }`;

console.log("Two landlords, 36 closed months; per query, of one of them:");
const columns = ["sites", "incidents", "statements", "rows read", "blocks", "bytes", "median ms"];
console.log(inColumns(columns));

await withPostgres(async (createDatabase) => {
  for (const stored of sizes) {
    const url = await createDatabase();
    const measured = await storedLandlord(url, "mesure", stored);
    const other = await storedLandlord(await createDatabase(), "autre", stored);
    const stores = new Map([
      ["mesure", measured],
      ["autre", other],
    ]);
    const platform = await startPlatform(stores, stored.sites);
    const answer = await platform.ask(query);
    const times: number[] = [];
    for (let turn = 0; turn < repetitions; turn += 1) {
      const before = performance.now();
      await platform.ask(query);
      times.push(performance.now() - before);
    }
    const statements = await new StatementRecorder().during(measured, () => platform.ask(query));
    const { rows, blocks } = await readingOf(url, statements);
    const median = times.sort((a, b) => a - b)[Math.floor(repetitions / 2)] ?? 0;
    const bytes = Buffer.byteLength(JSON.stringify(answer));
    const { sites, incidents } = stored;
    const measures = [sites, incidents, statements.length, rows, blocks, bytes, median.toFixed(1)];
    console.log(inColumns(measures));
    await platform.stop();
    await Promise.all([measured.destroy(), other.destroy()]);
  }
});

function inColumns(values: readonly (number | string)[]): string {
  return values.map((value) => String(value).padStart(12)).join("");
}
