import {
  closeMonths,
  incidentHistory,
  listImports,
  restoreIncident,
  undoImport,
  withdrawIncident,
} from "@palier/landlord-store";
import { monthNumber, nomenclature1 } from "@palier/schema";
import { correctIncident } from "./act-on-incidents.js";
import type { ImportOptions } from "./import-incidents.js";
import { incidentsCalled, incidentsMeant } from "./incident/called-incidents.js";
import { parseMapping } from "./mapping/read-mapping.js";
import { header, ImportStore, refusal } from "./testing/import-store.fixture.js";

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

const author = "Direction";
const update = (isPreview = false): ImportOptions => ({ update: { isPreview }, author });

/** Without where each stands. */
async function incidents(): Promise<unknown[]> {
  return at.store.query(`
    SELECT s.reference AS site, i.day::text, i.category, i.complaint_reference AS complaint,
      p.narrative
    FROM incident i JOIN site s ON s.id = i.site_id
    LEFT JOIN incident_personal p ON p.incident_id = i.id ORDER BY i.id`);
}

const called = (...reference: string[]) => at.called(...reference);
const close = (...months: string[]) =>
  closeMonths(at.store, months.map(monthNumber), () => new Date("2026-11-22T10:00:00Z"));

describe("a file of corrections", () => {
  const first = "Fiche;Date;Nature;Site\nA1;01/10/2026;Tags;RES-001\n";
  const corrected = "Fiche;Date;Nature;Site\nA1;01/10/2026;Encombrants;RES-001\n";
  const mapping = parseMapping(
    "columns: { reference: Fiche, day: Date, category: Nature }\ncategories: { Encombrants: FLY_TIPPING, Tags: GRAFFITI }\nsite: { columns: Site }\n",
    "mapping.yaml",
    nomenclature1,
  );

  it("corrects what has the same reference, where an import refuses and names the way (case no-correction)", async () => {
    await at.importText(first, { mapping });
    const refused = await refusal(at.importText(corrected, { mapping }));
    expect(refused.badRows[0]?.expected).toMatch(
      /already imported from incidents.csv line 2 with other values.*"palier import --update".*"palier incidents correct" or "withdraw"/,
    );
    const before = await at.contents();
    const preview = await at.importText(corrected, { mapping, ...update(true) });
    const change = { field: "category", from: "GRAFFITI", to: "FLY_TIPPING" };
    expect(preview.changes).toMatchObject({
      corrected: 1,
      listed: [{ name: "A1", line: 2, changes: [change] }],
    });
    expect(await at.contents()).toEqual(before);
    const summary = await at.importText(corrected, { mapping, ...update() });
    expect(summary).toMatchObject({ incidentsAdded: 0, alreadyKnown: 0 });
    expect(await incidents()).toMatchObject([{ category: "FLY_TIPPING" }]);
    const { id } = await called("A1");
    expect(await incidentHistory(at.store, id)).toMatchObject([
      { act: "IMPORTED", category: "GRAFFITI", author: "import" },
      { act: "CORRECTED", category: "FLY_TIPPING", author, reason: "IMPORT", importId: 2 + 2 },
    ]);
    // The same again, and what came before, is nothing new.
    expect(await at.importText(corrected, { mapping, ...update() })).toMatchObject({
      changes: { corrected: 0 },
      alreadyKnown: 1,
    });
    expect(await at.importText(first, { mapping })).toMatchObject({ alreadyKnown: 1 });
    expect(await incidents()).toMatchObject([{ category: "FLY_TIPPING" }]);
  });

  it("adds what is new, and leaves what its columns are silent about", async () => {
    await at.importText(
      "reference,site,day,category,complaint,narrative\nA,RES-001,2026-10-01,NOISE,PV 1,said\n",
    );
    const text = `${header}A,RES-002,2026-10-02,NOISE\nB,RES-001,2026-10-03,ARSON\n`;
    const { incidentsAdded, changes } = await at.importText(text, update());
    expect([incidentsAdded, changes.corrected]).toEqual([1, 1]);
    expect(await incidents()).toContainEqual({
      ...{ site: "RES-002", day: "2026-10-02", category: "NOISE" },
      ...{ complaint: "PV 1", narrative: "said" },
    });
  });

  it("refuses that nothing followed where the record has a complaint, and the file is silent about it", async () => {
    const columns = header.trim();
    await at.importText(`${columns},complaint\nA,RES-001,2026-10-01,NOISE,PV 1\n`);
    const text = `${columns},follow_up\nA,RES-001,2026-10-01,NOISE,NONE\n`;
    const { badRows } = await refusal(at.importText(text, update()));
    expect(badRows).toMatchObject([
      { line: 2, expected: expect.stringContaining("has the reference of a complaint") },
    ]);
    expect(await incidents()).toMatchObject([{ complaint: "PV 1" }]);
  });

  it("tells of what is known of persons by name alone, and keeps both", async () => {
    const text = (said: string) =>
      `reference,site,day,category,narrative\nA,RES-001,2026-10-01,NOISE,${said}\n`;
    await at.importText(text("Mme Dupont"));
    const { changes } = await at.importText(text("Mme Martin"), update());
    expect(changes.listed[0]?.changes).toEqual([{ field: "narrative", from: null, to: null }]);
    expect(
      await at.store.query("SELECT narrative FROM incident_version_personal ORDER BY version_id"),
    ).toEqual([{ narrative: "Mme Dupont" }, { narrative: "Mme Martin" }]);
  });

  it("refuses rows that contradict one another, in one chunk or several", async () => {
    await at.importText(`${header}A,RES-001,2026-10-01,NOISE\n`);
    const text = `${header}A,RES-001,2026-10-02,NOISE\nA,RES-001,2026-10-03,NOISE\n`;
    for (const chunkRows of [1, 100]) {
      const { badRows } = await refusal(
        at.importText(text, { ...update(), limits: { chunkRows } }),
      );
      expect(badRows).toMatchObject([{ line: 3 }]);
    }
    expect(await incidents()).toMatchObject([{ day: "2026-10-01" }]);
  });

  it("takes the same correction twice for one, in one chunk or several, silent about the rest", async () => {
    await at.importText(`${header.trim()},complaint\nA,RES-001,2026-10-01,NOISE,PV 1\n`);
    const row = "A,RES-001,2026-10-02,NOISE\n";
    for (const chunkRows of [1, 100]) {
      const options = { ...update(true), limits: { chunkRows } };
      const { alreadyKnown, changes } = await at.importText(header + row + row, options);
      expect([alreadyKnown, changes.corrected]).toEqual([1, 1]);
    }
  });

  it("refuses to take from a closed month, or to put into one, and names the command", async () => {
    await at.importText(`${header}A,RES-001,2026-09-01,NOISE\nB,RES-001,2026-10-01,NOISE\n`);
    await close("2026-09");
    const text = `${header}A,RES-001,2026-10-01,NOISE\nB,RES-001,2026-09-01,NOISE\n`;
    const { badRows } = await refusal(at.importText(text, update()));
    expect(badRows.map(({ line, expected }) => [line, expected])).toEqual(
      [2, 3].map((line) => [line, expect.stringContaining('run "palier reopen-month 2026-09"')]),
    );
  });

  it("is refused where the record is no longer as it was shown", async () => {
    await at.importText(`${header}A,RES-001,2026-10-01,NOISE\n`);
    const text = `${header}A,RES-001,2026-10-02,NOISE\n`;
    const { changes } = await at.importText(text, update(true));
    await correctIncident(
      at.store,
      await called("A"),
      { severity: "2" },
      { reason: "COMPLETED", author },
    );
    const shown = { isPreview: false, expectedDigest: changes.digest };
    await expect(at.importText(text, { update: shown })).rejects.toThrow(
      /the record has changed since/,
    );
    const again = await at.importText(text, update(true));
    const expectedDigest = again.changes.digest;
    await at.importText(text, { update: { isPreview: false, expectedDigest } });
    expect(await incidents()).toMatchObject([{ day: "2026-10-02" }]);
  });
});

it("keeps what was corrected by hand from an export that is older, and says so (issue 11)", async () => {
  const text = (category: string, severity: string) =>
    `reference,site,day,category,severity\nA,RES-001,2026-10-01,${category},${severity}\n`;
  await at.importText(text("NOISE", "1"));
  const settings = { reason: "RECLASSIFIED", author } as const;
  await correctIncident(at.store, await called("A"), { category: "ARSON" }, settings);
  // The export is older than the correction, and newer than the import.
  const preview = await at.importText(text("NOISE", "2"), update(true));
  expect(preview.changes).toMatchObject({
    corrected: 1,
    listed: [{ changes: [{ field: "severity", from: 1, to: 2 }] }],
    keptByHand: {
      incidents: 1,
      listed: [
        { name: "A", line: 2, changes: [{ field: "category", from: "ARSON", to: "NOISE" }] },
      ],
    },
  });
  await at.importText(text("NOISE", "2"), update());
  expect(await incidents()).toMatchObject([{ category: "ARSON" }]);
  const over = { update: { isPreview: false, isOverHand: true }, author };
  expect(await at.importText(text("NOISE", "2"), over)).toMatchObject({
    changes: { corrected: 1, keptByHand: { incidents: 0 } },
  });
  expect(await incidents()).toMatchObject([{ category: "NOISE" }]);
  // What a file told last is a file's again.
  expect(await at.importText(text("GRAFFITI", "2"), update())).toMatchObject({
    changes: { corrected: 1, keptByHand: { incidents: 0 } },
  });
});

it("tells as kept by hand what a row left so, once, and nothing of a row that is refused", async () => {
  const text = (...rows: string[]) =>
    `reference,site,day,category,severity\n${rows.map((row) => `${row}\n`).join("")}`;
  const row = (name: string, month: string, severity: number) =>
    `${name},RES-001,2026-${month}-01,NOISE,${severity}`;
  await at.importText(text(row("A", "09", 1), row("B", "10", 1)));
  const settings = { reason: "RECLASSIFIED", author } as const;
  for (const name of ["A", "B"]) {
    await correctIncident(at.store, await called(name), { category: "ARSON" }, settings);
  }
  await close("2026-09");
  const again = text(row("A", "09", 2), row("B", "10", 2), row("B", "10", 2));
  for (const chunkRows of [1, 100]) {
    const options = { ...update(true), skipBad: true, limits: { chunkRows } };
    const { rowsRejected, changes } = await at.importText(again, options);
    expect([rowsRejected, changes.corrected]).toEqual([1, 1]);
    expect(changes.keptByHand).toMatchObject({ incidents: 1, listed: [{ name: "B" }] });
  }
});

describe("a column that is mapped later", () => {
  const old = `${header}A,RES-001,2026-09-01,NOISE\nB,RES-001,2026-10-01,NOISE\n`;
  const columns = header.trim();
  const more = `${columns},target,follow_up,source\nA,RES-001,2026-09-01,NOISE,STAFF,NONE,PATROL\nB,RES-001,2026-10-01,NOISE,,,\n`;

  it("contradicts nothing that nobody recorded, in closed months too; corrections record it (issue 11)", async () => {
    await at.importText(old);
    await close("2026-09");
    expect(await at.importText(more)).toMatchObject({
      ...{ incidentsAdded: 0, alreadyKnown: 2, knownOtherwise: 1 },
    });
    expect(await at.store.query("SELECT target FROM incident WHERE target IS NOT NULL")).toEqual(
      [],
    );
    const { badRows } = await refusal(at.importText(more, update()));
    expect(badRows).toMatchObject([
      { line: 2, expected: expect.stringContaining("2026-09 is closed") },
    ]);
  });

  it("leaves a file that lacks it known, and is a contradiction where another value is recorded", async () => {
    await at.importText(more);
    expect(await at.importText(old)).toMatchObject({ alreadyKnown: 2, knownOtherwise: 0 });
    const { badRows } = await refusal(at.importText(more.replace("STAFF", "TENANT")));
    expect(badRows).toMatchObject([{ line: 2 }]);
    const emptied = await refusal(at.importText(more.replace("STAFF", "")));
    expect(emptied.badRows).toMatchObject([{ line: 2 }]);
  });

  it("is no way around contradictions of one import", async () => {
    const twice = `${columns},target\nA,RES-001,2026-10-01,NOISE,\nA,RES-001,2026-10-01,NOISE,STAFF\n`;
    for (const chunkRows of [1, 100]) {
      expect(await refusal(at.importText(twice, { limits: { chunkRows } }))).toMatchObject({
        badRows: [{ line: 3 }],
      });
    }
  });

  it("is known beside what the incident was before it was corrected", async () => {
    await at.importText(old);
    const settings = { reason: "RECLASSIFIED", author } as const;
    await correctIncident(at.store, await called("A"), { category: "ARSON" }, settings);
    expect(await at.importText(more)).toMatchObject({ alreadyKnown: 2, knownOtherwise: 1 });
  });
});

it("corrects what a row stands for that stands for several incidents", async () => {
  const mapping = parseMapping(
    "columns: { reference: F, day: D, category: N, count: C }\nsite: { columns: S }\n",
    "mapping.yaml",
    nomenclature1,
  );
  const text = (day: string, count: number) => `F,S,D,N,C\nA,RES-001,${day},NOISE,${count}\n`;
  await at.importText(text("2026-10-01", 2), { mapping });
  const more = await at.importText(text("2026-10-02", 3), { mapping, ...update() });
  expect(more).toMatchObject({ incidentsAdded: 1, changes: { corrected: 2 } });
  expect(await incidents()).toHaveLength(3);
  expect(await incidents()).toMatchObject(Array(3).fill({ day: "2026-10-02" }));
});

describe("a row that counts incidents", () => {
  const mapping = parseMapping(
    "columns: { reference: F, day: D, category: N, count: C }\nsite: { columns: S }\n",
    "mapping.yaml",
    nomenclature1,
  );
  const text = (named: number, unnamed: number) =>
    `F,S,D,N,C\nA,RES-001,2026-10-01,NOISE,${named}\n,RES-001,2026-10-02,ARSON,${unnamed}\n`;
  const settings = { reason: "WRONG_ENTRY", author } as const;

  it("is told where corrections count fewer than the record has, which stay (issue 11)", async () => {
    await at.importText(text(3, 2), { mapping });
    expect((await at.importText(text(3, 2), { mapping, ...update() })).changes.fewer.rows).toBe(0);
    const { changes } = await at.importText(text(1, 0), { mapping, ...update(true) });
    expect(changes.fewer).toEqual({
      rows: 2,
      listed: [
        { name: "A", line: 2, told: 1, recorded: 3 },
        { name: "line 3", line: 3, told: 0, recorded: 2 },
      ],
    });
    // What was withdrawn since is no more than what is told.
    const last = incidentsMeant(await incidentsCalled(at.store, ["A"]), 3);
    await withdrawIncident(at.store, last, settings);
    expect((await at.importText(text(2, 2), { mapping, ...update() })).changes.fewer.rows).toBe(0);
  });

  it("adds up equal rows without a reference before it is fewer", async () => {
    const rows = (...counts: number[]) =>
      `F,S,D,N,C\n${counts.map((count) => `,RES-001,2026-10-02,ARSON,${count}\n`).join("")}`;
    await at.importText(rows(2, 2), { mapping });
    const again = async (...counts: number[]) =>
      (await at.importText(rows(...counts), { mapping, ...update() })).changes.fewer.listed;
    expect(await again(1, 3)).toEqual([]);
    expect(await again(1, 2)).toMatchObject([{ told: 3, recorded: 4 }]);
  });

  it("is reached by hand in one of its incidents, or in all, and by no guess (issue 11)", async () => {
    await at.importText(text(3, 0), { mapping });
    const meant = async (which: number | "all" | null) =>
      incidentsMeant(await incidentsCalled(at.store, ["A"]), which, (one) => !one.isWithdrawn);
    await expect(meant(null)).rejects.toThrow(
      /several incidents of this reference, 1, 2, 3: name one/,
    );
    const second = await meant(2);
    expect(second.map(({ name }) => name)).toEqual(['"A" (2 of 3)']);
    await correctIncident(at.store, second, { category: "GRAFFITI" }, settings);
    expect((await incidents()).map((row) => (row as { category: string }).category).sort()).toEqual(
      ["GRAFFITI", "NOISE", "NOISE"],
    );
    await withdrawIncident(at.store, second, settings);
    await correctIncident(at.store, await meant("all"), { day: "2026-10-05" }, settings);
    expect(await incidents()).toMatchObject(Array(2).fill({ day: "2026-10-05" }));
    await expect(meant(4)).rejects.toThrow(/There is no number 4/);
  });

  it("is corrected by hand as a whole or not at all", async () => {
    await at.importText(`F,S,D,N,C\nA,RES-001,2026-10-01,NOISE,2\n`, { mapping });
    const all = await incidentsCalled(at.store, ["A"]);
    await correctIncident(at.store, all.slice(1), { day: "2026-09-01" }, settings);
    await close("2026-09");
    await expect(correctIncident(at.store, all, { category: "ARSON" }, settings)).rejects.toThrow(
      "2026-09 is closed",
    );
    await expect(withdrawIncident(at.store, all, settings)).rejects.toThrow("2026-09 is closed");
    expect(await incidents()).toMatchObject(Array(2).fill({ category: "NOISE" }));
  });
});

describe("an act by hand", () => {
  const settings = { reason: "WRONG_ENTRY", author } as const;

  it("corrects whom an incident was aimed at and what followed, as a file of corrections does", async () => {
    const withMore = (more: string) =>
      `${header.trim()},target,follow_up,source\nA,RES-001,2026-10-01,NOISE,${more}\n`;
    const told = () =>
      at.store.query(`SELECT target, follow_up AS "followUp", source FROM incident
        JOIN incident_personal ON incident_id = id`);
    await at.importText(withMore("locataire,aucune,gardien"));
    await at.importText(withMore("personnel,main courante,police"), update());
    const corrected = { target: "STAFF", followUp: "MAIN_COURANTE", source: "PARTNER" };
    expect(await told()).toEqual([corrected]);
    const incident = await called("A");
    await correctIncident(at.store, incident, { followUp: "plainte", target: null }, settings);
    expect(await told()).toEqual([{ ...corrected, target: null, followUp: "COMPLAINT" }]);
    const contradicting = { followUp: "aucune", complaint: "2026/1" };
    await expect(correctIncident(at.store, incident, contradicting, settings)).rejects.toThrow(
      '"NONE" is not a follow-up other than none: the incident has the reference of a complaint',
    );
  });

  it("corrects one incident by its reference or public id, and keeps what it was", async () => {
    await at.importText(`${header}A,RES-001,2026-10-01,NOISE\n`);
    const incident = await called("A");
    const change = { category: "graffiti", site: "RES-002", day: "02/10/2026", place: "cave" };
    expect(await correctIncident(at.store, incident, change, settings)).toEqual({
      isChanged: true,
    });
    const byId = await called(incident.id);
    expect(await correctIncident(at.store, byId, { place: null }, settings)).toEqual({
      isChanged: true,
    });
    expect(await correctIncident(at.store, byId, {}, settings)).toEqual({ isChanged: false });
    expect(await incidents()).toMatchObject([
      { site: "RES-002", day: "2026-10-02", category: "GRAFFITI" },
    ]);
    const history = await incidentHistory(at.store, incident.id);
    expect(history.map(({ act, site, place }) => [act, site, place])).toEqual([
      ["IMPORTED", "RES-001", null],
      ["CORRECTED", "RES-002", "BASEMENT"],
      ["CORRECTED", "RES-002", null],
    ]);
    const [{ account }] = await at.store.query("SELECT session_user AS account");
    expect(history.at(-1)).toMatchObject({ ...settings, account, importId: null });
  });

  it.each([
    ["an unknown word", { category: "Tapage nocturn" }, /"Tapage nocturn" is not a nature/],
    ["an unknown site", { site: "RES-9" }, /"RES-9" is no site.*palier sites import/],
    ["a day to come", { day: "2099-01-01" }, /not a day that is not in the future/],
  ])("refuses %s, and changes nothing", async (_, change, message) => {
    await at.importText(`${header}A,RES-001,2026-10-01,NOISE\n`);
    const before = await at.contents();
    const attempt = correctIncident(at.store, await called("A"), change, settings);
    await expect(attempt).rejects.toThrow(message);
    expect(await at.contents()).toEqual(before);
  });

  it("withdraws an incident for good: no file brings it back, in whatever form", async () => {
    const text = `${header}A,RES-001,2026-10-01,NOISE\nB,RES-001,2026-10-02,NOISE\n`;
    await at.importText(text);
    await withdrawIncident(at.store, await called("A"), settings);
    expect(await incidents()).toHaveLength(1);
    expect(await at.importText(text)).toMatchObject({ withdrawn: 1, alreadyKnown: 1 });
    const changed = text.replace("2026-10-01", "2026-10-09");
    expect(await at.importText(changed, update())).toMatchObject({
      withdrawn: 1,
      changes: { corrected: 0 },
    });
    expect(await incidents()).toHaveLength(1);
    await expect(withdrawIncident(at.store, await called("A"), settings)).rejects.toThrow(
      /"A" is withdrawn: "palier incidents restore"/,
    );
    await restoreIncident(at.store, await called("A"), settings);
    expect(await incidents()).toContainEqual(expect.objectContaining({ day: "2026-10-01" }));
    expect(await at.importText(text)).toMatchObject({ withdrawn: 0, alreadyKnown: 2 });
  });

  it("puts no incident back at a site that was not there then", async () => {
    await at.importText(`${header}A,RES-001,2026-10-01,NOISE\n`);
    await withdrawIncident(at.store, await called("A"), settings);
    await at.store.query("UPDATE site SET last_month = $1", [monthNumber("2026-09")]);
    await expect(restoreIncident(at.store, await called("A"), settings)).rejects.toThrow(
      'site "RES-001" was not there on 2026-10-01',
    );
    expect(await incidents()).toEqual([]);
    expect(await at.store.query("SELECT FROM withdrawn_incident")).toHaveLength(1);
  });

  it("brings no withdrawn incident back into a store that is empty otherwise", async () => {
    const text = `${header}A,RES-001,2026-10-01,NOISE\n`;
    await at.importText(text);
    await withdrawIncident(at.store, await called("A"), settings);
    const again = await at.importText(text, { limits: { rowsWorthDropping: 0 } });
    expect(again).toMatchObject({ withdrawn: 1, incidentsAdded: 0 });
    expect(await incidents()).toEqual([]);
  });

  it("changes nothing in a closed month, and counts follow when it is closed again", async () => {
    await at.importText(`${header}A,RES-001,2026-09-01,NOISE\n`);
    await close("2026-09");
    const incident = await called("A");
    for (const attempt of [
      correctIncident(at.store, incident, { day: "2026-10-01" }, settings),
      withdrawIncident(at.store, incident, settings),
    ]) {
      await expect(attempt).rejects.toThrow(
        '2026-09 is closed. Run "palier reopen-month 2026-09" first',
      );
    }
    await at.store.query("DELETE FROM closed_month; DELETE FROM incident_count");
    await withdrawIncident(at.store, incident, settings);
    await close("2026-09");
    expect(await at.store.query("SELECT FROM incident_count")).toEqual([]);
  });

  it("says which incident is not there", async () => {
    await expect(withdrawIncident(at.store, await called("Z"), settings)).rejects.toThrow(
      /no incident "Z": give its reference/,
    );
  });
});

describe("an import taken back", () => {
  it("is as if it had never been, and may be imported again", async () => {
    await at.importText(`${header}A,RES-001,2026-10-01,NOISE\n`);
    const before = [await incidents(), await at.store.query("SELECT * FROM incident_source")];
    const text = `${header}A,RES-002,2026-10-01,NOISE\nB,RES-001,2026-10-03,ARSON\n,RES-001,2026-10-03,ARSON\n`;
    const summary = await at.importText(text, update());
    const [run] = await listImports(at.store);
    expect(run).toMatchObject({ incidentsAdded: 2, incidentsCorrected: 1, author, isUpdate: true });
    const id = run?.id ?? 0;
    expect(await undoImport(at.store, id, { author })).toEqual({
      removed: 2,
      removedWithCorrections: 0,
      restored: 1,
      keptByLaterCorrection: 0,
      withdrawn: 0,
      toldAgain: [],
    });
    expect([await incidents(), await at.store.query("SELECT * FROM incident_source")]).toEqual(
      before,
    );
    await expect(undoImport(at.store, id, { author })).rejects.toThrow(/taken back already/);
    expect(await at.importText(text, update())).toMatchObject({
      incidentsAdded: summary.incidentsAdded,
      changes: { corrected: 1 },
    });
  });

  it("leaves no row of its files, were its incidents corrected by hand since", async () => {
    await at.importText(`${header}A,RES-001,2026-10-01,NOISE\nB,RES-001,2026-10-02,NOISE\n`);
    const settings = { reason: "WRONG_ENTRY", author } as const;
    await correctIncident(at.store, await called("A"), { day: "2026-10-03" }, settings);
    const [run] = await listImports(at.store);
    await undoImport(at.store, run?.id ?? 0, { author });
    expect(await at.store.query("SELECT * FROM incident_source")).toEqual([]);
  });

  it("keeps what a later correction holds, and what is withdrawn, and says so", async () => {
    await at.importText(
      `${header}A,RES-001,2026-10-01,NOISE\nB,RES-001,2026-10-01,NOISE\nC,RES-001,2026-10-01,NOISE\n`,
    );
    await at.importText(
      `${header}A,RES-001,2026-10-02,NOISE\nB,RES-001,2026-10-02,NOISE\n`,
      update(),
    );
    const settings = { reason: "WRONG_ENTRY", author } as const;
    await correctIncident(at.store, await called("A"), { day: "2026-10-03" }, settings);
    await withdrawIncident(at.store, await called("C"), settings);
    const [later, first] = await listImports(at.store);
    expect(await undoImport(at.store, later?.id ?? 0, { author })).toMatchObject({
      restored: 1,
      keptByLaterCorrection: 1,
    });
    expect((await incidents()).map((row) => (row as { day: string }).day).sort()).toEqual([
      "2026-10-01",
      "2026-10-03",
    ]);
    expect(await undoImport(at.store, first?.id ?? 0, { author })).toMatchObject({
      removed: 2,
      removedWithCorrections: 1,
      withdrawn: 1,
    });
    expect(await incidents()).toEqual([]);
    const again = await at.importText(
      `${header}A,RES-001,2026-10-01,NOISE\nC,RES-001,2026-10-01,NOISE\n`,
    );
    expect(again).toMatchObject({ incidentsAdded: 1, withdrawn: 1 });
  });

  describe("of which later files told some, too", () => {
    const [a, b, c] = ["A", "B", "C"].map((name) => `${name},RES-001,2026-10-01,NOISE\n`);
    const undo = (id: number, isToldAgain = false) =>
      undoImport(at.store, id, { author, isToldAgain });

    it("is refused, and names the imports and how many they told (issue 11)", async () => {
      await at.importText(`${header}${a}${b}`);
      await at.importText(`${header}${a}${b}${c}`, {}, "october.csv");
      await at.importText(`${header}${a}`, {}, "first.csv");
      const [second, first] = await listImports(at.store);
      const before = await at.contents();
      await expect(undo(first?.id ?? 0)).rejects.toThrow(
        `import ${second?.id} ("october.csv") told up to 2; "first.csv", which brought nothing else, told up to 1. Take later imports back first, or go on with "palier import undo ${first?.id} --told-again"`,
      );
      expect(await at.contents()).toEqual(before);
      expect(await undo(first?.id ?? 0, true)).toMatchObject({
        removed: 2,
        toldAgain: [
          { importId: second?.id, told: 2 },
          { importId: 0, fileName: "first.csv" },
        ],
      });
      expect(await at.importText(`${header}${a}${b}${c}`)).toMatchObject({ incidentsAdded: 2 });
    });

    it("is taken back when they are, latest first", async () => {
      for (const text of [a, `${a}${b}`, `${a}${b}${c}`]) await at.importText(header + text);
      const runs = await listImports(at.store);
      expect(runs).toHaveLength(3);
      for (const { id } of runs) {
        expect(await undo(id)).toMatchObject({ removed: 1 });
        // What it told counts no more.
        expect(
          await at.store.query("SELECT FROM import_retold WHERE told_by = $1", [id]),
        ).toHaveLength(0);
      }
      expect(await incidents()).toEqual([]);
    });

    it("is refused while a later file's correction of it holds", async () => {
      await at.importText(`${header}${a}${b}`);
      const corrected = `${header}A,RES-001,2026-10-02,NOISE\n`;
      await at.importText(corrected, update(), "corrected.csv");
      const [later, first] = await listImports(at.store);
      await expect(undo(first?.id ?? 0)).rejects.toThrow(
        `import ${later?.id} ("corrected.csv") corrected 1. Take`,
      );
      // A file that tells the correction tells what was corrected.
      await at.importText(corrected, {}, "again.csv");
      await expect(undo(later?.id ?? 0)).rejects.toThrow(`"again.csv", which brought nothing else`);
      await undo(later?.id ?? 0, true);
      await expect(undo(first?.id ?? 0)).rejects.toThrow(
        `too: "again.csv", which brought nothing else, told up to 1. Take`,
      );
    });

    it("names no more of them than a bound, and forgets none", async () => {
      await at.importText(`${header}${a}`);
      const [first] = await listImports(at.store);
      for (let number = 1; number <= 22; number += 1) {
        await at.importText(`${header}${a}D${number},RES-001,2026-10-01,NOISE\n`);
      }
      await expect(undo(first?.id ?? 0)).rejects.toThrow(/told up to 1; 16 more\. Take/);
      const kept = await at.store.query("SELECT FROM import_retold WHERE import_id = $1", [
        first?.id,
      ]);
      expect(kept).toHaveLength(21);
    });
  });

  it("is refused as a whole while one of its months is closed", async () => {
    await at.importText(`${header}A,RES-001,2026-08-01,NOISE\nB,RES-001,2026-09-01,NOISE\n`);
    await close("2026-09");
    const before = await at.contents();
    const [run] = await listImports(at.store);
    await expect(undoImport(at.store, run?.id ?? 0, { author })).rejects.toThrow(
      '2026-09 is closed. Run "palier reopen-month 2026-09" first',
    );
    expect(await at.contents()).toEqual(before);
    await expect(undoImport(at.store, 99, { author })).rejects.toThrow(
      /no import 99: "palier import list"/,
    );
  });
});
