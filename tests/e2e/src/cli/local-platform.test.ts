import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import {
  askAs,
  databaseOf,
  endRuns,
  isAlive,
  makeHome,
  palier,
  removeHome,
  servicesOf,
  startPlatform,
  until,
} from "./palier.js";
import { sitesFile, smallConvention } from "./small-convention.js";

let home: string;
let convention: readonly string[];

beforeAll(async () => {
  home = await makeHome();
  await writeFile(join(home, "small.yaml"), smallConvention);
  await writeFile(join(home, "sites.csv"), sitesFile);
  convention = ["--convention", join(home, "small.yaml")];
});
afterEach(endRuns);
afterAll(() => removeHome(home));

/** Another gateway finds in the supergraph where the subgraphs are. */
async function expectRealAddresses(): Promise<void> {
  const supergraph = await readFile(join(home, "supergraph.graphql"), "utf8");
  const urls = [...supergraph.matchAll(/@join__graph\(name: "[^"]+", url: "([^"]+)"\)/g)];
  const health = urls.map(async ([, url]) => (await fetch(new URL("/health/ready", url))).status);
  expect(await Promise.all(health)).toEqual([200, 200, 200, 200]);
}

it("serves a convention, keeps its data after Ctrl-C and kill -9, and leaves no process", async () => {
  const first = await startPlatform(home, convention);
  expect((await fetch(new URL("/health/ready", first.url))).status).toBe(200);
  await expectSignInNeeded(first.url);
  await expectRealAddresses();
  const sites = ["sites", "import", join(home, "sites.csv"), "--landlord", "lisiere"];
  expect(await palier(home, sites).ended).toBe(0);

  // Two subgraphs of the federation, two landlords, the gateway.
  const processes = [...servicesOf(first.run), databaseOf(home) ?? 0];
  expect(processes).toHaveLength(6);
  const toldAt = performance.now();
  first.run.interrupt();
  expect(await first.run.ended).toBe(0);
  expect(performance.now() - toldAt).toBeLessThan(30_000);
  expect(processes.filter(isAlive)).toEqual([]);
  expect(databaseOf(home)).toBeUndefined();

  const killed = await startPlatform(home, convention);
  expect(await nameOf("lisiere:R-1", killed.url)).toBe("Les Ormes");
  const services = servicesOf(killed.run);
  const database = databaseOf(home);
  expect(services).toHaveLength(5);
  killed.run.child.kill("SIGKILL");
  await killed.run.ended;
  await until(() => services.every((pid) => !isAlive(pid)));
  expect(services.filter(isAlive)).toEqual([]);

  // The next one takes over the database that goes on running.
  const next = await startPlatform(home, convention);
  expect(databaseOf(home)).toBe(database);
  expect(await nameOf("lisiere:R-1", next.url)).toBe("Les Ormes");
  await expectRefusalsRead(next.url);
  const second = palier(home, ["start", "--port", new URL(next.url).port, ...convention]);
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(
    new RegExp(`^This data folder is being served already, by process ${next.run.pid} .* since 2`),
  );
  expect(await nameOf("lisiere:R-1", next.url)).toBe("Les Ormes");
  next.run.interrupt();
  expect(await next.run.ended).toBe(0);
  expect(databaseOf(home)).toBeUndefined();
});

it("starts a service again that ends by itself, and ends a stuck one on a second Ctrl-C", async () => {
  const { run, url } = await startPlatform(home, convention);
  for (const pid of servicesOf(run)) process.kill(pid, "SIGKILL");
  await until(() => (run.output().match(/runs again/g) ?? []).length === 5);
  expect((await fetch(new URL("/health/ready", url))).status).toBe(200);
  expect(await nameOf("lisiere:R-1", url)).toBe("Les Ormes");

  const services = servicesOf(run);
  for (const pid of services) process.kill(pid, "SIGSTOP");
  run.interrupt();
  await run.printed(/Stopping/);
  // Less than this after the first, it is taken for the same Ctrl-C, handed on by npm.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const askedAt = performance.now();
  run.interrupt();
  expect(await run.ended).toBe(0);
  // Without it, a stuck service has thirteen seconds.
  expect(performance.now() - askedAt).toBeLessThan(10_000);
  expect(services.filter(isAlive)).toEqual([]);
  expect(databaseOf(home)).toBeUndefined();
});

it("names a port in use before it starts anything, and what to type", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const empty = await makeHome();
  try {
    const run = palier(empty, ["start", "--port", String(port)]);
    expect(await run.ended).toBe(1);
    expect(run.output()).toBe(
      `Port ${port}, for the graph, is already in use by another program, perhaps another palier.\n` +
        `Stop that program, or choose another port: --port ${port + 1}\n`,
    );
    expect(existsSync(join(empty, "postgres"))).toBe(false);
  } finally {
    other.close();
    await removeHome(empty);
  }
});

async function expectSignInNeeded(url: string): Promise<void> {
  const body = JSON.stringify({ query: "{ __typename }" });
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body });
  expect(response.status).toBe(401);
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(["UNAUTHENTICATED"]);
}

/** By who runs the gateway from its files, by a landlord from the gateway. */
async function expectRefusalsRead(url: string): Promise<void> {
  await askAs(
    "police-melun",
    url,
    '{ site(id: "lisiere:R-1") { incidents { edges { cursor } } } }',
  );
  const { origin } = new URL(url);
  const asLandlord = ["--from", origin, "--landlord", "lisiere"];
  for (const way of [[], asLandlord]) {
    const reading = palier(home, ["audit", "gateway", ...way]);
    expect(await reading.ended).toBe(0);
    expect(reading.output()).toMatch(/police-melun .*REFUSED +PURPOSE_REQUIRED/);
    expect(reading.output()).toMatch(/The gateway's log is whole: \d+ entr/);
  }
}

async function nameOf(siteId: string, url: string): Promise<unknown> {
  const { data } = await askAs("police-melun", url, `{ site(id: "${siteId}") { name } }`);
  return (data as { site?: { name?: unknown } | null } | undefined)?.site?.name;
}
