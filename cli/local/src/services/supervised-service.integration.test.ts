import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ServiceDefinition, SupervisedService } from "./supervised-service.js";

let folder: string;
const reports: string[] = [];
const running: SupervisedService[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-service-"));
});
afterEach(() => {
  for (const service of running.splice(0)) service.kill();
  reports.length = 0;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A service whose main.js is the given program. */
async function serviceOf(
  program: string,
  env: Readonly<Record<string, string>> = {},
  stopTimeoutMs?: number,
) {
  const definition: ServiceDefinition = {
    name: "lisiere",
    main: join(folder, `main-${running.length}.mjs`),
    env: { PORT: "0", ...env },
    logFile: join(folder, "lisiere.log"),
  };
  await writeFile(definition.main, program);
  const service = new SupervisedService(definition, (line) => reports.push(line), stopTimeoutMs);
  running.push(service);
  return { service, definition };
}

/** Listens, says so, and ends when told. */
const wellBehaved = `
  import { createServer } from "node:http";
  const server = createServer((request, response) => response.end(JSON.stringify(process.env)));
  server.listen(Number(process.env.PORT), "127.0.0.1", () => {
    const { port } = server.address();
    process.send({ type: "ready", url: "http://127.0.0.1:" + port + "/graphql" });
  });
  process.on("SIGTERM", () => process.exit(0));
`;

it("gives a service its own environment and nothing of ours", async () => {
  const { service } = await serviceOf(wellBehaved, { PALIER_LANDLORD: "lisiere" });
  const environment = await (await fetch(await service.start())).json();
  expect(Object.keys(environment as object).sort()).toEqual(["PALIER_LANDLORD", "PORT"]);
  await service.stop();
});

it("shows the words of a service that does not start", async () => {
  const { service } = await serviceOf(`console.error("no such database"); process.exit(1);`);
  await expect(service.start()).rejects.toThrow(
    'The service "lisiere" ended before it was ready.\nno such database',
  );
});

it("starts a service again on its port when it ends by itself", async () => {
  const { service, definition } = await serviceOf(
    `${wellBehaved} server.on("request", (request) => request.url === "/end" && process.exit(3));`,
  );
  const url = await service.start();
  await fetch(new URL("/end", url)).catch(() => {});
  await until(() => reports.length === 2);
  expect(reports).toEqual([
    `The service "lisiere" ended unexpectedly (exit code 3); it starts again in 0.5 s. Its log: ${definition.logFile}`,
    'The service "lisiere" runs again.',
  ]);
  expect((await fetch(url)).status).toBe(200);
  await service.stop();
  await expect(fetch(url)).rejects.toThrow();
});

it("kills a service that does not stop when told", async () => {
  const { service } = await serviceOf(
    `${wellBehaved} process.removeAllListeners("SIGTERM"); process.on("SIGTERM", () => console.log("no"));`,
    {},
    1_000,
  );
  const url = await service.start();
  await service.stop();
  await expect(fetch(url)).rejects.toThrow();
  expect(await readFile(join(folder, "lisiere.log"), "utf8")).toBe("no\n");
});

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}
