import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { tokenForAccount } from "@palier/gateway";
import { databaseOf, makeHome } from "@palier/test-support";
import { pidsBelow, processorMsOf } from "../support/processor-time.js";

const account = "police-melun";
/** After a sign-in: tokens are exchanged and visas minted by then. */
const warmQuestions = 20;

/** The demonstration of one clone, in a data folder of its own. */
export interface MeasuredPlatform {
  /**
   * Asks so many times, one after the other.
   *
   * @returns milliseconds of processor time a question, by kind of process.
   * @throws Error when an answer has errors or lacks a landlord.
   */
  ask(query: string, times: number): Promise<ReadonlyMap<string, number>>;
  /** @returns the answer. */
  askOnce(query: string): Promise<object>;
  /** Where the gateway finds its subgraphs when it starts. */
  readonly supergraphFile: string;
  /** Kills a service, and waits until the platform has started it again. */
  restart(kind: "gateway"): Promise<void>;
  stop(): Promise<void>;
}

/** @param clone folder of a built clone. */
export async function startMeasured(clone: string): Promise<MeasuredPlatform> {
  const home = await makeHome();
  const { DATABASE_URL: _, ...env } = process.env;
  const command = join(clone, "cli", "bin", "palier.mjs");
  const child = spawn(process.execPath, [command, "start", "--port", "0"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...env,
      PALIER_HOME: home,
      // So many questions in a row are more than a partner's share.
      PALIER_COST_MODE: "measure",
      // A busy machine may be slow; only the work counts.
      PALIER_SUBGRAPH_TIMEOUT_MS: "30000",
    },
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async () => {
    child.kill("SIGINT");
    await ended;
    await rm(home, { recursive: true, force: true });
  };
  try {
    const url = await addressPrinted(child, clone);
    const database = databaseOf(home);
    if (child.pid === undefined || database === undefined) throw new Error("no platform runs");
    const roots = [child.pid, database];
    const used = () => processorMsOf(roots, (pid) => kindOf(pid, roots));
    return {
      ask: async (query, times) => {
        // Every time anew: an access token lasts for a few minutes.
        const token = await tokenForAccount(new URL(url).origin, account);
        for (let warm = 0; warm < warmQuestions; warm += 1) await ask(url, token, query);
        const before = used();
        for (let at = 0; at < times; at += 1) await ask(url, token, query);
        return new Map(
          [...used()].map(([kind, ms]) => [kind, (ms - (before.get(kind) ?? 0)) / times]),
        );
      },
      askOnce: async (query) => {
        const token = await tokenForAccount(new URL(url).origin, account);
        return JSON.parse(await ask(url, token, query)) as object;
      },
      supergraphFile: join(home, "supergraph.graphql"),
      restart: async (kind) => {
        const [service] = pidsBelow(roots).filter((pid) => kindOf(pid, roots) === kind);
        if (service === undefined) throw new Error(`no ${kind} runs`);
        process.kill(service, "SIGKILL");
        const ready = new URL("/health/ready", url);
        while (
          !(await fetch(ready).then(
            ({ ok }) => ok,
            () => false,
          ))
        )
          await setTimeout(100);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits until the graph answers, or the command ends without. */
function addressPrinted(child: ReturnType<typeof spawn>, clone: string): Promise<string> {
  let text = "";
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      text += chunk.toString();
      const [address] = /http:\/\/127\.0\.0\.1:\d+\/graphql/.exec(text) ?? [];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    child.once("close", () => reject(new Error(`palier of ${clone} ended:\n${text}`)));
  });
}

async function ask(url: string, token: string, query: string): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  const whole = /"landlordsExpected":(\d+),"landlordsAnswered":\1\b/;
  if (response.status !== 200 || text.includes('"errors"') || !whole.test(text)) {
    throw new Error(text.slice(0, 300));
  }
  return text;
}

/** By the settings that a service is started with: how its program is called may change. */
function kindOf(pid: number, [command, database]: readonly number[]): string {
  if (pid === command) return "palier start";
  try {
    if (parentOf(pid) === database || pid === database) return "PostgreSQL";
    if (/(^|\0)PALIER_LANDLORD=/.test(readFileSync(`/proc/${pid}/environ`, "utf8"))) {
      return "landlords";
    }
    const line = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return ["gateway", "classification", "convention"].find((name) => line.includes(name)) ?? line;
  } catch {
    // It has ended.
    return "ended";
  }
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}
