import { undoImport } from "@palier/landlord-store";
import { nomenclature1 } from "@palier/schema";
import { parseMapping } from "./mapping/read-mapping.js";
import { ImportStore, refusal } from "./testing/import-store.fixture.js";

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

function reading(identity = "") {
  const text = `
columns: { day: Date, category: Nature, timeBand: Heure, complaint: Plainte, narrative: Récit }
categories: { Encombrants: FLY_TIPPING, Dépôt sauvage: FLY_TIPPING }
site: { columns: Site }
${identity}`;
  return { mapping: parseMapping(text, "mapping.yaml", nomenclature1) };
}

const header = "Date;Nature;Site;Heure;Plainte;Récit\n";

it("knows an incident in ten ways of writing it", async () => {
  const ways = [
    `${header}05/02/2026;Encombrants;RES-001;22:30;;\n`,
    `${header}5.2.26;ENCOMBRANTS;RES-001;nuit;;\n`.replace("5.2.26", "05.02.26"),
    `${header}2026-02-05;Dépôt  Sauvage;RES-001;23h;;\n`,
    `${header}2026-02-05T22:30:00;fly_tipping;RES-001;NIGHT;;\n`,
    `${header}"05/02/2026";"Encombrants";"RES-001";"Nuit";"";""\n`,
    "Site,Heure,Date,Récit,Plainte,Nature\nRES-001,22:30,05-02-2026,,,Encombrants\n",
    `${header.trimEnd()};Statut\n05/02/2026;encombrants;RES-001;22h30;;;clos\n`,
    `${header}05/02/2026; Encombrants ; RES-001 ; 22:30 ;;\n`,
    `${header}05/02/2026;Encombrants;RES-001;22:30;PV 2026/12;\n`,
    `${header}05/02/2026;Encombrants;RES-001;22:30;;Vu par le gardien\n`,
  ];
  const found = [];
  for (const way of ways) {
    const { incidentsAdded, alreadyKnown, knownOtherwise } = await at.importText(way, reading());
    found.push([incidentsAdded, alreadyKnown, knownOtherwise]);
  }
  const known = Array.from({ length: 7 }, () => [0, 1, 0]);
  // The last two bring a complaint and a text that the store does not have: they are told of.
  expect(found).toEqual([[1, 0, 0], ...known, [0, 1, 1], [0, 1, 1]]);
});

it("takes another day, nature, site or part of the day for another incident", async () => {
  const rows = [
    "05/02/2026;Encombrants;RES-001;22:30;;",
    "06/02/2026;Encombrants;RES-001;22:30;;",
    "05/02/2026;NOISE;RES-001;22:30;;",
    "05/02/2026;Encombrants;RES-002;22:30;;",
    "05/02/2026;Encombrants;RES-001;12:30;;",
    "05/02/2026;Encombrants;RES-001;;;",
  ];
  for (const row of rows) await at.importText(`${header}${row}\n`, reading());
  expect(await at.incidents()).toHaveLength(rows.length);
});

it("tells incidents apart by the columns that the mapping chooses, read or not", async () => {
  const by = (columns: string) => reading(`identity: [${columns}]`);
  const file = (...calls: string[]) =>
    `Appel;${header}${calls.map((call) => `${call};05/02/2026;Encombrants;RES-001;;;\n`).join("")}`;
  await at.importText(file("A 1"), by("Date, Site, Appel"));
  expect(await at.importText(file("A 2"), by("Date, Site, Appel"))).toMatchObject({
    incidentsAdded: 1,
  });
  // The order of the columns and the writing of an unread one do not matter.
  expect(await at.importText(file("a  1", "A 2"), by("Appel, Site, Date"))).toMatchObject({
    incidentsAdded: 0,
    alreadyKnown: 2,
  });
});

it("doubles nothing when the mapping chooses other columns later, nor when it stops to", async () => {
  const file = `${header}05/02/2026;Encombrants;RES-001;;;\n05/02/2026;Encombrants;RES-001;;PV 1;\n`;
  const choices = ["", "identity: [Date, Site, Plainte]", "identity: [Date, Site, Nature]", ""];
  const added = [];
  for (const choice of [...choices, ...choices.slice(1)]) {
    added.push((await at.importText(file, reading(choice))).incidentsAdded);
  }
  expect(added).toEqual([2, 0, 0, 0, 0, 0, 0]);
  await at.store.query("TRUNCATE incident, incident_source, incident_identity, import_file");
  const again = [];
  for (const choice of choices.toReversed().slice(1)) {
    again.push((await at.importText(file, reading(choice))).incidentsAdded);
  }
  expect(again).toEqual([2, 0, 0]);
});

it("says of how many rows only the values are known, though the chosen columns tell another incident", async () => {
  const by = (columns = "") => reading(columns && `identity: [${columns}]`);
  const file = (...calls: string[]) =>
    `Appel;${header}${calls.map((call) => `${call};05/02/2026;Encombrants;RES-001;;;\n`).join("")}`;
  await at.importText(file("A 1", '"A; 2"', "A 1"), by());
  // The same rows, or some of them, under another identity are no further incidents.
  const chosen = by("Date, Site, Appel");
  const again = await at.importText(file("a  1", '"A; 2"', "A 1"), chosen);
  expect(again.knownByValues).toEqual({ rows: 3, untold: 0 });
  const some = await at.importText(file('"A; 2"'), chosen);
  expect(some.knownByValues).toEqual({ rows: 1, untold: 0 });
  const further = await at.importText(file("A 1", "A 3", ""), chosen);
  expect(further).toMatchObject({
    incidentsAdded: 0,
    alreadyKnown: 3,
    knownByValues: { rows: 3, untold: 1 },
  });
  const corrected = await at.importText(file("A 4"), { ...chosen, update: { isPreview: false } });
  expect(corrected.knownByValues).toEqual({ rows: 1, untold: 1 });
  // By columns that are compared by value anyway there is nothing more to tell.
  const values = await at.importText(file("A 9"), by("Date, Site, Nature"));
  expect(values.knownByValues).toEqual({ rows: 1, untold: 0 });
});

it("wants every part of a reference of several columns, or none", async () => {
  const text = `
columns: { reference: [Année, Numéro], day: Date, category: Nature }
site: { columns: Site }`;
  const mapping = parseMapping(text, "mapping.yaml", nomenclature1);
  const file = (...rows: string[]) => `Année;Numéro;Date;Nature;Site\n${rows.join("\n")}\n`;
  const rest = "05/02/2026;NOISE;RES-001";
  expect(
    await at.importText(file(`2025;1;${rest}`, `2026;1;${rest}`, `;;${rest}`), { mapping }),
  ).toMatchObject({ incidentsAdded: 3 });
  const error = await refusal(at.importText(file(`2026;;${rest}`), { mapping }));
  expect(error.badRows.map(({ column, expected }) => [column, expected])).toEqual([
    ["Numéro", "a value: the columns of the reference are one together"],
  ]);
});

it("holds no more equal incidents than the largest file tells, also once the first one's import is undone (issue 11)", async () => {
  const row = "05/02/2026;Encombrants;RES-001;22:30;;\n";
  const add = async (rows: number) =>
    (await at.importText(`${header}${row.repeat(rows)}`, reading())).incidentsAdded;
  expect([await add(1), await add(2)]).toEqual([1, 1]);
  // The second file told the first one's too: it is to be imported again, or another that tells it.
  await undoImport(at.store, 1, { author: "test", isToldAgain: true });
  expect(await at.incidents()).toHaveLength(1);
  expect([await add(1), await add(1), await add(2), await add(2)]).toEqual([1, 0, 0, 0]);
  expect(await at.incidents()).toHaveLength(2);
});
