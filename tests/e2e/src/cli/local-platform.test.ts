import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
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

it("serves a convention, starts again what ends by itself, and leaves no process after Ctrl-C", async () => {
  const { run, url } = await startPlatform(home, convention);
  expect((await fetch(new URL("/health/ready", url))).status).toBe(200);
  await expectSignInNeeded(url);
  await expectRealAddresses();
  for (const slug of ["lisiere", "val-de-brie"]) {
    const sites = ["sites", "import", join(home, "sites.csv"), "--landlord", slug];
    expect(await palier(home, sites).ended).toBe(0);
  }

  // Two subgraphs of the federation, two landlords, the gateway.
  const first = servicesOf(run);
  expect(first).toHaveLength(5);
  for (const pid of first) process.kill(pid, "SIGKILL");
  await until(() => (run.output().match(/runs again/g) ?? []).length === 5);
  expect((await fetch(new URL("/health/ready", url))).status).toBe(200);
  expect(await nameOf("lisiere:R-1", url)).toBe("Les Ormes");

  const processes = [...servicesOf(run), databaseOf(home) ?? 0];
  expect(processes).toHaveLength(6);
  const toldAt = performance.now();
  run.interrupt();
  expect(await run.ended).toBe(0);
  expect(performance.now() - toldAt).toBeLessThan(30_000);
  expect(processes.filter(isAlive)).toEqual([]);
  expect(databaseOf(home)).toBeUndefined();
});

it("keeps its data after Ctrl-C and kill -9, takes up a narrowing, and ends a stuck service on a second Ctrl-C", async () => {
  const file = await narrow("lisiere", "actions: { POLICE: denied }\n");
  const stray = await narrow("lisire", "actions: { POLICE: denied }\n");
  const killed = await startPlatform(home, convention);
  expect(killed.run.output()).toContain(
    `lisiere shows less than the convention grants, as ${file} says.`,
  );
  expect(killed.run.output()).toContain(
    `Not used, as the convention has no such landlord: ${stray}`,
  );
  await expectNarrowed(killed.url);
  const orphans = servicesOf(killed.run);
  const database = databaseOf(home);
  expect(orphans).toHaveLength(5);
  killed.run.child.kill("SIGKILL");
  await killed.run.ended;
  await until(() => orphans.every((pid) => !isAlive(pid)));
  expect(orphans.filter(isAlive)).toEqual([]);

  // The next one takes over the database that goes on running.
  const { run, url } = await startPlatform(home, convention);
  expect(databaseOf(home)).toBe(database);
  expect(await nameOf("lisiere:R-1", url)).toBe("Les Ormes");
  await expectRefusalsRead(url);
  const second = palier(home, ["start", "--port", new URL(url).port, ...convention]);
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(
    new RegExp(`^This data folder is being served already, by process ${run.pid} .* since 2`),
  );
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

it("does not start where a landlord would show more, and names cell and limit", async () => {
  const empty = await makeHome();
  const wider = "site-address: { MUNICIPALITY: granted, JUSTICE: denied }\n";
  const file = await narrow("lisiere", wider, empty);
  const run = palier(empty, ["start", "--port", "0", ...convention]);
  expect(await run.ended).toBe(1);
  expect(run.output()).toBe(
    `Invalid configuration:\n- ${file}: visibility of "site-address" for MUNICIPALITY: "granted" is wider than the convention's "denied"; a landlord may only narrow\n`,
  );
  expect(existsSync(join(empty, "postgres"))).toBe(false);
  await removeHome(empty);
});

async function narrow(slug: string, text: string, folder = home): Promise<string> {
  const own = join(folder, "landlords", slug);
  await mkdir(own, { recursive: true });
  await writeFile(join(own, "narrowing.yaml"), text);
  return join(own, "narrowing.yaml");
}

/** A cell that one landlord has narrowed is refused at that landlord alone. */
async function expectNarrowed(url: string): Promise<void> {
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
}

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
