import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";
import type { Front } from "../access/recording-front.js";

/** Hands bytes on as they are: TLS ends in the subgraph behind it. */
export class PassingFront implements Front {
  readonly url: string;
  target: string | null = null;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    this.url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    server.on("connection", (socket) => this.handOn(socket));
  }

  static async open(): Promise<PassingFront> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new PassingFront(server);
  }

  /** It reads nothing. */
  take(): [] {
    return [];
  }

  async stop(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private handOn(caller: Socket): void {
    if (this.target === null) {
      caller.destroy();
      return;
    }
    const subgraph = connect(Number(new URL(this.target).port), "127.0.0.1");
    for (const [from, to] of [
      [caller, subgraph],
      [subgraph, caller],
    ] as const) {
      this.sockets.add(from);
      // One that breaks takes the other along; the close of both says so.
      from.on("error", () => undefined);
      from.once("close", () => {
        this.sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}
