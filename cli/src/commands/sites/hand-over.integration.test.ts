import { existsSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKeyFile, openStore } from "@palier/landlord-store";
import { monthOfDate, monthsBetween, monthText } from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import { createDatabase } from "@palier/test-support";
import { dataFolderOf } from "../../context/data-folder.js";
import { type CommandRun, runPalier } from "../../testing/command.fixture.js";
import { freeFile } from "./hand-over-files.js";

const landlords = ["lisiere", "orme"] as const;
type Slug = (typeof landlords)[number];
const last = monthOfDate(new Date()) - 1;
const months = monthsBetween(last - 14, last);
const closing = ["close-month", `${monthText(last - 14)}..${monthText(last)}`, "--empty"];
const dealing = monthsBetween(last - 5, last - 3);

let folder: string;
const databases = new Map<Slug, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-hand-over-"));
  const parties: { slug: Slug; key: string }[] = [];
  for (const slug of landlords) {
    databases.set(slug, await createDatabase());
    const file = dataFolderOf(folder).landlordKeyFile(slug);
    await mkdir(join(file, ".."), { recursive: true });
    parties.push({ slug, key: (await createKeyFile(file)).x });
  }
  const validity = { from: "2026-01-01", until: `${new Date().getFullYear() + 1}-12-31` };
  const { text } = writeConvention({ landlords: parties, validity, siteHandOver: { days: 30 } });
  await writeFile(path("convention.yaml"), text);
  for (const slug of landlords) await done(slug, ["convention", "sign", path("convention.yaml")]);
});
afterAll(() => rm(folder, { recursive: true }));

const path = (name: string) => join(folder, name);

function run(slug: Slug, args: readonly string[]): Promise<CommandRun> {
  const databaseUrl = databases.get(slug) ?? "";
  return runPalier([...args, "--landlord", slug], { dataFolder: folder, databaseUrl });
}

async function done(slug: Slug, args: readonly string[]): Promise<CommandRun> {
  const result = await run(slug, args);
  if (result.exitCode !== 0) throw new Error(result.complained);
  return result;
}

it("lets a site that is sold keep its level at the buyer, by three commands", async () => {
  const columns = "reference,name,commune,dwellings";
  await writeFile(path("sold.csv"), `${columns}\nRES-014,Le Parc,77288,60\n`);
  await writeFile(path("own.csv"), `${columns}\nB-0,Le Lac,77288,40\n`);
  await writeFile(path("bought.csv"), `${columns}\nB-14,Le Parc,77288,60\n`);
  const rows = dealing.map((month) => `I-${month},RES-014,${monthText(month)}-03,DRUG_DEALING\n`);
  await writeFile(path("incidents.csv"), `reference,site,day,category\n${rows.join("")}`);
  await done("lisiere", ["sites", "import", path("sold.csv")]);
  await done("lisiere", ["import", path("incidents.csv")]);
  await done("lisiere", ["sites", "end", "RES-014", "--last", monthText(last), "--reason", "SALE"]);
  await done("lisiere", [
    ...closing,
    ...months.filter((month) => !dealing.includes(month)).map(monthText),
  ]);
  await done("orme", ["sites", "import", path("own.csv")]);
  await done("orme", [...closing, ...months.map(monthText)]);
  await done("orme", ["sites", "import", path("bought.csv")]);

  const asked = path("request.jws");
  await done("orme", ["sites", "request", "lisiere:RES-014", "-o", asked]);
  const opens = `${asked}.key`;
  for (const file of [asked, opens]) expect((await stat(file)).mode & 0o077).toBe(0);
  await writeFile(path("old.jwe"), "mine");
  const kept = await run("lisiere", [
    "sites",
    "hand-over",
    "RES-014",
    asked,
    "-o",
    path("old.jwe"),
  ]);
  expect(kept.complained).toContain("--output");
  const file = path("hand-over.jwe");
  const handed = await done("lisiere", ["sites", "hand-over", "RES-014", asked, "-o", file]);
  // Not "as before": of the refused one nothing was kept.
  expect(handed.printed).toContain(`to ${monthText(last)}, is handed to orme: send`);
  expect(await readFile(file, "utf8")).not.toMatch(/RES-014|TRAFFICKING/);
  const take = ["sites", "take-over", file, "--as", "B-14", "--opens", opens];
  const key = await readFile(opens);
  expect((await done("orme", take)).printed).toContain(
    `B-14 goes on from lisiere:RES-014 in ${monthText(last + 1)}, at level 3`,
  );
  expect(existsSync(opens)).toBe(false);
  await writeFile(opens, key);
  const again = await run("orme", take);
  expect(again).toMatchObject({ exitCode: 1 });
  expect(again.complained).toMatch(/^REPLAY: it was used before\./);
  const log = await done("orme", ["audit", "list", "--partner", "lisiere"]);
  expect(log.printed).toContain("GRANTED");
  const store = await openStore(databases.get("orme") ?? "", "orme");
  expect(
    await store.query("SELECT first_month AS first FROM site WHERE reference = 'B-14'"),
  ).toEqual([{ first: last + 1 }]);
  await store.destroy();
});

it("refuses by the rule's name what is no such file, and replaces no file", async () => {
  await writeFile(path("wrong"), "x".repeat(20_000));
  const handOver = await run("lisiere", ["sites", "hand-over", "RES-014", path("wrong")]);
  expect(handOver).toMatchObject({ exitCode: 1 });
  expect(handOver.complained).toMatch(/^MALFORMED: /);
  await writeFile(path("kept.jws"), "mine");
  const args = ["sites", "request", "lisiere:RES-014", "-o", path("kept.jws")];
  const request = await run("orme", args);
  expect(request.complained).toContain("it exists already and is not replaced");
  expect(request.complained).toContain("--output");
  expect(await readFile(path("kept.jws"), "utf8")).toBe("mine");
  await writeFile(path("half.jws.key"), "mine");
  const half = await run("orme", [...args.slice(0, -1), path("half.jws")]);
  expect(half.complained).toContain("exists already and is not replaced");
  expect(existsSync(path("half.jws"))).toBe(false);
});

it("writes under the next free number, and looks for a file's place before anything is done", () => {
  const usual = { name: path("free"), ending: ".jws" };
  expect(freeFile(undefined, usual, ["", ".key"])).toBe(path("free.jws"));
  writeFileSync(path("free.jws.key"), "");
  writeFileSync(path("free-2.jws"), "");
  expect(freeFile(undefined, usual, ["", ".key"])).toBe(path("free-3.jws"));
});
