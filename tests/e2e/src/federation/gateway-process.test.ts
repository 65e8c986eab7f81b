import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { supergraphOf } from "@palier/schema/testing/composition";
import { freePort } from "@palier/test-support";

const main = fileURLToPath(new URL("../../../../gateway/dist/main.js", import.meta.url));

/** Answers when it is let, as the convention's subgraph would. */
const held: ServerResponse[] = [];
let onHeld = () => {};
const convention = createServer((asked, response) => {
  asked.resume();
  held.push(response);
  onHeld();
});

/** Longer than the second and a half that an answer may take to leave once it is there. */
const late = 2_000;

let folder: string;
let url: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-gateway-process-"));
  convention.listen(0, "127.0.0.1");
  await once(convention, "listening");
  url = `http://127.0.0.1:${(convention.address() as AddressInfo).port}/graphql`;
  const landlords = [{ slug: "lisiere", endpoint: url }];
  const supergraph = supergraphOf({ convention: url, classification: url, landlords });
  await writeFile(join(folder, "supergraph.graphql"), supergraph);
});

afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  for (const response of held.splice(0)) response.destroy();
});

afterAll(async () => {
  convention.close();
  convention.closeAllConnections();
  await rm(folder, { recursive: true });
});

/** The gateway as it runs in earnest: the built program, in a process of its own. */
function startGateway(port = 0, settings: Readonly<Record<string, string>> = {}): ChildProcess {
  const child = fork(main, [], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      PATH: process.env.PATH,
      PORT: `${port}`,
      PALIER_SUPERGRAPH: join(folder, "supergraph.graphql"),
      ...settings,
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

it("answers all that it was asked before SIGTERM, also for a late landlord, takes no more, and then ends by itself (issue 9)", async () => {
  const gateway = startGateway(0, { PALIER_SUBGRAPH_TIMEOUT_MS: "60000" });
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
  // Not ready any more as soon as it stops, then nothing at all: whoever sends on goes elsewhere.
  await untilRefused(address);
  await expect(ask(address)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  const [last, ...others] = held.splice(0);
  for (const response of others) response.end('{"data":{"landlords":[]}}');
  await pause(late);
  expect(gateway.exitCode).toBeNull();
  last?.end('{"data":{"landlords":[]}}');
  expect(await Promise.all(answers)).toEqual(
    answers.map(() => ({ connection: "close", body: '{"data":{"landlords":[]}}\n' })),
  );
  expect(await ended).toEqual([0, null]);
});

it("ends by itself though a landlord never answers, and says so to who waits (issue 9)", async () => {
  const timeoutMs = 60_000;
  const gateway = startGateway(0, { PALIER_SUBGRAPH_TIMEOUT_MS: `${timeoutMs}` });
  const address = await readyUrl(gateway);
  const isHeld = new Promise<void>((resolve) => {
    onHeld = resolve;
  });
  const answer = ask(address);
  await isHeld;
  const toldAt = performance.now();
  const ended = once(gateway, "exit");
  gateway.kill("SIGTERM");
  const { connection, body } = await answer;
  expect([connection, JSON.parse(body)]).toEqual([
    "close",
    {
      data: { landlords: null },
      errors: [
        expect.objectContaining({ extensions: expect.objectContaining({ code: "UNAVAILABLE" }) }),
      ],
    },
  ]);
  expect(await ended).toEqual([0, null]);
  // The landlord's own time had not run out.
  expect(performance.now() - toldAt).toBeLessThan(timeoutMs);
});

it("speaks JSON from the first moment that its port accepts (issue 9)", async () => {
  const port = await freePort();
  let isReady = false;
  const ready = readyUrl(startGateway(port)).then(() => {
    isReady = true;
  });
  const types = new Set<unknown>();
  while (!isReady) {
    for (const path of ["/health/live", "/graphql", "/nothing"]) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
      if (answer !== null) types.add(answer.headers.get("content-type"));
      // Asked without a pause it would start for twice as long.
      else await pause(5);
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
