/**
 * The query of a territory's levels and of its sites at levels 3 and 4, through the gateway:
 * statements sent, rows read and time, for more and more incidents stored.
 */
import { withPostgres } from "../support/measured-postgres.js";
import { startPlatform } from "./platform.js";
import { rowsRead, StatementRecorder } from "./statement-recorder.js";
import { sitesPerLandlord, storedLandlord } from "./stored-landlord.js";

const sizes = [10_000, 100_000, 1_000_000];
const repetitions = 30;
const query = `{ territory(code: "77288") {
  levels { level sites dwellings share }
  coverage { landlordsAnswered dwellingsKnown }
  sites(levels: [3, 4], first: 100) { totalCount edges { level node { id name dwellings classification { since } } } }
} }`;

console.log(`Two landlords of ${sitesPerLandlord} sites, 36 closed months; per query:`);
console.log("incidents      statements   rows read   median ms   sites 3–4");

await withPostgres(async (createDatabase) => {
  for (const incidents of sizes) {
    const url = await createDatabase();
    const measured = await storedLandlord(url, "mesure", incidents);
    const other = await storedLandlord(await createDatabase(), "autre", incidents);
    const platform = await startPlatform(
      new Map([
        ["mesure", measured],
        ["autre", other],
      ]),
    );
    const answer = await platform.ask(query);
    const times: number[] = [];
    for (let turn = 0; turn < repetitions; turn += 1) {
      const before = performance.now();
      await platform.ask(query);
      times.push(performance.now() - before);
    }
    const statements = await new StatementRecorder().during(measured, () => platform.ask(query));
    const rows = await rowsRead(url, statements);
    const median = times.sort((a, b) => a - b)[Math.floor(repetitions / 2)] ?? 0;
    const { totalCount } = (answer as { territory: { sites: { totalCount: number } } }).territory
      .sites;
    console.log(
      [incidents, statements.length, rows, median.toFixed(1), totalCount]
        .map((value, column) => String(value).padStart(column === 0 ? 9 : 12))
        .join(""),
    );
    await platform.stop();
    await Promise.all([measured.destroy(), other.destroy()]);
  }
});
