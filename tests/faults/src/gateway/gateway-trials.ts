import { once } from "node:events";
import { type SmallPlatform, sendJson } from "@palier/e2e";
import { expect } from "expect";
import { holdTo } from "../hold-to.js";
import { failing, page, plan, type Question, sites } from "../question.js";
import type { Trial } from "../trial.js";
import { GatewayProcess } from "./gateway-process.js";

type Run = (
  platform: SmallPlatform,
  gateway: GatewayProcess,
  question: Question,
) => Promise<unknown>;

/** What goes wrong with the gateway, on a port that it keeps. */
const faults: Readonly<Record<string, Run>> = {
  "killed while it answers": async (platform, gateway, question) => {
    const { isAsked, release } = hold(platform);
    const outcome = Promise.allSettled([gateway.ask(question.query)]);
    try {
      await Promise.race([isAsked, outcome]);
      await gateway.end("SIGKILL");
      // No answer, and no half of one.
      expect(await outcome).toMatchObject([{ status: "rejected" }]);
    } finally {
      release();
    }
    await gateway.start();
  },
  "told to end while it answers": async (platform, gateway, question) => {
    const { isAsked, release } = hold(platform);
    const answer = holdTo(gateway.ask, question);
    try {
      await Promise.race([isAsked, answer]);
      const ended = gateway.end("SIGTERM");
      await gateway.refuses();
      release();
      await answer;
      expect(await ended).toBe(0);
    } finally {
      release();
    }
    await gateway.start();
  },
  "killed while it starts": async (_platform, gateway) => {
    await gateway.end("SIGKILL");
    gateway.fork();
    await gateway.end("SIGKILL");
    await gateway.start();
  },
  "started on half a supergraph": async ({ supergraph }, gateway) => {
    await gateway.end("SIGKILL");
    await gateway.writeSupergraph(supergraph.slice(0, supergraph.length / 2));
    const [code] = (await once(gateway.fork(), "exit")) as [number | null];
    expect(code).toBe(1);
    await gateway.writeSupergraph(supergraph);
    await gateway.start();
  },
};

/** The gateway itself goes wrong, each time another way: what has come back from one fault meets the next. */
export const gatewayTrials: readonly Trial[] = [page, plan, sites].map((question) => ({
  family: "the gateway",
  name: `${Object.keys(faults).join(", ")}, for ${question.name}`,
  isInPart: question === page,
  run: (platform) =>
    GatewayProcess.during(platform, async (gateway) => {
      await holdTo(gateway.ask, question);
      for (const [name, run] of Object.entries(faults)) {
        await named(name, async () => {
          await run(platform, gateway, question);
          await holdTo(gateway.ask, question);
        });
      }
    }),
}));

/** Names the fault in a failure. */
async function named(fault: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    throw new Error(`${fault}: ${String(cause)}`, { cause });
  }
}

/** Lets one landlord's answers wait until they are released; `isAsked` once there is one. */
function hold({ fronts }: SmallPlatform): {
  readonly isAsked: Promise<void>;
  readonly release: () => void;
} {
  const front = fronts.get(failing);
  if (front === undefined) throw new Error(`There is no front before ${failing}`);
  const [isAsked, ask] = signal();
  const [isReleased, release] = signal();
  front.fault = async (response, _asked, answer) => {
    ask();
    await isReleased;
    sendJson(response, await answer());
  };
  return {
    isAsked,
    release: () => {
      front.fault = null;
      release();
    },
  };
}

function signal(): [Promise<void>, () => void] {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return [given, give];
}
