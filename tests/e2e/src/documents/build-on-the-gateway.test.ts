import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pausePartner, resumePartner } from "@palier/landlord-store";
import { transform } from "@swc/core";
import { dammarie, melun, partners } from "../access/access-convention.js";
import { type AccessPlatform, startAccessPlatform } from "../access/platform.js";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** How a program ended, and what it said. */
interface Outcome {
  readonly exitCode: number;
  readonly lines: readonly string[];
  readonly complaints: string;
}

/** A program of examples/, ready to be run. */
interface Program {
  readonly command: string;
  readonly file: string;
}

type Environment = Readonly<Record<string, string>>;

type Language = "ts" | "python";
/** The program that states a purpose. */
const incidents = join(root, "examples/typescript/incidents.mts");

const files: Readonly<Record<Language, string>> = {
  ts: join(root, "examples/typescript/levels.mts"),
  python: join(root, "examples/python/levels.py"),
};

const hasPython = spawnSync("python3", ["--version"]).status === 0;

let platform: AccessPlatform;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-examples-"));
  platform = await startAccessPlatform();
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true });
});

it.each(["ts", "python"] as const)("is printed in %s as examples/ has it", async (language) => {
  expect(await block(language)).toBe(await source(language));
});

it("prints the program that states a purpose as examples/ has it", async () => {
  expect(await block("mts")).toBe(await readFile(incidents, "utf8"));
});

it("states a purpose by the key of its session, and reads incidents once it has", async () => {
  const file = join(folder, "incidents.mjs");
  await writeFile(file, await stripped(await readFile(incidents, "utf8")));
  const keyFile = join(folder, "session-key.json");
  const { key, token } = await platform.session(partners.POLICE);
  await writeFile(keyFile, JSON.stringify(key));
  const as = { PALIER_URL: platform.url, PALIER_TOKEN: token, PALIER_SESSION_KEY: keyFile };
  const read = await run(process.execPath, [file, "lisiere:HARD"], as);
  expect([read.exitCode, read.complaints]).toEqual([0, ""]);
  expect(read.lines).toHaveLength(6);
  for (const line of read.lines) expect(line).toMatch(/^\d{4}-\d\d-\d\d [A-Z_]+$/);
  const refused = await run(process.execPath, [file, "lisiere:HARD", "PROSECUTION"], as);
  expect(refused.lines).toEqual([]);
  expect(refused.complaints).toMatch(/^PURPOSE_REQUIRED: /);
});

it.each([files.ts, incidents])("holds %s, which type-checks under strict", async (program) => {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const types = ["--types", "node", "--typeRoots", join(root, "node_modules/@types")];
  const kind = ["--ignoreConfig", "--target", "es2022", "--module", "nodenext"];
  const strictly = [...kind, ...types, "--strict", "--noEmit", program];
  expect(await run(process.execPath, [tsc, ...strictly])).toEqual({
    exitCode: 0,
    lines: [],
    complaints: "",
  });
});

describe.each(["ts", "python"] as const)("the program in %s", (language) => {
  const canRun = language === "ts" || hasPython;
  const runs = canRun ? it : it.skip;
  if (!canRun) console.warn("SKIPPED: no python3 on this machine, so levels.py was not run");

  runs("prints what the graph answers, page after page", async () => {
    const expected = await expectedLines(partners.POLICE);
    expect(expected.sites).toHaveLength(3);
    expect(await start(language, melun, await tokenOf(partners.POLICE))).toEqual({
      exitCode: 0,
      lines: [...expected.heading, ...expected.sites],
      complaints: "",
    });
  });

  runs("says which landlord is missing", async () => {
    const { store } = platform.nodes.orme;
    await pausePartner(store, partners.JUSTICE, "Essai", "Direction");
    const { lines, exitCode } = await start(language, melun, await tokenOf(partners.JUSTICE));
    const { heading, sites } = await expectedLines(partners.JUSTICE);
    await resumePartner(store, partners.JUSTICE, "Direction");
    expect(sites).toHaveLength(2);
    expect([exitCode, lines]).toEqual([
      0,
      [...heading, "without Bailleur orme: WITHHELD", ...sites],
    ]);
  });

  runs("says that nobody is signed in", async () => {
    const { exitCode, lines, complaints } = await start(language, melun, { PALIER_TOKEN: "none" });
    expect([exitCode, lines]).toEqual([1, []]);
    expect(complaints).toMatch(/^UNAUTHENTICATED: /);
    expect(complaints).toContain("Nothing was answered");
  });

  runs("says that a territory does not exist for the account", async () => {
    const { exitCode, lines, complaints } = await start(
      language,
      dammarie,
      await tokenOf(partners.POLICE),
    );
    expect([exitCode, lines]).toEqual([1, []]);
    expect(complaints).toContain(`No territory ${dammarie} for this account`);
  });

  runs("names every denied field", async () => {
    const { command, file } = await program(language, (text) =>
      replaced(text, "node { id name }", "node { id name address incidents { edges { cursor } } }"),
    );
    const as = { PALIER_URL: platform.url, ...(await tokenOf(partners.MUNICIPALITY)) };
    const { exitCode, complaints } = await run(command, [file, melun], as);
    expect(exitCode).toBe(1);
    expect(complaints).toMatch(/^FORBIDDEN: /);
    expect(complaints).toContain('Site.address: see "SITE_ADDRESS"');
    expect(complaints).toContain('Site.incidents: see "INCIDENT_DETAIL"');
  });
});

async function start(language: Language, code: string, as: Environment): Promise<Outcome> {
  const { command, file } = await program(language);
  return run(command, [file, code], { PALIER_URL: platform.url, ...as });
}

async function tokenOf(account: string): Promise<Environment> {
  return { PALIER_TOKEN: await platform.token(account) };
}

interface Standing {
  readonly name: string;
  readonly month: string;
  readonly levels: readonly { level: number | null; sites: number; dwellings: number }[];
  readonly sites: {
    readonly edges: readonly { level: number; node: { id: string; name: string } }[];
  };
}

/** What a program should print, from questions of another shape than its own. */
async function expectedLines(account: string) {
  const { data, errors } = await platform.ask(
    account,
    `{ territory(code: "${melun}") { name month levels { level sites dwellings }
       sites(first: 200) { edges { level node { id name } } } } }`,
  );
  expect(errors).toBeUndefined();
  // The shape of the query above.
  const { name, month, levels, sites } = (data as unknown as { territory: Standing }).territory;
  const hard = sites.edges.filter(({ level }) => level >= 3);
  return {
    heading: [
      `${name}, ${month}`,
      ...levels.map(
        ({ level, sites, dwellings }) =>
          `level ${level ?? "?"}: ${sites} sites, ${dwellings} dwellings`,
      ),
    ],
    sites: hard.map(({ level, node }) => `${level} ${node.id} ${node.name}`),
  };
}

/** The program as examples/ has it, but for small pages, so that there are several. */
async function program(
  language: Language,
  change: (text: string) => string = (text) => text,
): Promise<Program> {
  const text = change(replaced(await source(language), "first: 50", "first: 2"));
  const isPython = language === "python";
  const file = join(folder, isPython ? "levels.py" : "levels.mjs");
  await writeFile(file, isPython ? text : await stripped(text));
  return { command: isPython ? "python3" : process.execPath, file };
}

async function stripped(text: string): Promise<string> {
  const { code } = await transform(text, {
    swcrc: false,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "es6" },
  });
  return code;
}

function source(language: Language): Promise<string> {
  return readFile(files[language], "utf8");
}

/** The only block of this language on the page. */
async function block(language: Language | "mts"): Promise<string> {
  const page = await readFile(join(root, "docs/build-on-the-gateway.md"), "utf8");
  const found = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))];
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? "";
}

function replaced(text: string, part: string, other: string): string {
  expect(text.split(part)).toHaveLength(2);
  return text.replace(part, other);
}

function run(
  command: string,
  args: readonly string[],
  environment: Environment = {},
): Promise<Outcome> {
  const { PATH = "" } = process.env;
  return new Promise((resolve) => {
    const options = { env: { PATH, PYTHONIOENCODING: "utf-8", ...environment } };
    execFile(command, args, options, (error, stdout, stderr) => {
      const exitCode = typeof error?.code === "number" ? error.code : error === null ? 0 : -1;
      const lines = stdout.split("\n").filter((line) => line !== "");
      resolve({ exitCode, lines, complaints: stderr });
    });
  });
}
