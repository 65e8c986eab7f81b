import {
  addSubmittingSystem,
  type ErasureSettings,
  eraseTraces,
  nextSubmission,
  settleSubmission,
  type Traced,
} from "@palier/landlord-store";
import { incidentsCalled } from "./incident/called-incidents.js";
import { loadSubmissions } from "./load-submissions.js";
import { ImportStore } from "./testing/import-store.fixture.js";

const clock = () => new Date("2026-11-22T10:00:00Z");
const settings: ErasureSettings = { author: "dpo" };
const incident = { site: "RES-001", day: "2026-10-05", category: "NOISE" };

let at: ImportStore;
let key: string;
beforeEach(async () => {
  at = await ImportStore.open();
  key = await addSubmittingSystem(at.store, { name: "tickets", sites: null, perMinute: 100 });
});
afterEach(() => at.close());

async function submit(reference: string, incidents: readonly object[]): Promise<void> {
  const content = JSON.stringify(incidents);
  expect(
    await at.store.query(
      "SELECT submit_incidents(sha256(convert_to($1, 'UTF8')), $2, sha256(convert_to($3, 'UTF8')), $3) AS is",
      [key, reference, content],
    ),
  ).toEqual([{ is: "TAKEN" }]);
}

const load = () => loadSubmissions(at.store, { slug: "erase-submitted", clock });

async function kept(): Promise<Record<string, string>> {
  const rows = await at.store.query<{ reference: string; text: string }[]>(
    "SELECT reference, state || coalesce(content, '') || coalesce(outcome::text, '') AS text FROM submission",
  );
  return Object.fromEntries(rows.map(({ reference, text }) => [reference, text]));
}

/** What is done is what the preview said. */
async function erase(traced: Traced) {
  const before = await kept();
  const preview = await eraseTraces(at.store, traced, { ...settings, isPreview: true });
  expect(await kept()).toEqual(before);
  expect(await eraseTraces(at.store, traced, settings)).toEqual(preview);
  return preview;
}

async function named(reference: string): Promise<Traced> {
  const found = await incidentsCalled(at.store, [reference]);
  return { ids: found.map(({ id }) => id), reference: [reference] };
}

it("erases words in what waits and in the wrong values of a refusal, and nothing else there", async () => {
  await submit("T-1", [{ ...incident, reference: "T-1", site: "chez M. DUPONT" }]);
  expect(await load()).toBe(1);
  expect((await kept())["T-1"]).toContain("DUPONT");
  await submit("T-2", [
    { ...incident, reference: "T-2", reporter: "Mme Dupont", narrative: "M. Martin saw it" },
    { ...incident, reference: "T-3", staff: "Jean Düpont" },
  ]);
  expect(await erase({ text: "dupont" })).toMatchObject({ incidents: [], submittedValues: 3 });
  const { "T-1": refused, "T-2": waiting } = await kept();
  expect(refused).toMatch(/^REFUSED.*"column": "site".*/);
  expect(refused).not.toMatch(/dupont/i);
  expect(waiting).not.toMatch(/d[uü]pont/i);
  expect(waiting).toContain("Martin");
  expect(await load()).toBe(1);
  expect((await kept())["T-2"]).toMatch(/^LOADED.*"added": 2/);
  expect(await at.store.query("SELECT reporter, staff, narrative FROM incident_personal")).toEqual([
    { reporter: null, staff: null, narrative: "M. Martin saw it" },
  ]);
  expect(await at.store.query("SELECT incidents, values_erased FROM erasure")).toEqual([
    { incidents: 0, values_erased: 3 },
  ]);
});

it("takes the row of a known incident out of what waits, and the others are loaded", async () => {
  await submit("T-1", [{ ...incident, reference: "4", narrative: "Mme Dupont" }]);
  await load();
  await submit("T-2", [
    { ...incident, reference: "5", narrative: "her neighbour", severity: 4 },
    { ...incident, reference: "4", narrative: "Mme Dupont again" },
  ]);
  expect(await erase(await named("4"))).toMatchObject({
    incidents: [expect.anything()],
    values: { narrative: 1 },
    submittedValues: 5,
  });
  expect((await kept())["T-2"]).not.toContain("Dupont");
  await load();
  expect((await kept())["T-2"]).toMatch(/^LOADED.*"added": 1/);
  expect(await at.store.query("SELECT narrative FROM incident_personal")).toEqual([
    { narrative: "her neighbour" },
  ]);
});

it("erases what a refusal shows of the submission of that reference", async () => {
  await submit("T-7", [{ ...incident, reference: "T-7", place: "chez Mme Dupont" }]);
  await load();
  expect(await erase(await named("T-7"))).toMatchObject({ incidents: [], submittedValues: 1 });
  expect((await kept())["T-7"]).toMatch(/^REFUSED.*"column": "place"/);
  expect((await kept())["T-7"]).not.toContain("Dupont");
});

it("says of an incident that only waits how it comes into the record", async () => {
  await submit("T-8", [{ ...incident, reference: "T-8", narrative: "Mme Dupont" }]);
  const before = await kept();
  await expect(eraseTraces(at.store, await named("T-8"), settings)).rejects.toThrow(
    'in submission "T-8" of tickets. "palier systems load --once"',
  );
  expect(await kept()).toEqual(before);
  await load();
  expect(await erase(await named("T-8"))).toMatchObject({ values: { narrative: 1 } });
});

it("settles nothing by what was read before an erasure", async () => {
  await submit("T-9", [{ ...incident, reference: "T-9", reporter: "Mme Dupont" }]);
  const read = await nextSubmission(at.store);
  if (read === null) throw new Error("nothing waits");
  await erase({ text: "Dupont" });
  expect(await settleSubmission(at.store, read, "REFUSED", { value: "Mme Dupont" })).toBe(false);
  expect((await kept())["T-9"]).toMatch(/^WAITING/);
  expect(await load()).toBe(1);
  expect((await kept())["T-9"]).toMatch(/^LOADED.*"added": 1/);
  expect(await at.store.query("SELECT FROM incident_personal WHERE reporter IS NOT NULL")).toEqual(
    [],
  );
});
