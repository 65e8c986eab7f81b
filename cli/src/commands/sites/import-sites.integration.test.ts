import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@palier/test-support";
import { demonstrationConvention } from "../../context/config.js";
import { dataFolderOf } from "../../context/data-folder.js";
import { runPalier } from "../../testing/command.fixture.js";

const sites = `reference,name,commune,dwellings,priority_district
R-1,Les Tilleuls,77288,60,
R-2,Le Parc,69123,40,
R-3,Le Lac,69123,20,QP-NONE
,,,,
`;

let dataFolder: string;
let databaseUrl: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "palier-sites-"));
  databaseUrl = await createDatabase();
  await writeFile(join(dataFolder, "sites.csv"), sites);
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

function importSites() {
  const file = join(dataFolder, "sites.csv");
  const args = ["sites", "import", file, "--landlord", "lisiere"];
  return runPalier(args, { dataFolder, databaseUrl });
}

it("says nothing of the communes where no convention is at hand", async () => {
  expect(await importSites()).toMatchObject({ exitCode: 0, complained: "" });
});

it("imports sites of a commune that the convention does not hold, with a warning", async () => {
  await copyFile(demonstrationConvention, dataFolderOf(dataFolder).servedConvention);
  const { exitCode, printed, complained } = await importSites();
  expect(exitCode).toBe(0);
  expect(printed).toContain("0 sites added, 0 changed, 3 as before\n  1 row passed over\n");
  expect(complained.trim().split("\n")).toEqual([
    "Please check: 2 sites lie in commune 69123, which is no territory of the convention: they count in no figure of a commune or of what holds it.",
    "Please check: 1 site lies in priority district QP-NONE, which is no territory of the convention: it counts in no figure of a priority district.",
  ]);
});
