import { pausePartner, resumePartner } from "@palier/landlord-store";
import type { Narrowing } from "@palier/schema";
import { melun, partners } from "../access/access-convention.js";
import { type AccessPlatform, startAccessPlatform } from "../access/platform.js";
import { getFile } from "./get-file.js";
import { recordsOf } from "./read-csv.js";

/** Who is missing is said: in the name, in the head, beside the file, and in every row of it. */

let platform: AccessPlatform;
beforeAll(async () => {
  platform = await startAccessPlatform();
});
afterAll(() => platform.stop());

const police = partners.POLICE;
const get = (path: string) => getFile(platform, police, `/exports/${path}?territory=${melun}`);

async function expectWithout(status: string): Promise<void> {
  for (const name of ["sites", "levels", "actions", "changes"]) {
    const { status: httpStatus, headers, text } = await get(`${name}.csv`);
    expect([httpStatus, headers.get("palier-missing")]).toEqual([200, `orme=${status}`]);
    expect(headers.get("content-disposition")).toMatch(new RegExp(`${police}-partial\\.csv$`));
    const rows = recordsOf(text);
    expect(rows.length).toBeGreaterThan(0);
    expect(headers.get("palier-rows")).toBe(`${rows.length}`);
    expect(text).not.toContain("orme:");
    for (const row of rows) expect(row.missing_landlords).toBe(`orme (${status})`);
    const side = JSON.parse((await get(`${name}.csv-metadata.json`)).text);
    const missing = [{ landlord: "orme", name: "Bailleur orme", status }];
    expect(side.notes).toMatchObject([{ isWhole: false, missing }]);
  }
  const levels = recordsOf((await get("levels.csv")).text);
  expect(levels[0]).toMatchObject({ landlords_expected: "3", landlords_answered: "2" });
  const { palier, features } = JSON.parse((await get("sites.geojson")).text);
  expect([palier.isWhole, features.length]).toEqual([false, 4]);
}

it("tells of a landlord that is down, and has it again once it is back", async () => {
  const { front } = platform.nodes.orme;
  const { target } = front;
  front.target = null;
  await expectWithout("UNREACHABLE");
  front.target = target;
  const { headers, text } = await get("sites.csv");
  expect([headers.get("palier-missing"), recordsOf(text).length]).toEqual(["none", 6]);
});

it("tells of a landlord that has paused its reader, without a reason, and of nobody to others", async () => {
  const { store } = platform.nodes.orme;
  await pausePartner(store, police, "Fuite signalée", "Direction");
  await expectWithout("WITHHELD");
  const { text } = await get("sites.csv");
  expect(text).not.toContain("Fuite");
  const other = await getFile(platform, partners.JUSTICE, `/exports/sites.csv?territory=${melun}`);
  expect(other.headers.get("palier-missing")).toBe("none");
  await resumePartner(store, police, "Direction");
});

it("says in a row what its landlord does not show of it, and leaves the cell empty", async () => {
  const denied = { POLICE: "denied" } as const;
  const { lisiere } = platform.nodes;
  const narrow = (narrowing: Narrowing) =>
    lisiere.serve(platform.convention, { ...platform.trust, narrowing });
  await narrow({ "site-address": denied });
  const rows = recordsOf((await get("sites.csv")).text);
  // Of a site without an identity nobody is told a change.
  await narrow({ "site-identity": denied });
  const changes = await get("changes.csv");
  await lisiere.serve(platform.convention, platform.trust);
  expect(changes.headers.get("palier-missing")).toBe("lisiere=WITHHELD");
  expect(
    recordsOf(changes.text).map(({ id, missing_landlords }) => [id, missing_landlords]),
  ).toEqual([
    ["orme:HARD", "lisiere (WITHHELD)"],
    ["val-de-brie:HARD", "lisiere (WITHHELD)"],
  ]);
  const told = rows.map(({ id, address, not_told }) => [id, address === "", not_told]);
  expect(told.filter(([id]) => `${id}`.startsWith("lisiere:"))).toEqual([
    ["lisiere:HARD", true, "FORBIDDEN"],
    ["lisiere:QUIET", true, "FORBIDDEN"],
  ]);
  const others = told.filter(([id]) => !`${id}`.startsWith("lisiere:"));
  expect(others.map(([, isEmpty, why]) => [isEmpty, why])).toEqual(others.map(() => [false, ""]));
});
