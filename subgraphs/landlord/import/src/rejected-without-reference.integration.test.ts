import { ImportStore } from "./testing/import-store.fixture.js";

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

it("says how many rejected rows have no reference, for which the original is to be mended", async () => {
  const text =
    "reference,site,day,category\n,RES-001,2025-01-05,NOISE\n,RES-001,2025-01-05,NOISY\nC,RES-001,never,NOISE\n";
  expect(await at.importText(text, { skipBad: true })).toMatchObject({
    incidentsAdded: 1,
    rowsRejected: 2,
    rejectedWithoutReference: 1,
  });
  const mended = text.replace("NOISY", "NOISE").replace("never", "2025-01-06");
  expect(await at.importText(mended)).toMatchObject({ incidentsAdded: 2, alreadyKnown: 1 });
});
