import { closeMonths, purgeRecord, recordSignature, reopenMonths } from "@palier/landlord-store";
import { generateSigningKey, monthNumber, monthsBetween, signConvention } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { correctIncident } from "./act-on-incidents.js";
import { incidentsCalled } from "./incident/called-incidents.js";
import { header, ImportStore, refusal } from "./testing/import-store.fixture.js";

const now = () => new Date("2026-11-22T10:00:00Z");
const file = `${header}A-1,RES-001,2024-10-05,NOISE
A-2,RES-001,2024-11-05,NOISE
A-3,RES-001,2024-11-06,NOISE
,RES-002,2024-10-07,ARSON
,RES-002,2024-12-07,ARSON
`;

let at: ImportStore;

beforeEach(async () => {
  at = await ImportStore.open();
  const key = await generateSigningKey();
  const retention = { incidentMonths: 24, countMonths: 36, accessLogMonths: 12 };
  const convention = { ...exampleConvention, retention };
  const signature = await signConvention(convention, "lisiere", key);
  await recordSignature(at.store, convention, signature, key.x);
});
afterEach(() => at.close());

const close = () =>
  closeMonths(at.store, monthsBetween(monthNumber("2024-10"), monthNumber("2026-10")), now);
const incidents = () =>
  at.store.query("SELECT count(*)::integer AS rows, min(day)::text AS first FROM incident");

it.each([false, true])(
  "an old file brings no purged row back, as corrections (%s) or not",
  async (isUpdate) => {
    await at.importText(file);
    await close();
    await purgeRecord(at.store, { clock: now });
    // That it was told again is written down, for who would undo the import.
    const contents = () => at.contents("import_retold");
    const before = await contents();
    const update = { isPreview: false };
    const summary = await at.importText(file, isUpdate ? { update } : {});
    expect(summary).toMatchObject({
      ...{ rowsRead: 5, incidentsAdded: 0, alreadyKnown: 3, purged: 2, rowsRejected: 0 },
    });
    expect(await contents()).toEqual(before);
    expect(await incidents()).toEqual([{ rows: 3, first: "2024-11-05" }]);
  },
);

it("brings none back that is told of a later month than the one that it was corrected to", async () => {
  await at.importText(file);
  await correctIncident(
    at.store,
    await incidentsCalled(at.store, ["A-3"]),
    { day: "2024-10-30" },
    { author: "test", reason: "WRONG_ENTRY" },
  );
  await close();
  await purgeRecord(at.store, { clock: now });
  expect(await at.importText(file)).toMatchObject({
    incidentsAdded: 0,
    alreadyKnown: 2,
    purged: 3,
  });
  await reopenMonths(at.store, [monthNumber("2024-11")], now);
  expect(await at.importText(file)).toMatchObject({ incidentsAdded: 0, purged: 3 });
});

it("takes rows of months that were not purged, however old, while nothing was", async () => {
  await at.importText(`${header}A-1,RES-001,2021-10-05,NOISE\n`);
  expect(await incidents()).toEqual([{ rows: 1, first: "2021-10-05" }]);
});

it("refuses a row of a month whose level is frozen, and says from when on rows are taken", async () => {
  await at.importText(file);
  await close();
  await at.store.query(
    "UPDATE purge_horizon SET detail_before = $1, counts_before = $1, gates_before = $1 + 11",
    [monthNumber("2024-11")],
  );
  const error = await refusal(at.importText(`${file}A-9,RES-001,2025-09-05,NOISE\n`));
  expect(JSON.stringify(error)).toContain("a day from 2025-10 on");
});
