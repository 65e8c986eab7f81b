import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { composeSupergraph } from "@palier/schema/composition";

const main = fileURLToPath(new URL("../../../../gateway/dist/main.js", import.meta.url));

/** Answers when it is let, as the convention's subgraph would. */
const held: ServerResponse[] = [];
let onHeld = () => {};
const convention = createServer((asked, response) => {
  asked.resume();
  held.push(response);
  onHeld();
});

let folder: string;
let url: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-gateway-process-"));
  convention.listen(0, "127.0.0.1");
  await once(convention, "listening");
  url = `http://127.0.0.1:${(convention.address() as AddressInfo).port}/graphql`;
  const landlords = [{ slug: "lisiere", endpoint: url }];
  const supergraph = composeSupergraph({ convention: url, classification: url, landlords });
  await writeFile(join(folder, "supergraph.graphql"), supergraph);
});

afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

afterAll(async () => {
  convention.close();
  convention.closeAllConnections();
  await rm(folder, { recursive: true });
});

/** The gateway as it runs in earnest: the built program, in a process of its own. */
function startGateway(port = 0): ChildProcess {
  const child = fork(main, [], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      PATH: process.env.PATH,
      PORT: `${port}`,
      PALIER_SUPERGRAPH: join(folder, "supergraph.graphql"),
    },
  });
  running.push(child);
  return child;
}

async function readyUrl(child: ChildProcess): Promise<string> {
  const [message] = await once(child, "message");
  return (message as { url: string }).url;
}

async function ask(address: string) {
  const asking = request(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    agent: new Agent({ keepAlive: true }),
  });
  asking.end(JSON.stringify({ query: "{ landlords { slug } }" }));
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  return { connection: response.headers.connection, body: await text(response) };
}

it("answers all that it was asked before SIGTERM, and then ends by itself (issue 9)", async () => {
  const gateway = startGateway();
  const address = await readyUrl(gateway);
  const asked = 10;
  const allAsked = new Promise<void>((resolve) => {
    onHeld = () => {
      if (held.length === asked) resolve();
    };
  });
  const answers = Array.from({ length: asked }, () => ask(address));
  await allAsked;
  const ended = once(gateway, "exit");
  gateway.kill("SIGTERM");
  await untilRefused(address);
  for (const response of held.splice(0)) response.end('{"data":{"landlords":[]}}');
  expect(await Promise.all(answers)).toEqual(
    answers.map(() => ({ connection: "close", body: '{"data":{"landlords":[]}}\n' })),
  );
  expect(await ended).toEqual([0, null]);
});

it("speaks JSON from the first moment that its port accepts (issue 9)", async () => {
  const { port } = new URL(await readyUrl(startGateway()));
  for (const child of running.splice(0)) {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }
  let isReady = false;
  const ready = readyUrl(startGateway(Number(port))).then(() => {
    isReady = true;
  });
  const types = new Set<unknown>();
  while (!isReady) {
    for (const path of ["/health/live", "/graphql", "/nothing"]) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
      if (answer !== null) types.add(answer.headers.get("content-type"));
    }
  }
  await ready;
  const last = await fetch(`http://127.0.0.1:${port}/nothing`);
  types.add(last.headers.get("content-type"));
  expect([...types]).toEqual(["application/json; charset=utf-8"]);
});

/** It takes no connection any more. */
async function untilRefused(address: string): Promise<void> {
  const live = new URL("/health/live", address);
  while (await fetch(live).catch(() => null));
}
