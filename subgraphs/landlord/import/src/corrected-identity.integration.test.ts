import { closeMonths, mergeSites, undoImport, withdrawIncident } from "@palier/landlord-store";
import { monthNumber, nomenclature1 } from "@palier/schema";
import { correctIncident } from "./act-on-incidents.js";
import { importSites } from "./import-sites.js";
import { parseMapping } from "./mapping/read-mapping.js";
import { ImportStore } from "./testing/import-store.fixture.js";

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

const header = "site,day,category,severity\n";
const settings = { reason: "WRONG_ENTRY", author: "Direction" } as const;
const clock = () => new Date("2026-11-22T10:00:00Z");

/** Of the incidents on a day. */
async function idsOn(day: string): Promise<string[]> {
  const rows = await at.store.query<{ id: string }[]>(
    "SELECT id FROM incident WHERE day = $1 ORDER BY id",
    [day],
  );
  return rows.map(({ id }) => id);
}

async function correct(id: string | undefined, change: Record<string, string>): Promise<void> {
  const [incident] = id === undefined ? [] : [await at.called(id)];
  if (incident === undefined) throw new Error("no incident");
  await correctIncident(at.store, incident, change, settings, clock);
}

const added = async (rows: string) => (await at.importText(header + rows)).incidentsAdded;

const byColumns = (identity: string) =>
  parseMapping(
    `columns: { day: Date, category: Nature }\nsite: { columns: Site }\n${identity}`,
    "mapping.yaml",
    nomenclature1,
  );
const callOf = (category: string, call = "A1") =>
  `Date;Nature;Site;Appel\n01/10/2026;${category};RES-001;${call}\n`;

describe("an incident without a reference that is corrected by hand (issue 11)", () => {
  it.each([
    ["day", "RES-001,2026-10-02,NOISE,\n", { day: "2026-10-02" }],
    ["site", "RES-002,2026-10-01,NOISE,\n", { site: "RES-002" }],
    ["category", "RES-001,2026-10-01,ARSON,\n", { category: "ARSON" }],
    ["severity", "RES-001,2026-10-01,NOISE,3\n", { severity: "3" }],
  ])("is known by its new %s as by the one before", async (_, corrected, change) => {
    const old = "RES-001,2026-10-01,NOISE,\n";
    await at.importText(header + old);
    await correct((await idsOn("2026-10-01"))[0], change);
    expect(await at.importText(header + corrected)).toMatchObject({
      ...{ incidentsAdded: 0, alreadyKnown: 1, knownOtherwise: 0 },
    });
    expect(await at.importText(header + old)).toMatchObject({
      ...{ incidentsAdded: 0, alreadyKnown: 1, knownOtherwise: 0 },
    });
    // A further one is a further one.
    expect(await added(corrected + corrected)).toBe(1);
  });

  it("takes its place among equal ones: as many as a file has, and no more", async () => {
    const [one, other] = ["RES-001,2026-10-01,NOISE,\n", "RES-001,2026-10-02,NOISE,\n"];
    await at.importText(header + one + one + other);
    await correct((await idsOn("2026-10-01"))[0], { day: "2026-10-02" });
    expect(await added(one + one + other)).toBe(0);
    expect(await added(one + other + other)).toBe(0);
    expect(await added(other + other + other)).toBe(1);
  });

  it.each([
    ["first", [0, 1, 2]],
    ["in the middle", [1, 0, 2]],
    ["last", [1, 2, 0]],
  ])(
    "is no further one: that a file tells beside it is added, where it stands %s",
    async (_, order) => {
      const [dumped, burnt] = ["RES-001,2026-10-01,FLY_TIPPING,\n", "RES-001,2026-10-01,ARSON,\n"];
      await at.importText(header + dumped + dumped);
      const [id] = await idsOn("2026-10-01");
      await correct(id, { category: "ARSON" });
      const three = order.map((index) => [burnt, dumped, dumped][index]).join("");
      for (const limits of [{ chunkRows: 1 }, {}]) {
        expect(await at.importText(header + burnt + dumped, { limits })).toMatchObject({
          ...{ incidentsAdded: 0, alreadyKnown: 2 },
        });
        expect(await at.importText(header + dumped + dumped, { limits })).toMatchObject({
          ...{ incidentsAdded: 0, alreadyKnown: 2 },
        });
      }
      expect(await at.importText(header + three, { limits: { chunkRows: 1 } })).toMatchObject({
        ...{ incidentsAdded: 1, alreadyKnown: 2 },
      });
      expect(await at.importText(header + three)).toMatchObject({
        ...{ incidentsAdded: 0, alreadyKnown: 3 },
      });
      expect(await added(three + dumped)).toBe(1);
    },
  );

  it("is known no longer by a correction that was taken back by another", async () => {
    const mistaken = "RES-001,2026-10-02,NOISE,\n";
    await at.importText(`${header}RES-001,2026-10-01,NOISE,\n`);
    const [id] = await idsOn("2026-10-01");
    await correct(id, { day: "2026-10-02" });
    await correct(id, { day: "2026-10-01" });
    expect(await added(mistaken)).toBe(1);
  });

  it("stays withdrawn when a file tells what it was corrected to", async () => {
    await at.importText(`${header}RES-001,2026-10-01,NOISE,\n`);
    const [id = ""] = await idsOn("2026-10-01");
    await correct(id, { day: "2026-10-02" });
    await withdrawIncident(at.store, await at.called(id), settings);
    expect(await at.importText(`${header}RES-001,2026-10-02,NOISE,\n`)).toMatchObject({
      ...{ incidentsAdded: 0, withdrawn: 1 },
    });
  });

  it("leaves nothing behind when its import is taken back", async () => {
    await at.importText(`${header}RES-001,2026-10-01,NOISE,\n`);
    await correct((await idsOn("2026-10-01"))[0], { day: "2026-10-02" });
    await undoImport(at.store, 1, settings);
    expect(await at.store.query("SELECT * FROM incident_identity")).toEqual([]);
    expect(await added("RES-001,2026-10-02,NOISE,\n")).toBe(1);
  });

  it("is known at the site that its own was merged into, in a month that is open", async () => {
    const old = "RES-002,2026-10-05,NOISE,\n";
    await at.importText(`${header}RES-002,2026-08-05,NOISE,\n${old}`);
    await closeMonths(at.store, [monthNumber("2026-08")], clock);
    await correct((await idsOn("2026-10-05"))[0], { site: "RES-001" });
    const from = monthNumber("2026-10");
    await mergeSites(at.store, { references: ["RES-002"], into: "RES-001", from });
    expect(await added(old)).toBe(0);
    expect(await added("RES-001,2026-10-05,NOISE,\n")).toBe(0);
  });
});

it("takes an incident that has a reference for none without one, corrected or not (issue 11)", async () => {
  await at.importText("reference,site,day,category\nA,RES-001,2026-10-01,NOISE\n");
  await correct("A", { day: "2026-10-02" });
  expect(await added("RES-001,2026-10-02,NOISE,\n")).toBe(1);
});

it("knows an incident by the values that a file corrected, whatever tells incidents apart then (issue 11)", async () => {
  const byCall = { mapping: byColumns("identity: [Date, Appel]") };
  await at.importText(callOf("NOISE"), byCall);
  const corrected = await at.importText(callOf("ARSON"), {
    ...byCall,
    update: { isPreview: false },
  });
  expect(corrected).toMatchObject({ incidentsAdded: 0, changes: { corrected: 1 } });
  for (const category of ["ARSON", "NOISE"]) {
    expect(await at.importText(callOf(category), { mapping: byColumns("") })).toMatchObject({
      incidentsAdded: 0,
    });
  }
});

describe("an incident that columns tell apart, and a hand corrected in one of them (issue 11)", () => {
  const byCall = { mapping: byColumns("identity: [Date, Site, Nature, Appel]") };
  const rows = (...told: readonly string[]) =>
    `Date;Nature;Site;Appel\n${told.map((one) => `01/10/2026;${one}\n`).join("")}`;
  const was = "NOISE;RES-001;A1";
  const is = "ARSON;RES-001;A1";

  beforeEach(async () => {
    await at.importText(rows(was), byCall);
    await correct((await idsOn("2026-10-01"))[0], { category: "ARSON" });
  });

  it.each([
    ["as it is", rows(is), 0],
    ["as it was", rows(was), 0],
    ["with another that is equal but for its call", rows("ARSON;RES-001;A2", is), 1],
    ["as it was, beside another", rows("ARSON;RES-001;A2", was), 1],
  ])("is known where the same mapping reads it %s", async (_, text, further) => {
    for (const incidentsAdded of [further, 0]) {
      expect(await at.importText(text, byCall)).toMatchObject({ incidentsAdded });
    }
  });

  it("stays withdrawn", async () => {
    const [id = ""] = await idsOn("2026-10-01");
    await withdrawIncident(at.store, await at.called(id), settings);
    expect(await at.importText(rows(is), byCall)).toMatchObject({
      ...{ incidentsAdded: 0, withdrawn: 1 },
    });
  });
});

it("is known no longer by what an import said that is taken back (issue 11)", async () => {
  const byCall = { mapping: byColumns("identity: [Date, Appel]") };
  await at.importText(callOf("NOISE"), byCall);
  await at.importText(callOf("ARSON"), { ...byCall, update: { isPreview: false } });
  await at.importText(callOf("NOISE"), { ...byCall, update: { isPreview: false } });
  await at.importText(callOf("ARSON"), { ...byCall, update: { isPreview: false } });
  await undoImport(at.store, 2, settings);
  // What another import said as well stays said.
  expect(await added("RES-001,2026-10-01,ARSON,\n")).toBe(0);
  // A file told since what it brought.
  await undoImport(at.store, 4, { ...settings, isToldAgain: true });
  expect(await added("RES-001,2026-10-01,NOISE,\n")).toBe(0);
  expect(await added("RES-001,2026-10-01,ARSON,\n")).toBe(1);
});

describe("a site that was renamed (issue 11)", () => {
  const byName = {
    mapping: parseMapping(
      "columns: { day: Date, category: Nature }\nsite: { columns: Résidence, match: name, create: { dwellings: 60, commune: { value: '77288' } } }\n",
      "mapping.yaml",
      nomenclature1,
    ),
  };
  const row = (name: string) => `Date;Nature;Résidence\n05/10/2026;NOISE;${name}\n`;

  async function rename(reference: string, name: string): Promise<void> {
    const text = `reference,name,commune,dwellings\n${reference},${name},77288,60\n`;
    await importSites(at.store, [await at.file("sites.csv", text)]);
  }

  beforeEach(async () => {
    await at.importText(`${header}RES-001,2026-08-05,NOISE,\n`);
    await closeMonths(at.store, [monthNumber("2026-08")], clock);
    await rename("RES-001", "Les Ormes");
  });

  it("is found by its former name, and not made again", async () => {
    expect(await at.importText(row("LES TILLEULS"), byName)).toMatchObject({
      ...{ incidentsAdded: 1, sitesCreated: 0 },
    });
    expect(await at.importText(row("Les Ormes"), byName)).toMatchObject({ incidentsAdded: 0 });
  });

  it("is found by a name that was changed before any month was closed", async () => {
    await at.store.query("DELETE FROM closed_month");
    await rename("RES-009", "Les Saules");
    await rename("RES-009", "Les Aulnes");
    expect(await at.store.query("SELECT FROM site_past WHERE name = 'Les Saules'")).toEqual([]);
    expect(await at.importText(row("LES SAULES"), byName)).toMatchObject({
      ...{ incidentsAdded: 1, sitesCreated: 0 },
    });
    expect((await at.incidents()).at(-1)).toMatchObject({ site: "RES-009" });
  });

  it("gives its former name up to a site that bears it now", async () => {
    await rename("RES-002", "Les Tilleuls");
    await at.importText(row("Les Tilleuls"), byName);
    const found = await at.incidents();
    expect(found.at(-1)).toMatchObject({ site: "RES-002", day: "2026-10-05" });
  });

  it("is not guessed where several bore the name", async () => {
    await rename("RES-002", "Les Tilleuls");
    await closeMonths(at.store, [monthNumber("2026-09")], clock);
    await rename("RES-002", "Le Parc");
    await expect(at.importText(row("Les Tilleuls"), byName)).rejects.toMatchObject({
      badRows: [{ expected: "a name that only one site has; RES-001, RES-002 share it" }],
    });
  });
});
