import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { SmallPlatform } from "@palier/e2e";
import { GatewayProcess } from "../gateway/gateway-process.js";
import { holdTo } from "../hold-to.js";
import { failing, page } from "../question.js";
import type { Trial } from "../trial.js";

const connections = 200;

/** How far a request comes; none goes on. */
const beginnings = [
  "",
  "POST /graphql HT",
  "POST /graphql HTTP/1.1\r\nHost: a\r\n",
  'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"',
];

type Ask = SmallPlatform["ask"];

/** Asks while all are open, and returns once every one was closed by the other side. */
async function holdOpen(url: string, ask: Ask): Promise<void> {
  const { hostname, port } = new URL(url);
  const sockets: Socket[] = [];
  try {
    const closed: Promise<unknown>[] = [];
    for (let number = 0; number < connections; number += 1) {
      const socket = connect(Number(port), hostname).resume();
      sockets.push(socket);
      // Closed by a reset as well as by an end.
      socket.on("error", () => undefined);
      await once(socket, "connect");
      socket.write(beginnings[number % beginnings.length] ?? "");
      closed.push(new Promise((resolve) => socket.once("close", resolve)));
    }
    await holdTo(ask, page);
    await Promise.all(closed);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

/** Callers that open connections and go no further: each is closed, and costs nobody an answer. */
export const halfOpenTrials: readonly Trial[] = [
  {
    family: "half-open connections",
    name: "200 at the gateway",
    // Twenty seconds, until the time of a request is over.
    isInPart: false,
    run: (platform) =>
      GatewayProcess.during(platform, async (gateway) => {
        await holdOpen(gateway.url, gateway.ask);
        await holdTo(gateway.ask, page);
      }),
  },
  {
    family: "half-open connections",
    name: "200 at a node",
    isInPart: false,
    run: async ({ fronts, ask }) => {
      const front = fronts.get(failing);
      if (front === undefined) throw new Error(`There is no front before ${failing}`);
      await holdOpen(front.target, ask);
      await holdTo(ask, page);
    },
  },
];
