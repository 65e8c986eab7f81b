import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { askAs, endRuns, makeHome, palier, removeHome, startPlatform } from "./palier.js";
import { sitesFile, smallConvention } from "./small-convention.js";

let home: string;
let convention: readonly string[];

beforeEach(async () => {
  home = await makeHome();
  await writeFile(join(home, "small.yaml"), smallConvention);
  convention = ["--convention", join(home, "small.yaml")];
});
afterEach(async () => {
  await endRuns();
  await removeHome(home);
});

async function narrow(slug: string, text: string): Promise<string> {
  const folder = join(home, "landlords", slug);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "narrowing.yaml"), text);
  return join(folder, "narrowing.yaml");
}

it("refuses a narrowed cell at that landlord alone", async () => {
  const file = await narrow("lisiere", "actions: { POLICE: denied }\n");
  const stray = await narrow("lisire", "actions: { POLICE: denied }\n");
  await writeFile(join(home, "sites.csv"), sitesFile);
  const { run, url } = await startPlatform(home, convention);
  expect(run.output()).toContain(`lisiere shows less than the convention grants, as ${file} says.`);
  expect(run.output()).toContain(`Not used, as the convention has no such landlord: ${stray}`);
  for (const slug of ["lisiere", "val-de-brie"]) {
    const sites = ["sites", "import", join(home, "sites.csv"), "--landlord", slug];
    expect(await palier(home, sites).ended).toBe(0);
  }
  const { data, errors } = await askAs(
    "police-melun",
    url,
    `{ narrowed: site(id: "lisiere:R-1") { name actions { id } }
       other: site(id: "val-de-brie:R-1") { name actions { id } } }`,
  );
  expect(data).toEqual({
    narrowed: { name: "Les Ormes", actions: null },
    other: { name: "Les Ormes", actions: [] },
  });
  expect(errors).toEqual([
    expect.objectContaining({
      path: ["narrowed", "actions"],
      extensions: expect.objectContaining({ code: "FORBIDDEN" }),
    }),
  ]);
});

it("does not start where a landlord would show more, and names cell and limit", async () => {
  const file = await narrow(
    "lisiere",
    "site-address: { MUNICIPALITY: granted, JUSTICE: denied }\n",
  );
  const run = palier(home, ["start", "--port", "0", ...convention]);
  expect(await run.ended).toBe(1);
  expect(run.output()).toBe(
    `Invalid configuration:\n- ${file}: visibility of "site-address" for MUNICIPALITY: "granted" is wider than the convention's "denied"; a landlord may only narrow\n`,
  );
  expect(existsSync(join(home, "postgres"))).toBe(false);
});
