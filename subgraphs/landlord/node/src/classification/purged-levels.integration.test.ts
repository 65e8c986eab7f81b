import { purgeRecord, recordSignature } from "@palier/landlord-store";
import {
  generateSigningKey,
  monthNumber,
  monthsBetween,
  monthText,
  signConvention,
} from "@palier/schema";
import { exampleConvention, runs } from "@palier/schema/testing";
import * as fc from "fast-check";
import { type ExampleIncident, ExampleLandlord } from "../testing/example-landlord.js";
import { exampleViewer } from "../viewer/viewer.fixture.js";

const last = monthNumber("2026-10");
const first = last - 47;
const months = monthsBetween(first, last);
const retention = { incidentMonths: 24, countMonths: 36, accessLogMonths: 12 };
const sites = ["R-1", "R-2", "R-3"];

const incident = fc.tuple(
  fc.constantFrom(...sites),
  fc.constantFrom(...months),
  fc.constantFrom("DRUG_DEALING", "NOISE", "ASSAULT", "GRAFFITI", "SABOTAGE", "BURGLARY"),
  fc.integer({ min: 1, max: 4 }),
);

const history = fc.record({
  incidents: fc.array(incident, { minLength: 20, maxLength: 150 }),
  /** Months that are never closed. */
  holes: fc.uniqueArray(fc.constantFrom(...months.slice(0, -1)), { maxLength: 6 }),
  /** Months from the last closed one to the day of the purge: what is closed a year late may rest on purged counts, and is refused. */
  later: fc.integer({ min: 1, max: 12 }),
});

async function open(
  {
    incidents,
    holes,
  }: { incidents: readonly [string, number, string, number][]; holes: readonly number[] },
  closed: number,
): Promise<ExampleLandlord> {
  const landlord = await ExampleLandlord.open();
  await landlord.addSites([
    { reference: "R-1", commune: "10001", dwellings: 30 },
    { reference: "R-2", commune: "10001", dwellings: 300 },
    { reference: "R-3", commune: "10001", dwellings: 60 },
  ]);
  const rows = incidents.flatMap(([site, month, category, count]) =>
    Array.from(
      { length: count },
      (): ExampleIncident => [site, `${monthText(month)}-05`, category],
    ),
  );
  if (rows.length > 0) await landlord.addIncidents(rows);
  const { store } = landlord;
  // were one before the middle of the record.
  await store.query(`INSERT INTO site_part (site_id, from_month, part_id)
    SELECT one.id, ${first + 20}, other.id FROM site AS one, site AS other
    WHERE one.reference = 'R-2' AND other.reference = 'R-3'`);
  await store.query(`UPDATE site SET last_month = ${first + 19} WHERE reference = 'R-3'`);
  await store.query(
    `DELETE FROM incident USING site WHERE site.id = site_id AND reference = 'R-3' AND day >= '${monthText(first + 20)}-01'`,
  );
  const key = await generateSigningKey();
  const publication = { from: monthText(first), until: monthText(last) };
  const convention = { ...exampleConvention, retention, publication };
  const signature = await signConvention(convention, "lisiere", key);
  await recordSignature(store, convention, signature, key.x);
  await landlord.close(months.filter((month) => !holes.includes(month) && month <= closed));
  return landlord.with({ convention });
}

const asked =
  "month status level computedLevel heldLevel since closedMonths gates { level met conditions { families measure threshold observed met } }";

async function shown(landlord: ExampleLandlord): Promise<unknown> {
  const histories = await landlord.ask(
    "Site",
    sites.map((site) => `lisiere:${site}`),
    `history(from: "${monthText(first)}") { ${asked} }`,
  );
  const tallies = await landlord.store.query("SELECT * FROM level_tally ORDER BY 1, 2, 3, 4");
  return { histories, tallies };
}

it("answers of past months as before a purge, and of later ones as if there had been none", async () => {
  await fc.assert(
    fc.asyncProperty(history, async (drawn) => {
      const closed = last - 6;
      const [landlord, whole] = [await open(drawn, closed), await open(drawn, closed)];
      try {
        const clock = () => new Date(Date.UTC(2026, 10 - 6 + drawn.later, 2));
        const before = await shown(landlord);
        expect(before).toEqual(await shown(whole));
        const summary = await purgeRecord(landlord.store, { clock });
        expect(summary?.detail.length).toBeGreaterThan(0);
        expect(await shown(landlord)).toEqual(before);
        const later = months.filter(
          (month) =>
            month > closed && !drawn.holes.includes(month) && month > (summary?.detail.at(-1) ?? 0),
        );
        expect(later.length).toBeGreaterThan(0);
        await landlord.close(later);
        await whole.close(later);
        expect(await shown(landlord)).toEqual(await shown(whole));
      } finally {
        await landlord.end();
        await whole.end();
      }
    }),
    { numRuns: runs(5) },
  );
}, 240_000);

it("shows no count of a month whose counts are purged, rather than a zero", async () => {
  const landlord = await open({ incidents: [["R-1", last - 37, "NOISE", 3]], holes: [] }, last);
  const counts = async () => {
    const { incidentCounts } = (await landlord.askOne(
      "Site",
      "lisiere:R-1",
      `incidentCounts(from: "${monthText(last - 38)}", to: "${monthText(last - 34)}") { month family count }`,
    )) as { incidentCounts: readonly { month: string; family: string; count: number }[] };
    return incidentCounts.filter(({ family }) => family === "INCIVILITY");
  };
  const municipality = landlord.seenBy(exampleViewer("MUNICIPALITY", ["10001"]));
  const protectedMonths = async () => {
    const { incidentCounts } = (await municipality.askOne(
      "Site",
      "lisiere:R-1",
      `incidentCounts(from: "${monthText(last - 38)}", to: "${monthText(last - 34)}") { month status }`,
    )) as { incidentCounts: readonly { month: string; status: string }[] };
    expect(incidentCounts.map(({ status }) => status)).not.toContain("VALUE");
    return [...new Set(incidentCounts.map(({ month }) => month))];
  };
  const textsOf = (...agos: number[]) => agos.map((ago) => monthText(last - ago));
  const of = (ago: number, count: number) => ({
    ...{ month: monthText(last - ago), family: "INCIVILITY", count },
  });
  expect(await counts()).toEqual([of(38, 0), of(37, 3), of(36, 0), of(35, 0), of(34, 0)]);
  expect(await protectedMonths()).toEqual(textsOf(38, 37, 36, 35, 34));
  await purgeRecord(landlord.store, { clock: () => new Date("2026-11-20T12:00:00Z") });
  expect(await counts()).toEqual([of(35, 0), of(34, 0)]);
  // Nor as a number that is withheld, or a zero that was released: there is none any more.
  expect(await protectedMonths()).toEqual(textsOf(35, 34));
  await landlord.end();
});

it("gives right answers at every instant of a purge", async () => {
  const landlord = await open(
    {
      incidents: months.flatMap((month): [string, number, string, number][] => [
        ["R-1", month, "DRUG_DEALING", 2],
        ["R-2", month, "NOISE", 3],
      ]),
      holes: [],
    },
    last,
  );
  const before = await shown(landlord);
  let isOver = false;
  let answers = 0;
  const ask = async () => {
    while (!isOver) {
      expect(await shown(landlord)).toEqual(before);
      answers += 1;
    }
  };
  const asking = [ask(), ask()];
  const seen: number[] = [];
  await purgeRecord(landlord.store, {
    clock: () => new Date("2026-11-20T12:00:00Z"),
    onMonth: () => seen.push(answers),
  });
  isOver = true;
  await Promise.all(asking);
  // Somebody was answered between the first month and the last.
  expect(seen.at(-1)).toBeGreaterThan(seen[0] ?? 0);
  await landlord.end();
});
