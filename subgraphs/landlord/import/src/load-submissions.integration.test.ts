import {
  addSubmittingSystem,
  closeMonths,
  listAwaiting,
  nextSubmission,
  reopenMonths,
} from "@palier/landlord-store";
import { monthNumber } from "@palier/schema";
import { loadSubmissions } from "./load-submissions.js";
import { ImportStore } from "./testing/import-store.fixture.js";

const slug = "load-submissions";
const clock = () => new Date("2026-11-22T10:00:00Z");

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

async function submit(key: string, reference: string, incidents: readonly object[]) {
  const [row] = await at.store.query<{ answer: string }[]>(
    "SELECT submit_incidents(sha256(convert_to($1, 'UTF8')), $2, sha256(convert_to($3, 'UTF8')), $3) AS answer",
    [key, reference, JSON.stringify(incidents)],
  );
  return row?.answer ?? "";
}

function submitTo(key: string, reference: string, changes: object = {}): Promise<string> {
  const incident = { site: "RES-001", day: "2026-10-05", category: "NOISE", reference };
  return submit(key, reference, [{ ...incident, ...changes }]);
}

/** What its system is told of it. */
async function told(key: string, reference: string): Promise<unknown> {
  const [row] = await at.store.query<{ outcome: unknown }[]>(
    "SELECT outcome FROM submission_state(sha256(convert_to($1, 'UTF8')), $2)",
    [key, reference],
  );
  return row?.outcome;
}

const newKey = () =>
  addSubmittingSystem(at.store, { name: "tickets", sites: null, perMinute: 100 });

const october = monthNumber("2026-10");

function states(): Promise<{ reference: string; state: string; months: number[] | null }[]> {
  return at.store.query(
    "SELECT reference, state, awaited_months AS months FROM submission ORDER BY reference",
  );
}

it("gives nothing back that fails for no reason of its own, however often: it waits behind others until it is loaded", async () => {
  const key = await newKey();
  const submit = (reference: string) => submitTo(key, reference);
  await submit("T-1");
  const failures: string[] = [];
  const broken = () => {
    throw new Error("the disk is full");
  };
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const onFailure = ({ reference }: { readonly reference: string }) => failures.push(reference);
    expect(await loadSubmissions(at.store, { slug, clock: broken, onFailure })).toBe(0);
  }
  expect(failures).toEqual(Array.from({ length: 12 }, () => "T-1"));
  await submit("T-2");
  expect(await nextSubmission(at.store)).toMatchObject({ reference: "T-2" });
  expect(await loadSubmissions(at.store, { slug, clock })).toBe(2);
  expect(
    await at.store.query("SELECT reference, state FROM submission ORDER BY reference"),
  ).toEqual([
    { reference: "T-1", state: "LOADED" },
    { reference: "T-2", state: "LOADED" },
  ]);
});

it("keeps what only a closed month keeps out, held up by it alone, until that month is reopened", async () => {
  const key = await newKey();
  await submitTo(key, "T-0");
  await loadSubmissions(at.store, { slug, clock });
  await closeMonths(at.store, [october], clock);
  await submitTo(key, "T-1", { narrative: "bruit" });
  await submitTo(key, "T-2", { day: "2026-11-03" });
  await submitTo(key, "T-3", { category: "QUARREL" });
  const seen: unknown[] = [];
  const onAwaiting = (...of: readonly unknown[]) => seen.push(of);
  expect(await loadSubmissions(at.store, { slug, clock, onAwaiting })).toBe(2);
  // Not tried again, and told once.
  expect(await loadSubmissions(at.store, { slug, clock, onAwaiting })).toBe(0);
  expect(seen).toEqual([["tickets", [october]]]);
  expect(await listAwaiting(at.store)).toEqual([
    { system: "tickets", months: [october], submissions: 1 },
  ]);
  expect(await states()).toEqual([
    { reference: "T-0", state: "LOADED", months: null },
    { reference: "T-1", state: "WAITING", months: [october] },
    { reference: "T-2", state: "LOADED", months: null },
    // What is wrong besides is to be mended by its system.
    { reference: "T-3", state: "REFUSED", months: null },
  ]);
  await reopenMonths(at.store, [october], clock);
  expect(await listAwaiting(at.store)).toEqual([]);
  expect(await loadSubmissions(at.store, { slug, clock })).toBe(1);
  expect(await at.store.query("SELECT narrative FROM incident_personal")).toEqual([
    { narrative: "bruit" },
  ]);
});

it("takes another content in place of what waits for a closed month, and for that alone", async () => {
  const key = await newKey();
  await submitTo(key, "T-0");
  await loadSubmissions(at.store, { slug, clock });
  await closeMonths(at.store, [october], clock);
  expect(await submitTo(key, "T-1")).toBe("TAKEN");
  expect(await submitTo(key, "T-1", { severity: 2 })).toBe("OTHER");
  await loadSubmissions(at.store, { slug, clock });
  expect(await submitTo(key, "T-1")).toBe("SAME");
  // Its system has found that it was another month.
  expect(await submitTo(key, "T-1", { day: "2026-11-05" })).toBe("TAKEN");
  expect(await submitTo(key, "T-1", { day: "2026-11-06" })).toBe("OTHER");
  expect(await loadSubmissions(at.store, { slug, clock })).toBe(1);
  expect(await at.store.query("SELECT day::text FROM incident ORDER BY day")).toEqual([
    { day: "2026-10-05" },
    { day: "2026-11-05" },
  ]);
});

it("leaves room for what can be loaded beside a thousand that wait for a closed month", async () => {
  const key = await newKey();
  await closeMonths(at.store, [october], clock);
  await at.store.query(
    `INSERT INTO submission (system_id, reference, content_hash, content, month, awaited_months)
     SELECT id, 'L-' || n, sha256('a'), '[]', 24310, '{${october}}' FROM submitting_system, generate_series(1, 1000) AS n`,
  );
  expect(await submitTo(key, "T-1", { day: "2026-11-05" })).toBe("TAKEN");
  await at.store.query(
    `INSERT INTO submission (system_id, reference, content_hash, content, month)
     SELECT id, 'W-' || n, sha256('a'), '[]', 24310 FROM submitting_system, generate_series(1, 999) AS n`,
  );
  expect(await submitTo(key, "T-2", { day: "2026-11-05" })).toBe("FULL");
});

it("tells what waited for a month that is purged meanwhile, and loads and keeps nothing of it", async () => {
  const key = await newKey();
  await submitTo(key, "T-0");
  await loadSubmissions(at.store, { slug, clock });
  const september = october - 1;
  await closeMonths(at.store, [september, october], clock);
  await submitTo(key, "T-1", { day: "2026-09-05" });
  const later = { site: "RES-001", category: "NOISE", reference: "T-2b" };
  await submit(key, "T-2", [
    { ...later, day: "2026-09-06", reference: "T-2a", narrative: "of September" },
    { ...later, day: "2026-10-06", narrative: "of October" },
  ]);
  await loadSubmissions(at.store, { slug, clock });
  expect(await listAwaiting(at.store)).toEqual([
    { system: "tickets", months: [september], submissions: 1 },
    { system: "tickets", months: [september, october], submissions: 1 },
  ]);
  await at.store.query(`UPDATE purge_horizon SET detail_before = ${october}`);
  // Nobody reopens a purged month: it is advised to nobody, also until the loader looks.
  const awaiting = [{ system: "tickets", months: [october], submissions: 1 }];
  expect(await listAwaiting(at.store)).toEqual(awaiting);
  expect(await told(key, "T-2")).toEqual({ closedMonths: ["2026-10"] });
  expect(await loadSubmissions(at.store, { slug, clock })).toBe(1);
  const [outcome] = await at.store.query(
    "SELECT state, outcome FROM submission WHERE reference = 'T-1'",
  );
  expect(outcome).toMatchObject({ state: "LOADED", outcome: { added: 0, purged: 1 } });
  expect(await at.store.query("SELECT FROM incident")).toHaveLength(1);
  expect(await listAwaiting(at.store)).toEqual(awaiting);
  const [left] = await at.store.query("SELECT content FROM submission WHERE reference = 'T-2'");
  expect(left.content).not.toMatch(/September|2026-09|T-2a/);
  await reopenMonths(at.store, [october], clock);
  expect(await loadSubmissions(at.store, { slug, clock })).toBe(1);
  expect(await at.store.query("SELECT narrative FROM incident_personal")).toEqual([
    { narrative: "of October" },
  ]);
});

it("knows again what was loaded before it could be settled, also once its month is closed again", async () => {
  const key = await newKey();
  await submitTo(key, "T-0");
  await loadSubmissions(at.store, { slug, clock });
  await closeMonths(at.store, [october], clock);
  await submitTo(key, "T-1");
  await loadSubmissions(at.store, { slug, clock });
  await reopenMonths(at.store, [october], clock);
  await at.store.query(`
    CREATE FUNCTION end_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'ended here'; END $$;
    CREATE TRIGGER end_here BEFORE UPDATE ON submission FOR EACH ROW
      WHEN (NEW.state = 'LOADED') EXECUTE FUNCTION end_here()`);
  expect(await loadSubmissions(at.store, { slug, clock })).toBe(0);
  expect(await at.store.query("SELECT FROM incident")).toHaveLength(2);
  await at.store.query("DROP FUNCTION end_here CASCADE");
  await closeMonths(at.store, [october], clock);
  expect(await listAwaiting(at.store)).toEqual([]);
  expect(await submitTo(key, "T-1", { day: "2026-11-05" })).toBe("OTHER");
  expect(await loadSubmissions(at.store, { slug, clock })).toBe(1);
  expect(await told(key, "T-1")).toMatchObject({ added: 0, alreadyKnown: 1 });
});
