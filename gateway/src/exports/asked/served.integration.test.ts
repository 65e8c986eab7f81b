import { EventEmitter, once } from "node:events";
import type { ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { HttpServer, usualHttpLimits } from "@palier/service";
import { PemFolder, TestAuthority } from "@palier/test-support/tls";
import type { Response } from "express";
import { writeFile } from "./served.js";

/** A file that is not whole does not end like one, whoever reads it over whatever connection. */

let folder: PemFolder;
let authority: TestAuthority;
let server: HttpServer;
const log: string[] = [];
const written = new EventEmitter();

beforeAll(async () => {
  folder = await PemFolder.create();
  authority = await TestAuthority.create();
});
afterEach(async () => {
  log.length = 0;
  await server.stop();
});
afterAll(() => folder.remove());

/** A connection to a server that answers with such a file. */
async function reader(
  through: "plain HTTP" | "TLS",
  chunks: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<Socket> {
  const isPlain = through === "plain HTTP";
  const files = isPlain ? null : await folder.writePair("server", await authority.issue());
  const tls = files && { ...files, authorities: null };
  server = new HttpServer(usualHttpLimits, () => {}, tls);
  const answer = async (response: ServerResponse) => {
    await writeFile(response as Response, chunks, signal, (entry) => log.push(entry));
    written.emit("over");
  };
  server.answerBy((_request, response) => void answer(response));
  const port = Number(new URL(await server.listen({ host: "127.0.0.1", port: 0 })).port);
  return isPlain
    ? connect(port, "127.0.0.1")
    : connectTls({ port, host: "127.0.0.1", ca: authority.certificate });
}

/** As one that knows no lengths of chunks is told it: the end of a connection would be that of the file. */
async function read(socket: Socket, onData: () => void): Promise<string> {
  socket.once("data", onData);
  socket.write("GET / HTTP/1.0\r\n\r\n");
  const ends = new EventEmitter();
  socket.once("end", () => ends.emit("over", "END"));
  socket.once("error", ({ code }: NodeJS.ErrnoException) => ends.emit("over", code));
  const [how] = await once(ends, "over");
  socket.destroy();
  return how;
}

async function* begun(goOn: () => Promise<unknown>) {
  yield "id,name\r\n";
  await goOn();
}

describe.each(["plain HTTP", "TLS"] as const)("through %s", (through) => {
  it("resets the connection when the file cannot go on", async () => {
    const taken = new EventEmitter();
    const chunks = begun(async () => {
      await once(taken, "data");
      throw new Error("a landlord is gone");
    });
    const socket = await reader(through, chunks, new AbortController().signal);
    const over = once(written, "over");
    expect(await read(socket, () => taken.emit("data"))).toBe("ECONNRESET");
    await over;
    expect(log).toEqual(["A file was broken off: Error: a landlord is gone"]);
  });

  it("resets the connection when the file's time is over", async () => {
    const time = new AbortController();
    const chunks = begun(() => once(written, "never", { signal: time.signal }));
    const socket = await reader(through, chunks, time.signal);
    const over = once(written, "over");
    expect(await read(socket, () => time.abort())).toBe("ECONNRESET");
    await over;
    expect(log).toEqual([expect.stringMatching(/^A file was broken off: AbortError/)]);
  });
});
