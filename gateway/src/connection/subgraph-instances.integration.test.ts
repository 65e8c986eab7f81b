import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { PostTerms } from "./subgraph-connection.js";
import { SubgraphInstances } from "./subgraph-instances.js";

const terms: PostTerms = {
  timeoutMs: 5_000,
  isRepeatable: true,
  leaving: new AbortController().signal,
  headers: async () => ({}),
};

let servers: Server[] = [];
let instances: SubgraphInstances;
afterEach(async () => {
  await instances.close();
  for (const server of servers) stop(server);
  servers = [];
});

function stop(server: Server): void {
  server.close();
  server.closeAllConnections();
}

/** Answers with its name, and says that it lives; silent where it hangs. */
async function serve(name: string, port = 0, hangs = () => false): Promise<Server> {
  const server = createServer((_request, response) => {
    if (!hangs()) response.end(JSON.stringify({ data: { name } }));
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function open(...ports: readonly number[]): SubgraphInstances {
  instances = new SubgraphInstances(ports.map((port) => `http://127.0.0.1:${port}/graphql`));
  return instances;
}

/** Who answers so many questions, asked one after the other. */
async function answerers(count: number): Promise<string[]> {
  const found = new Set<string>();
  for (let asked = 0; asked < count; asked += 1) {
    const { data } = (await instances.post("{}", terms)) as { data: { name: string } };
    found.add(data.name);
  }
  return [...found].sort();
}

it("asks all that live in turn, loses nothing to one that dies, and asks it again once it lives", async () => {
  const [first, second] = [await serve("first"), await serve("second")];
  const port = portOf(first);
  open(port, portOf(second));
  expect(await answerers(10)).toEqual(["first", "second"]);
  stop(first);
  expect(await answerers(50)).toEqual(["second"]);
  await instances.look();
  expect(await answerers(10)).toEqual(["second"]);
  expect([await instances.isAlive(), (await instances.readiness()).isReady]).toEqual([true, true]);
  await serve("first again", port);
  await instances.look();
  expect(await answerers(10)).toEqual(["first again", "second"]);
});

it("passes over one that hangs, once it does not say that it lives", async () => {
  let isHanging = false;
  const first = await serve("first", 0, () => isHanging);
  open(portOf(first), portOf(await serve("second")));
  expect(await answerers(4)).toEqual(["first", "second"]);
  isHanging = true;
  await instances.look();
  expect(await answerers(20)).toEqual(["second"]);
});

it("asks another in place of one that says it starts or stops, and passes it over", async () => {
  let isStopping = false;
  let refused = 0;
  const first = createServer((_request, response) => {
    if (isStopping) refused += 1;
    response.writeHead(isStopping ? 503 : 200).end(JSON.stringify({ data: { name: "first" } }));
  }).listen(0, "127.0.0.1");
  await once(first, "listening");
  servers.push(first);
  open(portOf(first), portOf(await serve("second")));
  expect(await answerers(4)).toEqual(["first", "second"]);
  isStopping = true;
  expect(await answerers(20)).toEqual(["second"]);
  await instances.look();
  const before = refused;
  expect(await answerers(20)).toEqual(["second"]);
  expect(refused).toBe(before);
  isStopping = false;
  await instances.look();
  expect(await answerers(4)).toEqual(["first", "second"]);
});

it("is unreachable when all are gone, and answers when one is back", async () => {
  const [first, second] = [await serve("first"), await serve("second")];
  const ports = [portOf(first), portOf(second)];
  open(...ports);
  for (const server of [first, second]) stop(server);
  await expect(instances.post("{}", terms)).rejects.toMatchObject({ reason: "UNREACHABLE" });
  expect([await instances.isAlive(), (await instances.readiness()).isReady]).toEqual([
    false,
    false,
  ]);
  await serve("back", ports[0]);
  // It is asked although it seems gone: nobody waits for the next look.
  expect(await answerers(3)).toEqual(["back"]);
});

it("sends nothing twice that may not be repeated", async () => {
  const gone = await serve("gone");
  open(portOf(gone), portOf(await serve("second")));
  await instances.look();
  stop(gone);
  const answers = await Promise.allSettled(
    [1, 2].map(() => instances.post("{}", { ...terms, isRepeatable: false })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});
