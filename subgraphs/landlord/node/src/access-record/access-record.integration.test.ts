import { AccessLog } from "@palier/landlord-store";
import type { AccessEntry, PartnerKind } from "@palier/schema";
import { ExampleLandlord } from "../testing/example-landlord.js";
import { exampleViewer } from "../viewer/viewer.fixture.js";

const fields = "id months counts { month kind operations refused partlyRefused }";
const coordinator = exampleViewer("COORDINATOR", ["247"], { purpose: null, statedPurpose: null });

let landlord: ExampleLandlord;
beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  const log = new AccessLog(landlord.store);
  for (const at of [
    "2025-10-31T23:59:59Z",
    "2025-11-01T00:00:00Z",
    "2026-09-30T23:59:59Z",
    "2026-10-01T00:00:00Z",
    "2026-11-01T00:00:00Z",
  ]) {
    await log.append(entryAt(at));
  }
  const at = "2026-09-10T08:00:00Z";
  await log.append({ ...entryAt(at), decision: "PARTLY_REFUSED", reason: "Site.address" });
  await log.append({ ...entryAt(at), decision: "REFUSED", reason: "LANDLORD_WITHHELD" });
  await log.append({ ...entryAt(at), decision: "REFUSED", reason: "no visa", viewer: null });
});
afterAll(() => landlord.end());

function entryAt(at: string): AccessEntry {
  const asked = { coordinates: ["Site.name"], sites: ["lisiere:R-1"], territories: ["10001"] };
  const viewer = exampleViewer("POLICE", ["247"]);
  const answered = { decision: "GRANTED", reason: null, rows: 1, durationMs: 1 } as const;
  const operation = { operationId: null, operation: "Sites", isProved: true };
  return { at: new Date(at), viewer, ...operation, ...asked, ...answered };
}

const count = (month: string, operations = 1) => {
  return { month, kind: "POLICE", operations, refused: 0, partlyRefused: 0 };
};

it("counts the last twelve whole months, the latest first, and no word of who or what", async () => {
  const seen = landlord.seenBy(coordinator);
  const record = await seen.askOne("AccessRecord", "lisiere", fields);
  expect(record).toEqual({
    id: "lisiere",
    months: [
      ...["2026-10", "2026-09", "2026-08", "2026-07", "2026-06", "2026-05"],
      ...["2026-04", "2026-03", "2026-02", "2026-01", "2025-12", "2025-11"],
    ],
    counts: [
      count("2026-10"),
      { ...count("2026-09", 3), refused: 1, partlyRefused: 1 },
      { month: "2026-09", kind: null, operations: 1, refused: 1, partlyRefused: 0 },
      count("2025-11"),
    ],
  });
  expect(JSON.stringify(record)).not.toMatch(/agent|R-1|10001|Site/);
});

it.each(["POLICE", "JUSTICE", "MUNICIPALITY", "LANDLORD"] as const)(
  "denies %s the counts without reading them",
  async (kind: PartnerKind) => {
    const seen = landlord.seenBy(exampleViewer(kind, ["247"]));
    const statements = await landlord.statements(async () => {
      const { data, errors } = await seen.result(
        "AccessRecord",
        ["lisiere"],
        "months counts { month }",
      );
      expect(data).toEqual({ _entities: [{ months: null, counts: null }] });
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
    });
    expect(statements).toEqual([]);
  },
);

it("says that it withholds them from a coordinator whom the landlord has paused, or whom it shows less", async () => {
  const paused = landlord.seenBy(coordinator, true);
  const narrower = await landlord.with({ narrowing: { "access-log": { COORDINATOR: "denied" } } });
  for (const [seen, code] of [
    [paused, "LANDLORD_WITHHELD"],
    [narrower.seenBy(coordinator), "FORBIDDEN"],
  ] as const) {
    const { data, errors } = await seen.result(
      "AccessRecord",
      ["lisiere"],
      "months counts { month }",
    );
    expect(data).toEqual({ _entities: [{ months: null, counts: null }] });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code, code]);
  }
});

it("reads no log for an id that is not its own", async () => {
  for (const id of ["val-de-brie", "lisiere:10001", ""]) {
    expect(await landlord.askOne("AccessRecord", id, "id")).toBeNull();
  }
});

it("counts nothing of a month that is over by the node's clock and not by the database's", async () => {
  const ahead = await landlord.with({ clock: () => new Date("9999-06-15T00:00:00Z") });
  expect(await ahead.seenBy(coordinator).askOne("AccessRecord", "lisiere", fields)).toEqual({
    id: "lisiere",
    months: [],
    counts: [],
  });
});
