import { monthNumber, monthsBetween } from "@palier/schema";
import { ExampleLandlord } from "../testing/example-landlord.js";
import { exampleViewer } from "../viewer/viewer.fixture.js";

const closed = monthsBetween(monthNumber("2025-12"), monthNumber("2026-10"));
const october = monthNumber("2026-10");
const lists = "{DAMAGE,TRAFFICKING,PROPERTY}";

let landlord: ExampleLandlord;
let townHall: ExampleLandlord;

/** October is released, without its gates at R-1; September is not. */
beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites([{ reference: "R-1" }, { reference: "R-2" }]);
  await landlord.addIncidents([
    ...Array.from({ length: 8 }, () => ["R-1", "2026-10-01", "THEFT"] as const),
    ["R-1", "2026-10-02", "DRUG_DEALING"],
    ["R-1", "2026-09-02", "DRUG_DEALING"],
  ]);
  await landlord.close(closed);
  const sites = await landlord.store.query<{ id: number }[]>(
    "SELECT id FROM site WHERE reference = 'R-1'",
  );
  const [site] = sites.map(({ id }) => id);
  await landlord.store.query("DELETE FROM release");
  await landlord.store.query(`
    INSERT INTO release VALUES
      (0, now(), 5, 1, '${lists}', 'R', 1, 'h', '{${october}}', '{${october}}', 0, 0, 0, 0);
    INSERT INTO release_line VALUES
      (1, 0, ${october}, '10001', '', false, 'PROPERTY', 8, false, false, NULL),
      (2, 0, ${october}, '10001', '', false, 'TRAFFICKING', 1, true, false, NULL);
    INSERT INTO release_cell VALUES (1, ${site}, 8, false), (2, ${site}, 1, true);
    INSERT INTO release_level VALUES (${october}, ${site}, 0, 50, '{${site}}', '{f}', true, NULL);
  `);
  townHall = landlord.seenBy(exampleViewer("MUNICIPALITY", ["247"]));
});

afterAll(() => landlord.end());

interface Count {
  readonly month: string;
  readonly family: string;
  readonly count: number | null;
  readonly status: string;
}

async function shown(reference: string, from = "2026-09") {
  const { incidentCounts } = (await townHall.askOne(
    "Site",
    `lisiere:${reference}`,
    `incidentCounts(from: "${from}", to: "2026-10") { month family count status }`,
  )) as { incidentCounts: readonly Count[] };
  return incidentCounts;
}

it("shows who may not read small numbers what was released: numbers, true zeros, and what is withheld", async () => {
  const of = (counts: readonly Count[]) =>
    Object.fromEntries(
      counts
        .filter(({ month }) => month === "2026-10")
        .map(({ family, count, status }) => [family, [status, count]]),
    );
  const nothing = { DAMAGE: ["ZERO", 0], PROPERTY: ["ZERO", 0], TRAFFICKING: ["ZERO", 0] };
  // The release does not count the others.
  const unknown = Object.fromEntries(
    ["INCIVILITY", "THREAT", "VIOLENCE", "OBSTRUCTION"].map((one) => [one, ["WITHHELD", null]]),
  );
  expect(of(await shown("R-1"))).toEqual({
    ...{ ...nothing, ...unknown, PROPERTY: ["VALUE", 8], TRAFFICKING: ["WITHHELD", null] },
  });
  expect(of(await shown("R-2"))).toEqual({ ...nothing, ...unknown });
});

it("guesses nothing of a month that is in no release", async () => {
  const september = (await shown("R-1")).filter(({ month }) => month === "2026-09");
  expect(september).toHaveLength(7);
  expect(new Set(september.map(({ status }) => status))).toEqual(new Set(["WITHHELD"]));
});

it("does not even read what was recorded", async () => {
  const statements = await landlord.statements(() => shown("R-1"));
  expect(statements.join()).not.toContain("incident_count");
});

it("tells readers of gates without values of no gate where the release withholds them", async () => {
  const gates = `history(from: "2026-09") { month gates { level met conditions { met } } }`;
  const metBy = async (asked: ExampleLandlord, reference: string) => {
    const { data } = await asked.result("Site", [`lisiere:${reference}`], gates);
    const [site] = (data?._entities ?? []) as {
      history: { month: string; gates: { met: boolean | null }[] }[];
    }[];
    return site?.history.map(({ gates: of }) => of.map(({ met }) => met));
  };
  const none = [false, false, false];
  expect(await metBy(townHall, "R-1")).toEqual([none, [null, null, null]]);
  expect(await metBy(townHall, "R-2")).toEqual([none, none]);
  expect(await metBy(landlord.seenBy(exampleViewer("POLICE", ["247"])), "R-1")).toEqual([
    none,
    none,
  ]);
});
