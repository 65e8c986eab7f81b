import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import express from "express";
import { bodyRooms } from "./body-rooms.js";

const mebibyte = 1 << 20;
let server: Server;
const sockets: Socket[] = [];
/** Requests that were read whole and wait for their answer. */
let read = 0;

beforeAll(async () => {
  const app = express();
  app.post(
    "/:partner/:person",
    (request, response, next) => {
      response.locals.asker = request.params;
      next();
    },
    ...bodyRooms(({ locals }) => locals.asker),
    express.raw({ type: () => true, limit: mebibyte }),
    () => {
      read += 1;
    },
  );
  server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function sends(asker: string): Socket {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  sockets.push(socket);
  socket.on("error", () => undefined);
  socket.write(`POST ${asker} HTTP/1.1\r\nHost: a\r\nContent-Length: ${mebibyte}\r\n\r\n`);
  socket.write(Buffer.alloc(mebibyte, "x"));
  return socket;
}

async function untilRead(count: number): Promise<void> {
  while (read < count) await new Promise((resolve) => setImmediate(resolve));
}

it("refuses unread what a partner's people together have no room for, and reads another's", async () => {
  for (const person of ["a", "b", "c", "d"]) {
    for (let body = 0; body < 3; body += 1) sends(`/police/${person}`);
  }
  await untilRead(12);
  const refused = text(sends("/police/e")).catch(() => "cut short");
  sends("/mairie/a");
  const outcome = Promise.race([refused, untilRead(14).then(() => "read")]);
  expect(await outcome).toMatch(/^HTTP\/1.1 429 [\s\S]*RATE_LIMITED/);
  await untilRead(13);
});

it("refuses unread what one person has no room for, and reads a colleague's", async () => {
  const before = read;
  for (let body = 0; body < 8; body += 1) sends("/parquet/a");
  await untilRead(before + 8);
  expect(await text(sends("/parquet/a"))).toMatch(/^HTTP\/1.1 429 /);
  sends("/parquet/b");
  await untilRead(before + 9);
});
