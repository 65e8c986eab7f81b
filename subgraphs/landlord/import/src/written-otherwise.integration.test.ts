import { stat } from "node:fs/promises";
import { nomenclature1 } from "@palier/schema";
import { parseMapping } from "./mapping/read-mapping.js";
import { ImportStore, refusal } from "./testing/import-store.fixture.js";

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

function reading(text: string) {
  return { mapping: parseMapping(text, "mapping.yaml", nomenclature1) };
}

it("reads below titles, passes over totals, repeated headers and natures that are no incident", async () => {
  const text =
    'Registre "2026\r\nédité le 05/02/2026\r\n\r\nDate;Nature;Site\r\n' +
    "05/02/2026;Tags;RES-001\r\nDATE ; Nature;Site\r\n06/02/2026;Visite;RES-001\r\n" +
    "Total général;2;\r\n07/02/2026;tags;RES-002\r\n";
  const mapping = `
headerLine: 4
columns: { day: Date, category: Nature }
categories: { Tags: GRAFFITI }
ignore: [visite]
skip: [header, { column: Date, startsWith: TOTAL }]
site: { columns: Site }`;
  const summary = await at.importText(text, reading(mapping));
  expect(summary).toMatchObject({ incidentsAdded: 2, passedOver: 3 });
  const lines = (await at.incidents()).map(({ line, day }) => [line, day]);
  expect(lines).toEqual([
    [5, "2026-02-05"],
    [9, "2026-02-07"],
  ]);
});

it("reads a day and a nature from several columns, and words that stand for an empty cell", async () => {
  const text =
    "YEAR;MONTH;DAY;Famille;Type;Site;Lieu;N°\n" +
    "2026;2;5;Dégradation;Incendie;RES-001;n.c.;-\n26;11;05;Dégradation;Autre;RES-001;hall;A1\n";
  const mapping = `
columns: { day: { year: YEAR, month: MONTH, day: DAY }, category: [Famille, Type], place: Lieu, reference: N° }
categories: { Dégradation / Incendie: ARSON, Dégradation / Autre: OTHER_DAMAGE }
nothing: [N.C., "-"]
site: { columns: Site }`;
  await at.importText(text, reading(mapping));
  const found = (await at.incidents()).map(({ day, category }) => [day, category]);
  expect(found).toEqual([
    ["2026-02-05", "ARSON"],
    ["2026-11-05", "OTHER_DAMAGE"],
  ]);
  const error = await refusal(
    at.importText(text.replace("26;11;05", "2026;13;05"), reading(mapping)),
  );
  expect(error.badRows).toEqual([
    expect.objectContaining({ column: "YEAR + MONTH + DAY", value: "2026-13-05" }),
  ]);
});

it("takes a row for as many incidents as it counts, once however often it comes", async () => {
  const mapping =
    "columns: { day: Date, category: Nature, count: Nombre, reference: Fiche }\nsite: { columns: Site }";
  const text = (first: number, second: number) =>
    `Date;Nature;Site;Nombre;Fiche\n05/02/2026;NOISE;RES-001;${first};\n05/02/2026;NOISE;RES-001;${second};F1\n06/02/2026;NOISE;RES-001;0;\n`;
  expect(await at.importText(text(3, 2), reading(mapping))).toMatchObject({
    rowsRead: 3,
    incidentsAdded: 5,
    passedOver: 1,
  });
  expect(await at.importText(text(3, 2), reading(mapping))).toMatchObject({ incidentsAdded: 0 });
  expect(await at.importText(text(4, 2), reading(mapping))).toMatchObject({ incidentsAdded: 1 });
  const error = await refusal(
    at.importText(text(3, 2).replaceAll("NOISE", "ARSON"), reading(mapping)),
  );
  // Two incidents of one row are one wrong row.
  expect([error.badRowCount, error.badRows[0]?.line]).toEqual([1, 3]);
});

it("decides the form of days late in a long file, before anything is kept", async () => {
  const rows = Array.from(
    { length: 9_000 },
    (_, index) => `0${1 + (index % 9)}/02/2026;NOISE;RES-001`,
  );
  const text = `day;category;site\n${rows.join("\n")}\n02/14/2026;NOISE;RES-001\n`;
  const error = await refusal(at.importText(text, { skipBad: true }));
  expect(error.badRows).toEqual([expect.objectContaining({ line: 9_002, value: "02/14/2026" })]);
  expect(await at.incidents()).toEqual([]);
});

it("keeps rejected rows to their owner", async () => {
  const text = "day;category;site\n05/02/2026;NOISE;RES-009\n";
  const { rejectedFiles } = await at.importText(text, { skipBad: true });
  expect((await stat(rejectedFiles[0] ?? "")).mode & 0o777).toBe(0o600);
});

it("reads whom an incident was aimed at, what followed and who told of it, in the file's words", async () => {
  const text =
    "Date;Nature;Site;Cible;Suites;Plainte;Vu par\n" +
    "05/02/2026;NOISE;RES-001;Personnel;Main courante;;Gardienne\n" +
    "06/02/2026;NOISE;RES-001;riverain;PLAINTE;2026/1;\n07/02/2026;NOISE;RES-001;;;2026/2;police\n";
  const mapping = `
columns: { day: Date, category: Nature, target: Cible, followUp: Suites, complaint: Plainte, source: Vu par }
targets: { Riverain: VISITOR }
site: { columns: Site }`;
  await at.importText(text, reading(mapping));
  const stored = await at.store.query(`
    SELECT target, follow_up, source FROM incident
    LEFT JOIN incident_personal ON incident_id = id ORDER BY day`);
  expect(stored.map(Object.values)).toEqual([
    ["STAFF", "MAIN_COURANTE", "CARETAKER"],
    ["VISITOR", "COMPLAINT", null],
    [null, null, "PARTNER"],
  ]);
  expect(await at.importText(text, reading(mapping))).toMatchObject({ incidentsAdded: 0 });
  const error = await refusal(
    at.importText(text.replace("PLAINTE", "aucune").replace("police", "voisin"), reading(mapping)),
  );
  expect(error.badRows.map(({ line, column, expected }) => [line, column, expected])).toEqual([
    [3, "Suites", "a follow-up other than none: the incident has the reference of a complaint"],
    [4, "Vu par", expect.stringContaining("a source: ")],
  ]);
});
