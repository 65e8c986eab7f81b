import {
  closeMonths,
  listImports,
  reclassify,
  reopenMonths,
  signedRules,
  undoImport,
  withdrawIncident,
} from "@palier/landlord-store";
import { monthNumber, monthsBetween } from "@palier/schema";
import { correctIncident } from "./act-on-incidents.js";
import { header, ImportStore } from "./testing/import-store.fixture.js";

const settings = { reason: "WRONG_ENTRY", author: "Direction" } as const;
const clock = () => new Date("2026-11-22T10:00:00Z");
const months = monthsBetween(monthNumber("2025-07"), monthNumber("2026-09"));
const [lastMonth = 0] = months.slice(-1);

it("corrects beside imports and closings: what is closed is counted as it stands, and no act is half done", async () => {
  const at = await ImportStore.open();
  const rows = (prefix: string, category: string, count: number) =>
    Array.from({ length: count }, (_, index) => {
      const month = String(1 + (index % 9)).padStart(2, "0");
      return `${prefix}-${index},RES-00${1 + (index % 2)},2026-${month}-10,${category}\n`;
    }).join("");
  await at.importText(header + rows("A", "NOISE", 180));
  await closeMonths(at.store, months.slice(0, -1), clock);
  const files = await Promise.all([
    at.file("b.csv", `${header}B,RES-001,2026-09-11,ARSON\n`),
    at.file("c.csv", `${header}C,RES-001,2026-09-12,ARSON\n`),
    at.file("a.csv", `${header}A-8,RES-002,2026-09-20,GRAFFITI\n`),
  ]);
  const incident = (number: number) => at.called(`A-${number}`);
  const correct = async (number: number) =>
    correctIncident(at.store, await incident(number), { category: "GRAFFITI" }, settings, clock);
  const withdraw = async (number: number) =>
    withdrawIncident(at.store, await incident(number), settings);
  const acts = [
    ...files.map((file) => () => at.importFiles([file], { update: { isPreview: false } })),
    () => closeMonths(at.store, [lastMonth], clock),
    // Of September 2026: 8, 17, 26 …; the others are of closed months.
    ...[17, 26, 35, 44, 53, 1, 2].map((number) => () => correct(number)),
    ...[62, 71, 80, 3].map((number) => () => withdraw(number)),
    () => reopenMonths(at.store, [lastMonth], clock),
    () => closeMonths(at.store, [lastMonth], clock),
    async () => {
      const [latest] = await listImports(at.store);
      return undoImport(at.store, latest?.id ?? 0, settings);
    },
  ];
  const outcomes = await Promise.allSettled(acts.map((act) => act()));
  const refused = outcomes.flatMap((outcome) =>
    outcome.status === "rejected" ? [outcome.reason as Error & { code?: string }] : [],
  );
  // Each is refused as a whole, by a rule; what stood in a closed month at least.
  const rules = ["MONTH_STATE", "IMPORT_REFUSED", "BAD_USER_INPUT"];
  expect(refused.filter(({ code = "none" }) => !rules.includes(code))).toEqual([]);
  expect(refused.filter(({ code }) => code === "MONTH_STATE").length).toBeGreaterThanOrEqual(3);
  await closeMonths(at.store, [lastMonth], clock);
  const [{ wrong }] = await at.store.query(`
    WITH counted AS (
      SELECT site_id, (extract(year FROM day) * 12 + extract(month FROM day) - 1)::integer AS month,
        category, count(*)::integer AS incidents
      FROM incident GROUP BY 1, 2, 3
    )
    SELECT count(*)::integer AS wrong
    FROM counted FULL JOIN incident_count USING (site_id, month, category)
    WHERE counted.incidents IS DISTINCT FROM incident_count.incidents`);
  expect(wrong).toBe(0);
  const levels = () => at.store.query("SELECT * FROM classification ORDER BY site_id, from_month");
  const stored = await levels();
  await reclassify(at.store, await signedRules(at.store, clock()));
  expect(await levels()).toEqual(stored);
  await at.close();
});
