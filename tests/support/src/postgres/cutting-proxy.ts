import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What PostgreSQL sends to a session that an administrator terminates. */
const terminated = message(
  "E",
  "SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0",
);

/** A proxy before the PostgreSQL of the tests. */
export interface CuttingProxy {
  /** The address of the database, by way of the proxy. */
  readonly url: string;
  /** Messages that the server has sent since the last `cutAfter`. */
  readonly messages: () => number;
  /**
   * Terminates the connection whose message is the one of that number from now on, at its end: what
   * PostgreSQL says then arrives in one piece with that message, as it may on a busy machine.
   */
  readonly cutAfter: (number: number) => void;
  /** Lets nothing more through in the connections that are open, and leaves them open. */
  readonly silence: () => void;
  readonly stop: () => Promise<void>;
}

/**
 * Passes on what client and server say, and ends a connection at a chosen message of the server, so
 * that a test finds the moment at which a client cannot bear it without waiting for it.
 */
export async function startCuttingProxy(databaseUrl: string): Promise<CuttingProxy> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let silenced = new WeakSet<Socket>();
  let sent = 0;
  let last = Number.POSITIVE_INFINITY;
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    for (const socket of [client, database]) {
      open.add(socket.on("error", () => undefined).on("close", () => open.delete(socket)));
    }
    client.on("close", () => database.destroy());
    database.on("close", () => client.destroy());
    client.on("data", (bytes) => {
      if (!silenced.has(client)) database.write(bytes);
    });
    let rest: Buffer = Buffer.alloc(0);
    database.on("data", (bytes) => {
      if (silenced.has(client)) return;
      rest = Buffer.concat([rest, bytes]);
      let end = 0;
      for (let next = endOf(rest, end); next !== null; next = endOf(rest, end)) {
        end = next;
        sent += 1;
        if (sent !== last) continue;
        client.end(Buffer.concat([rest.subarray(0, end), terminated]));
        client.removeAllListeners("data");
        database.destroy();
        return;
      }
      client.write(rest.subarray(0, end));
      rest = rest.subarray(end);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    messages: () => sent,
    cutAfter: (number) => {
      sent = 0;
      last = number;
    },
    silence: () => {
      silenced = new WeakSet(open);
    },
    stop: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Where the message ends that begins there, null while it is not there in full. */
function endOf(bytes: Buffer, start: number): number | null {
  if (bytes.length < start + 5) return null;
  const end = start + 1 + bytes.readInt32BE(start + 1);
  return end > bytes.length ? null : end;
}

function message(type: string, text: string): Buffer {
  const bytes = Buffer.from(`${type}....${text}`, "latin1");
  bytes.writeInt32BE(bytes.length - 1, 1);
  return bytes;
}
