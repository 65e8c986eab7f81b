import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { jest } from "@jest/globals";
import express from "express";
import { BodyRoom } from "./body-room.js";
import { refuseUnreadable } from "./refusals.js";

let server: Server;
let room: BodyRoom;
/** Answers of requests that were read and wait. */
let waiting: (() => void)[];
let log: string[];

beforeEach(async () => {
  room = new BodyRoom({ ofAll: 100, ofEach: 60 });
  waiting = [];
  log = [];
  const guard = room.guard(
    ({ headers }) => String(headers["x-sender"] ?? "somebody"),
    (response) => response.status(503).json("no room"),
  );
  const app = express();
  app.post("/", guard, express.raw({ type: () => true, limit: 60 }), (_request, response) => {
    waiting.push(() => response.json("read"));
  });
  app.use(refuseUnreadable((entry) => log.push(entry)));
  server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Sends a request as it stands; `answered` is all that comes back until the connection closes. */
function sends(sender: string, rest: string) {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(`POST / HTTP/1.1\r\nHost: a\r\nX-Sender: ${sender}\r\n${rest}`);
  return { socket, answered: text(socket).catch(() => "cut short") };
}

const whole = (bytes: number) =>
  `Content-Length: ${bytes}\r\nConnection: close\r\n\r\n${"x".repeat(bytes)}`;

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

it("refuses unread what one sender, or all, have no room for, until what was read is answered (issue 9)", async () => {
  const first = sends("police", whole(60));
  await until(() => waiting.length === 1);
  // Of this one nothing more than its length has come.
  expect(await sends("police", "Content-Length: 1\r\n\r\n").answered).toMatch(/^HTTP\/1.1 503 /);
  const other = sends("mairie", whole(40));
  await until(() => waiting.length === 2);
  expect(await sends("parquet", "Content-Length: 1\r\n\r\n").answered).toMatch(/^HTTP\/1.1 503 /);
  for (const answer of waiting.splice(0)) answer();
  expect(await first.answered).toContain("read");
  expect(await other.answered).toContain("read");
  await until(() => room.takenBytes === 0);
  const next = sends("parquet", whole(60));
  await until(() => waiting.length === 1);
  waiting[0]?.();
  expect(await next.answered).toContain("read");
  expect(log).toEqual([]);
});

it("refuses in its middle a body that does not say how long it is, and closes the connection", async () => {
  const stderr = jest.spyOn(console, "error").mockImplementation(() => undefined);
  sends("mairie", whole(50));
  await until(() => waiting.length === 1);
  const chunk = `14\r\n${"x".repeat(20)}\r\n`;
  const { socket, answered } = sends("police", `Transfer-Encoding: chunked\r\n\r\n${chunk}`);
  await until(() => room.takenBytes === 70);
  socket.write(chunk + chunk);
  expect(await answered).toMatch(/^HTTP\/1.1 503 [\s\S]*"no room"/);
  await until(() => room.takenBytes === 50);
  expect([log, stderr.mock.calls]).toEqual([[], []]);
});

it("takes no room from others for what was said and not sent, and none for who has left", async () => {
  const silent = Array.from({ length: 20 }, () => sends("police", "Content-Length: 60\r\n\r\n"));
  const half = sends("police", `Content-Length: 60\r\n\r\n${"x".repeat(30)}`);
  await until(() => room.takenBytes === 30);
  const good = sends("mairie", whole(60));
  await until(() => waiting.length === 1);
  waiting[0]?.();
  expect(await good.answered).toContain("read");
  for (const { socket } of [...silent, half]) socket.destroy();
  await until(() => room.takenBytes === 0);
});

it("leaves it to who reads to say that a body is too large for anybody", async () => {
  expect(await sends("police", whole(61)).answered).toMatch(/^HTTP\/1.1 413 /);
  await until(() => room.takenBytes === 0);
});
