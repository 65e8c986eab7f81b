import {
  closeMonths,
  eraseTraces,
  noneStaying,
  reopenMonths,
  restoreIncident,
  stayingTexts,
  undoImport,
  withdrawIncident,
} from "@palier/landlord-store";
import { monthNumber } from "@palier/schema";
import { correctIncident } from "./act-on-incidents.js";
import { incidentsCalled } from "./incident/called-incidents.js";
import { ImportStore } from "./testing/import-store.fixture.js";

const now = () => new Date("2026-11-22T10:00:00Z");
const file = `reference,site,day,category,reporter,staff,narrative
A-1,RES-001,2026-09-05,NOISE,Mme DUPONT,,said by M. Martin
A-2,RES-001,2026-09-06,NOISE,M. Martin,Jean Dupont,again
A-3,RES-002,2026-09-07,ARSON,,,Dupönt's cellar
A-4,RES-002,2026-09-08,ARSON,Somebody,,else
`;
const settings = { author: "dpo" } as const;
const act = { author: "test", reason: "WRONG_ENTRY" } as const;

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
  await at.importText(file);
});
afterEach(() => at.close());

const called = (reference: string) => incidentsCalled(at.store, [reference]);
const idOf = async (reference: string) => (await called(reference))[0]?.id ?? "";

/** Where in the whole store the words stand. */
async function standing(words: string): Promise<string[]> {
  const tables = await at.store.query<{ name: string }[]>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await at.store.query<{ isThere: boolean }[]>(
      `SELECT EXISTS (SELECT FROM ${name} AS t WHERE t::text ILIKE $1) AS "isThere"`,
      [`%${words}%`],
    );
    if (row?.isThere) found.push(name);
  }
  return found.sort();
}

const counts = () =>
  at.store.query("SELECT * FROM incident_count ORDER BY site_id, month, category");

it("erases a text wherever it stands, and the incidents stay counted", async () => {
  await correctIncident(at.store, await called("A-1"), { category: "GRAFFITI" }, act);
  await withdrawIncident(at.store, await called("A-2"), act);
  await closeMonths(at.store, [monthNumber("2026-09")], now);
  const before = await counts();
  const preview = await eraseTraces(at.store, { text: "dupont" }, { ...settings, isPreview: true });
  expect(preview).toEqual({
    incidents: [await idOf("A-1"), await idOf("A-2"), await idOf("A-3")].sort(),
    values: { reporter: 3, staff: 1, narrative: 1, source: 0 },
    sourceRows: 3,
    submittedValues: 0,
    elsewhere: noneStaying(),
  });
  expect(await standing("dupont")).toContain("incident_version_personal");
  expect(await eraseTraces(at.store, { text: "dupont" }, settings)).toEqual(preview);
  expect(await standing("dupont")).toEqual([]);
  expect(await standing("Dupönt")).toEqual([]);
  // What is another person's stays.
  expect(await standing("Martin")).toEqual(["incident_personal", "incident_version_personal"]);
  expect(await counts()).toEqual(before);
  expect(
    await at.store.query(
      "SELECT author, by_text, incidents, values_erased, source_rows FROM erasure",
    ),
  ).toEqual([{ author: "dpo", by_text: true, incidents: 3, values_erased: 5, source_rows: 3 }]);
});

it("leaves what a withdrawn incident tells of somebody else to stand again with it", async () => {
  await withdrawIncident(at.store, await called("A-2"), act);
  await eraseTraces(at.store, { text: "dupont" }, settings);
  await restoreIncident(at.store, await called("A-2"), act);
  await at.importText(file);
  expect(
    await at.store.query("SELECT reporter, staff FROM incident_personal WHERE incident_id = $1", [
      await idOf("A-2"),
    ]),
  ).toEqual([{ reporter: "M. Martin", staff: null }]);
});

it("erases all that is known of persons in one incident", async () => {
  await eraseTraces(at.store, { ids: [await idOf("A-2")] }, settings);
  expect(await standing("Jean Dupont")).toEqual([]);
  expect(await standing("Mme Dupont")).toEqual(["incident_personal", "incident_source"]);
});

it.each([
  ["an old file", {}],
  ["corrections that change nothing else", { update: { isPreview: false } }],
])("brings nothing back by %s, also while the month is closed", async (_, options) => {
  await closeMonths(at.store, [monthNumber("2026-09")], now);
  await eraseTraces(at.store, { text: "Dupont" }, settings);
  expect(await at.importText(file, options)).toMatchObject({ incidentsAdded: 0, rowsRejected: 0 });
  expect(await standing("dupont")).toEqual([]);
});

it("brings nothing back by a correction of something else, or an import taken back and done again", async () => {
  await eraseTraces(at.store, { text: "Dupont" }, settings);
  const changed = file.replaceAll("ARSON", "GRAFFITI").replaceAll("NOISE", "LOITERING");
  expect(await at.importText(changed, { update: { isPreview: false } })).toMatchObject({
    changes: { corrected: 4 },
  });
  expect(await standing("dupont")).toEqual([]);
  await undoImport(at.store, 2, { author: "test" });
  await undoImport(at.store, 1, { author: "test" });
  expect(await at.importText(file)).toMatchObject({ incidentsAdded: 4 });
  expect(await standing("dupont")).toEqual([]);
  await closeMonths(at.store, [monthNumber("2026-09")], now);
  await reopenMonths(at.store, [monthNumber("2026-09")], now);
});

it("brings nothing back by a file that tells what an incident was corrected to, once its import is taken back", async () => {
  const unnamed = (category: string) =>
    `site,day,category,narrative\nRES-001,2026-10-05,${category},Mme Durand\n`;
  await at.importText(unnamed("NOISE"));
  const [found] = await at.store.query("SELECT id FROM incident WHERE day = '2026-10-05'");
  const corrected = await incidentsCalled(at.store, [found.id]);
  await correctIncident(at.store, corrected, { category: "GRAFFITI" }, act);
  await eraseTraces(at.store, { ids: [found.id] }, settings);
  await undoImport(at.store, 2, { author: "test" });
  expect(await at.importText(unnamed("GRAFFITI"))).toMatchObject({ incidentsAdded: 1 });
  expect(await standing("Durand")).toEqual([]);
});

it("brings nothing back by a file that tells a correction which another one took back", async () => {
  const unnamed = (category: string) =>
    `site,day,category,narrative\nRES-001,2026-10-05,${category},Mme Durand\n`;
  await at.importText(unnamed("NOISE"));
  const [found] = await at.store.query("SELECT id FROM incident WHERE day = '2026-10-05'");
  const corrected = await incidentsCalled(at.store, [found.id]);
  await eraseTraces(at.store, { ids: [found.id] }, settings);
  await correctIncident(at.store, corrected, { category: "GRAFFITI" }, act);
  await correctIncident(at.store, corrected, { category: "NOISE" }, act);
  await at.importText(unnamed("GRAFFITI"));
  expect(await standing("Durand")).toEqual([]);
});

it("brings nothing back by a mapping that reads a column that nobody read before", async () => {
  await at.importText(
    "reference,site,day,category,remark\nB-1,RES-001,2026-10-05,NOISE,Mme Durand\n",
  );
  expect(await standing("Durand")).toEqual(["incident_source"]);
  await eraseTraces(at.store, { text: "durand" }, settings);
  const told = "reference,site,day,category,narrative\nB-1,RES-001,2026-10-05,NOISE,Mme Durand\n";
  await at.importText(told, { update: { isPreview: false } });
  await at.importText(told.replace("NOISE", "ARSON"), { update: { isPreview: false } });
  expect(await standing("Durand")).toEqual([]);
});

it("erases nothing where it cannot be kept apart that it was", async () => {
  const before = await at.contents();
  const keepApart = () => Promise.reject(new Error("the disk is full"));
  await expect(
    eraseTraces(at.store, { text: "dupont" }, { ...settings, keepApart }),
  ).rejects.toThrow("the disk is full");
  expect(await at.contents()).toEqual(before);
});

it.each([
  [{ text: "du" }, "at least 3 letters"],
  [{ text: "nobody of this name" }, "no personal field"],
  [{ ids: ["00000000-0000-4000-8000-000000000000"] }, "no personal field"],
])("refuses %j", async (traced, words) => {
  const before = await at.contents();
  await expect(eraseTraces(at.store, traced, settings)).rejects.toThrow(words);
  expect(await at.contents()).toEqual(before);
  expect(await at.store.query("SELECT FROM erasure")).toHaveLength(0);
});

it("says where the words stay: names of sites, files and authors, complaints, the access log", async () => {
  await at.store.query(`
    UPDATE site SET name = 'Résidence Dupont' WHERE reference = 'RES-001';
    UPDATE import_file SET name = 'plaintes-dupont.csv';
    UPDATE import_run SET author = 'J. DUPONT';
    UPDATE incident SET complaint_reference = 'dupont 12/2026' WHERE day = '2026-09-08';
    INSERT INTO access_log (sequence, at, partner, entry, previous, hash)
    VALUES (1, now(), 'police-melun', '{"subject":"dupont@police.example"}', '', '');
    INSERT INTO site_act (reference, act, reason, others, first_month, last_month, name, commune, dwellings)
    VALUES ('RES-002', 'SPLIT', 'SITE_CHANGE', ARRAY['RES-003', 'Parc "Dupönt"'], 0, 1, 'Le Parc', '77288', 40);
    INSERT INTO action_change (action_id, act, author, axis, title, status, responsible_party, sites)
    VALUES (1, 'ADDED', 'dpo', 1, 'Light', 'PLANNED', 'LANDLORD', '{RES-001,Dupont}');
    INSERT INTO submitting_system (name, key_hash, sites, per_minute)
    VALUES ('tickets', sha256('key'), '{RES-001,Dupont}', 10)`);
  const { elsewhere } = await eraseTraces(at.store, { text: "Dupont" }, settings);
  expect(elsewhere).toEqual({
    ...noneStaying(),
    ...{ sites: 1, siteHistory: 1, files: 1, imports: 1, names: 1, complaints: 1, log: 1 },
    actionHistory: 1,
  });
  const again = eraseTraces(at.store, { text: "Dupont" }, settings);
  await expect(again).rejects.toThrow(
    /1 × sites: .*\n.*1 × former names and further numbers of sites, and acts on them: for good\n/,
  );
});

/** By table: codes, keys and digests of ours, in which nobody writes words. */
const codes: Readonly<Record<string, readonly string[]>> = {
  access_log_month: ["counts"],
  action: ["status"],
  action_change: ["act", "status"],
  convention_signature: ["reference", "hash", "signature"],
  erased_field: ["field"],
  former_tally: ["commune", "priority_district"],
  handed_over: ["buyer", "convention_hash", "sealed"],
  import_file: ["identity"],
  incident: ["category", "time_band", "place", "target", "follow_up"],
  incident_count: ["category"],
  incident_version: [...["act", "reason", "category", "time_band", "place", "target", "follow_up"]],
  level_tally: ["commune", "priority_district"],
  log_checkpoint: ["head"],
  node: ["slug", "salt"],
  peer_log_head: ["landlord", "head"],
  purge_run: ["problem"],
  record_edition: ["given_by"],
  release: ["families", "convention_reference", "convention_hash"],
  release_key: ["key"],
  release_line: ["commune", "priority_district", "family"],
  release_note: ["kind", "commune", "priority_district", "family"],
  restatement: ["reason"],
  restoration: ["answer"],
  site: ["commune", "priority_district"],
  site_act: ["act", "reason", "commune", "priority_district"],
  site_past: ["commune", "priority_district"],
  submission: ["state"],
  taken_count: ["family"],
  taken_over: ["seller", "convention_hash"],
};

it("looks into every column that holds words, whatever else the record comes to hold", async () => {
  const columns = await at.store.query<{ name: string }[]>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> 'migrations'
       AND (data_type IN ('text', 'character varying', 'jsonb', 'json')
         OR udt_name IN ('_text', '_varchar', '_json', '_jsonb'))`,
  );
  const ofTable = (table: string, of: readonly string[]) =>
    of.map((column) => `${table}.${column}`);
  const read = stayingTexts.flatMap(({ table, columns: of, lists = [] }) =>
    ofTable(table, [...of, ...lists]),
  );
  const personal = ["reporter", "staff", "narrative", "source"];
  const erased = [
    ...["incident_personal", "incident_version_personal"].flatMap((table) =>
      ofTable(table, personal),
    ),
    ...["submission.content", "submission.outcome", "incident_source.source_row"],
  ];
  const wordless = Object.entries(codes).flatMap(([table, of]) => ofTable(table, of));
  expect(columns.map(({ name }) => name).sort()).toEqual([...read, ...erased, ...wordless].sort());
});
