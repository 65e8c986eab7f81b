/**
 * Classifying every site for every month from nothing against one GROUP BY over the same incidents,
 * in turns; then one more month, closed by itself.
 */
import { closeMonths, reclassify } from "@palier/landlord-store";
import { nomenclature1, rulesOf } from "@palier/schema";
import type { DataSource } from "typeorm";
import { median, timed } from "../support/measure.js";
import { withPostgres } from "../support/measured-postgres.js";
import { months, streetLikeStore } from "./street-like-store.js";

const rounds = 5;
const after = () => new Date("2026-11-22");

await withPostgres(async (createDatabase) => {
  const store = await streetLikeStore(await createDatabase());
  const newest = months.at(-1) ?? 0;
  const earlier = months.slice(0, -1);
  const closing = await timed(() => closeMonths(store, earlier, after));
  await store.query("VACUUM ANALYZE");

  const grouped: number[] = [];
  const classified: number[] = [];
  let figures = { sites: 0, runsWritten: 0 };
  for (let round = 0; round < rounds; round += 1) {
    grouped.push((await timed(() => groupBy(store))).ms);
    const run = await timed(() => reclassify(store, rulesOf({ grid: 1 })));
    classified.push(run.ms);
    figures = run.value;
    await store.query("VACUUM classification");
  }
  const ratio = median(classified) / median(grouped);
  console.log(
    `${figures.sites} sites, ${earlier.length} months, ${figures.runsWritten} runs written`,
  );
  console.log(
    `GROUP BY site, month, family   ${median(grouped).toFixed(0)} ms (median of ${rounds})`,
  );
  console.log(
    `classification from nothing    ${median(classified).toFixed(0)} ms, ratio ${ratio.toFixed(2)} (at most 3)`,
  );
  console.log(
    `closing ${earlier.length} months at once        ${closing.ms.toFixed(0)} ms, counts included`,
  );

  const before = await runsOf(store);
  const more = await timed(() => closeMonths(store, [newest], after));
  if (more.value.classification === null) throw new Error("The month was closed already");
  const { rises, falls, runsWritten } = more.value.classification;
  console.log(
    `closing one more month         ${more.ms.toFixed(0)} ms: ${runsWritten} runs written beside ${before}, ${rises} rises, ${falls} falls`,
  );
  await store.destroy();
});

/** On the server alone: its result is not fetched. */
async function groupBy(store: DataSource): Promise<void> {
  const entries = [...nomenclature1.categories.values()];
  await store.query(
    `SELECT count(*) FROM (
       SELECT site_id, date_trunc('month', day) AS month, family, count(*)
       FROM incident JOIN unnest($1::text[], $2::text[]) AS nomenclature (category, family)
         USING (category)
       GROUP BY 1, 2, 3) grouped`,
    [entries.map(({ code }) => code), entries.map(({ family }) => family)],
  );
}

async function runsOf(store: DataSource): Promise<string> {
  const [row] = await store.query<{ count: string }[]>("SELECT count(*) FROM classification");
  return row?.count ?? "0";
}
