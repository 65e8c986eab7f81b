import { once } from "node:events";
import { request as sendRequest } from "node:http";
import { connect } from "node:net";
import { requestId } from "@palier/service";
import express from "express";
import { jsonAnswer, send } from "./http-answer.js";
import { type HttpService, type RunningSubgraph, serveHttp } from "./serve-http.js";

const logged: string[] = [];
const answered: string[] = [];
let running: RunningSubgraph;

async function start(changes: Partial<HttpService> = {}): Promise<URL> {
  const service: HttpService = {
    ...{ name: "echo", host: "127.0.0.1", port: 0, isReady: async () => undefined },
    log: (line) => void logged.push(line),
    ...changes,
  };
  running = await serveHttp(service, () => ({
    takesBytes: true,
    readBody: [express.raw({ limit: "4mb", type: () => true, inflate: false })],
    open: async () => ({
      answer: async ({ headers }, response, body) => {
        const text = body instanceof Buffer ? body.toString() : "";
        if (text === "break") throw new TypeError("broken");
        answered.push(text);
        const told = {
          text,
          type: headers["content-type"],
          isOfRequest: requestId() !== undefined,
        };
        send(response, jsonAnswer(200, told));
      },
      stop: async () => undefined,
    }),
  }));
  return new URL(running.url);
}

beforeEach(() => {
  logged.splice(0);
  answered.splice(0);
});

afterEach(() => running.stop());

interface Told {
  readonly status: number | undefined;
  readonly headers: object;
  readonly text: string;
}

/** Sends pieces; in chunks unless the headers say how long they are together. */
async function post(
  url: URL,
  pieces: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const request = sendRequest(url, {
    ...{ method: "POST", agent: false },
    headers: { "content-type": "application/json", ...headers },
  });
  for (const piece of pieces) request.write(piece);
  request.end();
  const [response] = await once(request, "response");
  let text = "";
  for await (const chunk of response) text += chunk;
  const { date: _, ...others } = response.headers;
  return { status: response.statusCode, headers: others, text };
}

const long = (pieces: readonly string[]) => ({
  "content-length": String(pieces.join("").length),
});

it.each([
  ["one piece", ['{"query":"{ a }"}'], 200],
  ["several pieces", ["{", "x".repeat(200_000), "}"], 200],
  ["nothing", [], 200],
  ["what fails", ["break"], 500],
])(
  "answers %s alike, whether it comes plainly or through Express",
  async (_what, pieces, status) => {
    const url = await start();
    const plain = await post(url, pieces, long(pieces));
    expect(plain.status).toBe(status);
    expect(plain.headers).toMatchObject({ "cache-control": "no-store" });
    expect(await post(new URL("/graphql?by=another", url), pieces, long(pieces))).toEqual(plain);
    expect(await post(url, pieces)).toEqual(plain);
    expect(logged).toEqual(status === 500 ? Array(3).fill("Internal error: broken") : []);
    if (status === 200) expect(plain.text).toContain('"isOfRequest":true');
  },
);

it.each([
  ["too large", ["x".repeat(5 << 20)], {}, 413],
  ["encoded otherwise", ["{}"], { "content-encoding": "gzip" }, 415],
])("refuses what is %s, however it comes", async (_what, pieces, headers, status) => {
  const url = await start();
  const sent = await post(url, pieces, { ...headers, ...long(pieces) });
  expect(sent.status).toBe(status);
  expect(await post(url, pieces, headers)).toMatchObject({ status, text: sent.text });
  expect(answered).toEqual([]);
});

it("turns a body away that has no room, and closes", async () => {
  const url = await start({ bodyRoom: { ofAll: 10, ofEach: 1_000 } });
  const pieces = ["x".repeat(11)];
  const turnedAway = {
    status: 200,
    headers: { connection: "close", "retry-after": "1", "cache-control": "no-store" },
    text: expect.stringContaining("RATE_LIMITED"),
  };
  expect(await post(url, pieces, long(pieces))).toMatchObject(turnedAway);
  expect(await post(url, pieces)).toMatchObject(turnedAway);
  expect(answered).toEqual([]);
});

it("answers nothing to who leaves in the middle of a body, and others as before", async () => {
  const url = await start();
  const socket = connect(Number(url.port), url.hostname);
  await once(socket, "connect");
  socket.end('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{"q');
  await once(socket.resume(), "close");
  expect((await post(url, ["{}"], long(["{}"]))).status).toBe(200);
  expect([answered, logged]).toEqual([["{}"], []]);
});
