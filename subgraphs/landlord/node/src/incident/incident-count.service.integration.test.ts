import { monthNumber, monthsBetween } from "@palier/schema";
import { ExampleLandlord } from "../testing/example-landlord.js";
import { families } from "./family.type.js";

const closed = [
  ...monthsBetween(monthNumber("2025-01"), monthNumber("2026-07")),
  ...monthsBetween(monthNumber("2026-09"), monthNumber("2026-10")),
];

let landlord: ExampleLandlord;

beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites([{ reference: "R-1" }, { reference: "R-2" }]);
  await landlord.addIncidents([
    ["R-1", "2026-10-01", "NOISE"],
    ["R-1", "2026-10-02", "LOITERING"],
    ["R-1", "2026-10-03", "BURGLARY"],
    ["R-1", "2026-08-03", "NOISE"],
    ["R-1", "2025-01-31", "ASSAULT"],
    ["R-2", "2026-10-02", "NOISE"],
  ]);
  await landlord.close(closed);
});

afterAll(() => landlord.end());

interface Counts {
  readonly incidentCounts: readonly {
    readonly month: string;
    readonly family: string;
    readonly count: number;
    readonly status: string;
  }[];
}

const counts = (range = "") =>
  landlord.askOne(
    "Site",
    "lisiere:R-1",
    `incidentCounts${range} { month family count status }`,
  ) as Promise<Counts>;

it("counts every family of every closed month, zeros included", async () => {
  const { incidentCounts } = await counts('(from: "2026-08", to: "2026-10")');
  const found = new Map([
    ["2026-10 INCIVILITY", 2],
    ["2026-10 PROPERTY", 1],
  ]);
  expect(incidentCounts).toEqual(
    ["2026-09", "2026-10"].flatMap((month) =>
      families.map((family) => {
        const count = found.get(`${month} ${family}`) ?? 0;
        return { month, family, count, status: count === 0 ? "ZERO" : "VALUE" };
      }),
    ),
  );
});

it("covers the twelve months that end at the last closed one unless told", async () => {
  const { incidentCounts } = await counts();
  expect(incidentCounts).toHaveLength(11 * families.length);
  expect(incidentCounts[0]?.month).toBe("2025-11");
  const early = await counts('(to: "2025-02")');
  expect(early.incidentCounts.filter(({ status }) => status === "VALUE")).toEqual([
    { month: "2025-01", family: "VIOLENCE", count: 1, status: "VALUE" },
  ]);
});

it("has no counts where no month is closed", async () => {
  expect(await counts('(from: "2026-08", to: "2026-08")')).toEqual({ incidentCounts: [] });
  expect(await counts('(from: "2030-01", to: "2030-12")')).toEqual({ incidentCounts: [] });
});

it("gives 36 months at most", async () => {
  const asked = 'incidentCounts(from: "2023-10", to: "2026-10") { count }';
  const { data, errors } = await landlord.result("Site", ["lisiere:R-1"], `name ${asked}`);
  expect(data?._entities).toEqual([{ name: "R-1", incidentCounts: null }]);
  expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  expect((await counts('(from: "2023-11", to: "2026-10")')).incidentCounts).toHaveLength(
    21 * families.length,
  );
});
