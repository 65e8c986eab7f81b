import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseEnv } from "node:util";
import { jest } from "@jest/globals";
import { monthNumber, monthsBetween, monthText, signingKeyText } from "@palier/schema";
import { createDatabase, freePort } from "@palier/test-support";
import {
  type KeyedConvention,
  keyedConvention,
  melun,
  slugs,
} from "../access/access-convention.js";
import { type AccessPlatform, startAccessPlatform } from "../access/platform.js";
import { dayAt, nextDayBegins, ShiftedClock } from "../access/shifted-clock.js";
import {
  accounts,
  answeringIn,
  askOnAndOn,
  calmly,
  kinds,
  question,
  wholeOf,
} from "../access/steady-questions.js";
import { ClockedNode } from "./clocked-node.js";
import { Desk, type JoinDocument, readJoinDocument } from "./join-document.js";

/** docs/join.md, typed by each party on a desk of its own, while partners ask. */

jest.spyOn(console, "error").mockImplementation(() => undefined);
const clock = new ShiftedClock();
const comesMs = nextDayBegins(Date.now());
const goesMs = nextDayBegins(comesMs + 1);
const everybody = [...slugs, "glycine"];

let folder: string;
let page: JoinDocument;
let keyed: KeyedConvention;
let platform: AccessPlatform;
let newcomer: Desk;
let coordinator: Desk;
let others: ReadonlyMap<string, Desk>;
let node: ClockedNode;
let port: number;

beforeAll(async () => {
  clock.set(comesMs - 20 * 60_000);
  page = await readJoinDocument();
  folder = await mkdtemp(join(tmpdir(), "palier-join-"));
  keyed = await keyedConvention();
  port = await freePort();
  platform = await startAccessPlatform({
    keyed,
    costs: { mode: "MEASURE", most: 2_000, partnerPerMinute: 1_000_000 },
  });
  for (const slug of slugs) platform.nodes[slug].follow(platform.conventionFile, keyed.convention);
  const administrator = new URL("/postgres", await createDatabase()).href;
  newcomer = await desk("glycine", { PALIER_ADMINISTRATOR_URL: administrator });
  // The gateway reads the files on its host's own desk.
  coordinator = await Desk.open(dirname(platform.conventionFile));
  others = new Map(
    await Promise.all(
      slugs.map(async (slug) => {
        const { databaseUrl } = platform.nodes[slug].database;
        const own = await desk(slug, { DATABASE_URL: databaseUrl });
        const key = keyed.keys.get(slug);
        if (key === undefined) throw new Error("no key");
        const file = join(own.folder, `${slug}-key.json`);
        await writeFile(file, signingKeyText(key), { mode: 0o600 });
        return [slug, own] as const;
      }),
    ),
  );
});
afterAll(async () => {
  await node?.stop();
  await platform.stop();
  await rm(folder, { recursive: true });
  clock.restore();
});

async function desk(name: string, env: Readonly<Record<string, string>>): Promise<Desk> {
  const own = join(folder, name);
  await mkdir(own);
  return Desk.open(own, env);
}

/** A block of the page with this test's addresses and days in place of its examples. */
function block(place: number): string {
  const text = page.commands[place] ?? "";
  return text
    .replaceAll("https://palier.example", platform.origin)
    .replaceAll("https://identite.example", `${platform.origin}/oidc`)
    .replaceAll("2027-01-01", dayAt(comesMs))
    .replaceAll("2027-07-01", dayAt(goesMs))
    .replace(/\bconvention\.yaml\b/g, "c.yaml")
    .replace(/\bsupergraph\.graphql\b/g, "graph.graphql")
    .replace(/^node .*\n/m, "");
}

const send = (file: string, from: Desk, to: Desk) =>
  copyFile(join(from.folder, file), join(to.folder, file.split("/").at(-1) ?? ""));

/** Each of the others does as the page has it for lisiere. */
async function signedByOthers(place: number, file: string): Promise<void> {
  await Promise.all(
    [...others].map(async ([slug, own]) => {
      await send(file, coordinator, own);
      await own.type(block(place).replaceAll("lisiere", slug));
      await send(`${file}.${slug}.jws`, own, coordinator);
    }),
  );
}

/** Partners ask over the first instant of a day; nobody is told an error. */
async function throughNight(firstMs: number) {
  await moveTo(firstMs - 20_000);
  for (const account of accounts) await platform.ask(account, question);
  const night = askOnAndOn(platform);
  await night.untilAnswered(({ endedMs }) => endedMs < firstMs, firstMs);
  if (Date.now() < firstMs - 500) await moveTo(firstMs - 500);
  await night.untilAnswered(({ startedMs }) => startedMs >= firstMs);
  const seen = await night.stop();
  return {
    early: kinds(seen.filter(({ endedMs }) => endedMs < firstMs)),
    late: kinds(seen.filter(({ startedMs }) => startedMs >= firstMs)),
    errors: seen.filter(({ answer }) => answer.status !== 200 || answer.errors !== undefined),
  };
}

/** All clocks go on from there. */
async function moveTo(instantMs: number): Promise<void> {
  clock.set(instantMs);
  await node.shift(clock.shiftMs);
}

/** Who was let in just before a version has half a minute to come. */
async function untilNothingEnds(): Promise<void> {
  for (;;) {
    const response = await fetch(new URL("/health/landlords", platform.origin));
    const { ending } = (await response.json()) as { readonly ending: readonly string[] };
    if (ending.length === 0) return;
    await setTimeout(200);
  }
}

const whole = (parties: readonly string[]) => new Set([JSON.stringify(wholeOf(parties))]);

/** Sites in Melun by all levels. */
async function sitesInMelun(): Promise<number> {
  const { data } = await platform.ask(
    "police-melun",
    `{ territory(code: "${melun}") { levels { sites } } }`,
  );
  const { territory } = data as unknown as { territory: { levels: { sites: number }[] } };
  return territory.levels.reduce((sum, { sites }) => sum + sites, 0);
}

it("says how many commands each types, and these are all", () => {
  const counts = page.commands.map((text) => text.trim().split("\n").length);
  const [init, write, sign, joins, bring, leaves, writeOut, signOut, ask] = counts;
  expect(counts).toHaveLength(9);
  expect([Number(init) + Number(joins), Number(write) + Number(bring), sign]).toEqual([6, 3, 1]);
  expect([Number(leaves) + Number(ask), writeOut, signOut]).toEqual([2, 3, 1]);
});

it("comes from nothing into the territory's levels, and partners never miss anybody", async () => {
  expect(answeringIn(await platform.ask("police-melun", question))).toEqual(wholeOf(slugs));
  const before = await sitesInMelun();
  const asking = askOnAndOn(platform, calmly);
  await writeFile(
    join(newcomer.folder, "answers.yaml"),
    page.answers.replace("https://palier.glycine.example", `http://127.0.0.1:${port}`),
  );
  await writeFile(
    join(newcomer.folder, "sites.csv"),
    "référence;nom;commune;logements\nG1;Résidence Glycine;77288;200\nG2;Résidence Ibis;77288;100\n",
  );
  const months = monthsBetween(monthNumber("2024-07"), monthNumber("2025-06"));
  await writeFile(
    join(newcomer.folder, "incidents.csv"),
    `site,day,category\n${months.map((month) => `G1,${monthText(month)}-05,NOISE\n`).join("")}`,
  );
  expect(await newcomer.type(block(0))).toContain("Send to the coordinator");
  await send("palier-node/glycine.landlord.yaml", newcomer, coordinator);
  await copyFile(platform.conventionFile, join(coordinator.folder, "convention-1.yaml"));
  expect(await coordinator.type(block(1))).toContain("lisiere, val-de-brie, orme, glycine");
  await signedByOthers(2, "convention-2.yaml");
  await send("convention-2.yaml", coordinator, newcomer);
  expect(await newcomer.type(block(3))).toContain("Nothing is missing from you.");
  const settings = parseEnv(await readFile(join(newcomer.folder, "palier-node/node.env"), "utf8"));
  node = await ClockedNode.start(settings, clock.shiftMs);
  const { reference } = keyed.convention;
  const signature = `palier-node/${reference}-2.yaml.glycine.jws`;
  await copyFile(
    join(newcomer.folder, signature),
    join(coordinator.folder, "convention-2.yaml.glycine.jws"),
  );
  const collected = await coordinator.type(block(4));
  expect(collected).toContain("signed by lisiere, val-de-brie, orme, glycine");
  expect(collected).not.toContain("missing");
  while (!platform.log.some((entry) => /goes over to version 2/.test(entry))) await setTimeout(50);
  expect(kinds(await asking.stop())).toEqual(whole(slugs));
  expect(await throughNight(comesMs)).toEqual({
    early: whole(slugs),
    late: whole(everybody),
    errors: [],
  });
  expect(await sitesInMelun()).toBe(before + 2);
});

it("leaves: its sites are out at once, nothing else is lost, and nothing of it stays at the gateway", async () => {
  expect(await newcomer.type(block(5))).toMatch(/graph +held/);
  const withheld = answeringIn(await platform.ask("police-melun", question));
  expect([withheld.coverage?.glycine, withheld.sites]).toEqual(["WITHHELD", [...slugs].sort()]);
  await send("palier-node/glycine.leaving.jws", newcomer, coordinator);
  const [remove = "", compose = "", replace = ""] = block(6).trim().split("\n");
  await coordinator.type(remove);
  await signedByOthers(7, "convention-3.yaml");
  await coordinator.type(compose);
  await coordinator.type(replace);
  while (!platform.log.some((entry) => /goes over to version 3/.test(entry))) await setTimeout(50);
  await moveTo(goesMs - 20 * 60_000);
  platform.forgetSessions();
  const { late, errors } = await throughNight(goesMs);
  expect([late, errors]).toEqual([whole(slugs), []]);
  const left = await platform.ask("police-melun", '{ site(id: "glycine:G1") { name } }');
  expect([left.data, left.errors]).toEqual([{ site: null }, undefined]);
  await untilNothingEnds();
  expect(await newcomer.type(block(8))).toMatch(
    /graph +nothing\s+ending +nothing\s+heads +nothing/,
  );
});
