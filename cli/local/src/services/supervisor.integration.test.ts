import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../machine/ports.js";
import type { LocalPostgres } from "../postgres/local-postgres.js";
import type { ServiceDefinition } from "./supervised-service.js";
import { Supervisor } from "./supervisor.js";

/** Answers with the number of its process. */
const program = `
  import { createServer } from "node:http";
  const server = createServer((request, response) => response.end(String(process.pid)));
  server.listen(Number(process.env.PORT), "127.0.0.1", () => {
    process.send({ type: "ready", url: "http://127.0.0.1:" + server.address().port + "/graphql" });
  });
  process.on("SIGTERM", () => process.exit(0));
`;
const postgres: Pick<LocalPostgres, "release"> = { release: async () => true };

let folder: string;
let supervisor: Supervisor;
let reports: string[];
let onReport: () => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-supervisor-"));
  reports = [];
  onReport = () => {};
  supervisor = new Supervisor(postgres as LocalPostgres, (line) => {
    reports.push(line);
    onReport();
  });
  await packageOf("ground", []);
  await packageOf("node", ["ground"]);
  await packageOf("gateway", []);
});
afterEach(async () => {
  await supervisor.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A built package of ours among its neighbours. */
async function packageOf(name: string, uses: readonly string[]): Promise<void> {
  const own = join(folder, name);
  await mkdir(join(own, "dist"), { recursive: true });
  await mkdir(join(folder, "node_modules", "@palier"), { recursive: true });
  await symlink(own, join(folder, "node_modules", "@palier", name));
  const dependencies = Object.fromEntries(uses.map((used) => [`@palier/${used}`, "*"]));
  await writeFile(join(own, "package.json"), JSON.stringify({ type: "module", dependencies }));
  await writeFile(join(own, "dist", "main.js"), program);
  await writeFile(join(own, "dist", ".tsbuildinfo"), "");
}

function definitionOf(name: string): ServiceDefinition {
  const main = join(folder, name, "dist", "main.js");
  return { name, main, env: { PORT: "0" }, logFile: join(folder, `${name}.log`) };
}

async function build(name: string, text = program): Promise<void> {
  await writeFile(join(folder, name, "dist", "main.js"), text);
  // Later than any file written before, whatever the clock of the file system counts in.
  const future = new Date(Date.now() + 60_000);
  await utimes(join(folder, name, "dist", ".tsbuildinfo"), future, future);
}

/** Resolves once the last report is this one. */
function reported(pattern: RegExp): Promise<void> {
  return new Promise((resolve) => {
    onReport = () => pattern.test(reports.at(-1) ?? "") && resolve();
    onReport();
  });
}

const processOf = async (url = "") => (await fetch(url)).text();

it("starts anew what was built again, on its port, and leaves the others alone", async () => {
  const urls = await supervisor.start([definitionOf("node"), definitionOf("gateway")]);
  const node = await processOf(urls.get("node"));
  const gateway = await processOf(urls.get("gateway"));
  await supervisor.renew();
  expect(reports).toEqual([]);

  await build("gateway");
  await supervisor.renew();
  await reported(/runs again/);
  expect(reports).toEqual([
    'The service "gateway" was built again; it starts anew.',
    'The service "gateway" runs again.',
  ]);
  expect(await processOf(urls.get("node"))).toBe(node);
  expect(await processOf(urls.get("gateway"))).not.toBe(gateway);
});

it("starts anew what is made of a package that was built again", async () => {
  const urls = await supervisor.start([definitionOf("node"), definitionOf("gateway")]);
  const gateway = await processOf(urls.get("gateway"));
  await build("ground");
  await supervisor.renew();
  await reported(/"node" runs again/);
  expect(await processOf(urls.get("gateway"))).toBe(gateway);
});

it("starts a program that was mended at once, however often it has failed", async () => {
  await supervisor.start([definitionOf("gateway")]);
  await build("gateway", 'console.error("a mistake"); process.exit(1);');
  await supervisor.renew();
  await reported(/a mistake/);
  await writeFile(join(folder, "gateway", "dist", ".tsbuildinfo"), "mended");
  await writeFile(join(folder, "gateway", "dist", "main.js"), program);
  await supervisor.renew();
  await reported(/"gateway" runs again/);
});

it("lets a debugger attach to the service it is told, and to no other", async () => {
  const inspectPort = await freePort();
  const inspected = { ...definitionOf("node"), inspectPort };
  await supervisor.start([inspected, definitionOf("gateway")]);
  const list: unknown = await (await fetch(`http://127.0.0.1:${inspectPort}/json/list`)).json();
  expect(list).toEqual([expect.objectContaining({ title: inspected.main })]);
});

it("starts a few services at a time, so that each has its time, and all of many", async () => {
  const few = new Supervisor(postgres as LocalPostgres, () => {}, 2);
  // Each says what stood beside it while it started: a file is there until it listens.
  const beside = join(folder, "starting");
  await mkdir(beside);
  const counting = `
    import { readdirSync, rmSync, writeFileSync } from "node:fs";
    const own = ${JSON.stringify(beside)} + "/" + process.pid;
    writeFileSync(own, "");
    if (readdirSync(${JSON.stringify(beside)}).length > 2) throw new Error("too many at once");
    await new Promise((resolve) => setTimeout(resolve, 20));
    rmSync(own);
    ${program.replace("import { createServer }", "const { createServer }").replace('from "node:http"', '= await import("node:http")')}`;
  await build("node", counting);
  const names = Array.from({ length: 9 }, (_, index) => `landlord-${index}`);
  const definitions = names.map((name) => ({ ...definitionOf("node"), name }));
  const urls = await few.start(definitions);
  expect([...urls.keys()].sort()).toEqual(names);
  const ids = await Promise.all([...urls.values()].map(async (url) => (await fetch(url)).text()));
  expect(new Set(ids).size).toBe(9);
  await few.stop();
});
