import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@palier/test-support";
import { type CommandRun, runPalier } from "../../testing/command.fixture.js";

let folder: string;
let databaseUrl: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-actions-"));
  databaseUrl = await createDatabase();
  await file(
    "sites.csv",
    "reference,name,commune,dwellings\nA,Les Ormes,77288,60\nB,Le Parc,77288,40\n",
  );
  expect((await run("sites", "import", join(folder, "sites.csv"))).complained).toBe("");
});
afterAll(() => rm(folder, { recursive: true }));

function run(...args: readonly string[]): Promise<CommandRun> {
  return runPalier([...args, "--landlord", "lisiere"], { databaseUrl });
}

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

const acting = ["--author", "Direction"];

it("adds, changes, closes and lists actions, with what became of each", async () => {
  const facts = ["--axis", "4", "--title", "Halls", "--responsible", "Bailleur"];
  const added = await run("actions", "add", "--site", "A", "--site", "B", ...facts, ...acting);
  expect(added).toEqual({ exitCode: 0, printed: "  Action 1 is in the plan.\n", complained: "" });
  await run("actions", "change", "1", "--due", "2027-03-31", ...acting);
  const { printed } = await run("actions", "list");
  expect(printed).toMatch(
    /^number +changed +due +status +axis +responsible +partner +sites +title/,
  );
  expect(printed).toMatch(/1 +\d{4}-\d\d-\d\d +2027-03-31 +PLANNED +4 +Bailleur +A, B +Halls/);
  expect((await run("actions", "close", "1", ...acting)).printed).toBe("  Action 1 is changed.\n");
  expect((await run("actions", "list")).printed).toContain("no such action");
  const history = (await run("actions", "list", "--history", "1")).printed.split("\n");
  expect(history.slice(1, -1).map((line) => line.split(/ {2,}/)[1])).toEqual([
    "added",
    "changed",
    "closed",
  ]);
});

it("imports a plan as a spreadsheet has it, and twice is once", async () => {
  const plan = await file(
    "plan.csv",
    "Site;Axe;Intitulé;Statut;Échéance;Responsable\nA | B;3;Caves;En cours;31/12/2027;Bailleur\nA;1;Formation;Prévue;;Bailleur\n",
  );
  expect((await run("actions", "import", plan)).printed).toContain("2 actions added, 0 changed");
  const changed = await file(
    "later.csv",
    "site;axe;intitulé;statut;échéance;responsable\nB|A;3;Caves;Achevée;31/12/2027;Bailleur\nA;1;Formation;Prévue;;Bailleur\n",
  );
  expect((await run("actions", "import", changed)).printed).toContain(
    "0 actions added, 1 changed, 1 as before",
  );
});

it("refuses a file with a wrong row, and names what would be right", async () => {
  const plan = await file(
    "wrong.csv",
    "site;axe;intitulé;statut;responsable\nA;6;Caves;Peut-être;Bailleur\n",
  );
  const refused = await run("actions", "import", plan);
  expect(refused.exitCode).toBe(1);
  expect(refused.complained).toMatch(/axe +6 +a whole number from 1 to 5/);
  expect(refused.complained).toMatch(/where an action stands/);
});

it("lists decisions and takes one back", async () => {
  const decide = ["--site", "A", "--level", "3", "--from", "2099-01", "--reason", "Guet"];
  expect((await run("decide", ...decide, ...acting)).exitCode).toBe(0);
  expect((await run("decisions", "list")).printed).toMatch(/1 +A +3 +2099-01 +2099-06 +Direction/);
  const withdraw = await run("decisions", "withdraw", "1", "--reason", "Mauvais site", ...acting);
  expect(withdraw).toMatchObject({ exitCode: 0, complained: "" });
  expect((await run("decisions", "list")).printed).toContain("There is no such decision.");
  expect((await run("decisions", "list", "--all")).printed).toContain("Guet");
});
