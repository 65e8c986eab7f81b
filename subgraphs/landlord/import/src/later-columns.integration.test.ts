import { closeMonths, withdrawIncident } from "@palier/landlord-store";
import { monthNumber } from "@palier/schema";
import { ImportStore } from "./testing/import-store.fixture.js";
import { tryImport } from "./try-import.js";

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

const bare = "site,day,category\n";
const full = "site,day,category,severity,place,time_band\n";
const noise = "RES-001,2026-10-01,NOISE";
const clock = () => new Date("2026-11-22T10:00:00Z");
const update = { update: { isPreview: false } };
const none = { incidentsAdded: 0, uncertain: 0 };

describe("a column that a later file has, where no reference tells incidents apart (issue 11)", () => {
  it("doubles nothing, in closed months too, and is recorded by corrections alone", async () => {
    await at.importText(`${bare}RES-001,2026-08-01,ARSON\n${noise}\n${noise}\n`);
    await closeMonths(at.store, [monthNumber("2026-08")], clock);
    const open = `${noise},3,HALL,NIGHT\n${noise},2,,\n`;
    const later = `${full}RES-001,2026-08-01,ARSON,4,,\n${open}`;
    for (const limits of [{}, { chunkRows: 1, rowsRankedInMemory: 0 }]) {
      expect(await at.importText(later, { limits })).toMatchObject({
        ...{ ...none, alreadyKnown: 3, knownOtherwise: 3 },
      });
    }
    const trial = await tryImport(at.store, [await at.file("later.csv", later)], { clock });
    expect(trial.summary).toMatchObject({ incidentsAdded: 0, knownOtherwise: 3 });
    expect(await at.importText(full + open, update)).toMatchObject({
      ...{ ...none, changes: { corrected: 2 } },
    });
    expect(await at.importText(full + open)).toMatchObject({ ...none, knownOtherwise: 0 });
    expect(await at.importText(`${bare}${noise}\n${noise}\n`)).toMatchObject(none);
  });

  it("adds what is one more, in whatever order they stand", async () => {
    await at.importText(`${bare}${noise}\n`);
    const told = `${noise},,,\n${noise},3,,\n`;
    expect(await at.importText(full + told)).toMatchObject({ incidentsAdded: 1, alreadyKnown: 1 });
    expect(await at.importText(full + told)).toMatchObject({ ...none, alreadyKnown: 2 });
    const other = "RES-001,2026-10-02,NOISE";
    await at.importText(`${bare}${other}\n`);
    expect(await at.importText(`${full}${other},3,,\n${other},2,,\n`)).toMatchObject({
      ...{ incidentsAdded: 1, alreadyKnown: 1, knownOtherwise: 1 },
    });
  });

  it("takes no other value, and no incident that has a reference, for the same", async () => {
    await at.importText(`${full}${noise},3,,\n`);
    expect(await at.importText(`${full}${noise},2,,\n`)).toMatchObject({ incidentsAdded: 1 });
    await at.importText("reference,site,day,category\nA,RES-001,2026-10-05,NOISE\n");
    expect(await at.importText(`${full}RES-001,2026-10-05,NOISE,2,,\n`)).toMatchObject({
      incidentsAdded: 1,
    });
  });

  it("holds for several files of one import", async () => {
    const files = [
      await at.file("one.csv", `${bare}${noise}\n`),
      await at.file("two.csv", `${full}${noise},3,,\n`),
    ];
    expect(await at.importFiles(files)).toMatchObject({ incidentsAdded: 1, alreadyKnown: 1 });
  });

  it("leaves what is withdrawn withdrawn", async () => {
    await at.importText(`${bare}${noise}\n`);
    const [incident] = await at.store.query<{ id: string }[]>("SELECT id FROM incident");
    const settings = { reason: "DUPLICATE", author: "Direction" } as const;
    await withdrawIncident(at.store, await at.called(incident?.id ?? ""), settings);
    expect(await at.importText(`${full}${noise},3,,\n`)).toMatchObject({ ...none, withdrawn: 1 });
  });

  it("says where it may be a further one", async () => {
    await at.importText(`${full}${noise},3,,\n${noise},,HALL,\n`);
    expect(await at.importText(`${full}${noise},3,HALL,\n`)).toMatchObject({
      ...{ incidentsAdded: 0, uncertain: 1 },
    });
    await at.importText(`${bare}RES-002,2026-10-01,NOISE\n`);
    const apart = "RES-002,2026-10-01,NOISE,3,,\nRES-002,2026-10-01,NOISE,,,\n";
    expect(await at.importText(full + apart, { limits: { chunkRows: 1 } })).toMatchObject({
      ...{ incidentsAdded: 0, uncertain: 1 },
    });
  });
});
