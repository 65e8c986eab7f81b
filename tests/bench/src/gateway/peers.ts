import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { processorMsOf } from "../support/processor-time.js";

/** Another gateway over the same supergraph, which enforces nothing. */
export interface Peer {
  readonly name: string;
  /** Reads a supergraph from its standard input, and sends its address. */
  readonly program: string;
  readonly arguments: readonly string[];
}

const besideUs = new URL("../../peers/", import.meta.url);
const hive = fileURLToPath(new URL("hive-gateway.mjs", besideUs));

export const stock: Peer = {
  name: "@apollo/gateway",
  program: fileURLToPath(new URL("stock-gateway.js", import.meta.url)),
  arguments: [],
};

/** Others, which the default installation has not; null where nobody has installed them. */
export function peersBesideUs(): readonly Peer[] | null {
  if (!existsSync(new URL("node_modules/@graphql-hive/gateway-runtime/", besideUs))) return null;
  return [
    { name: "Hive Gateway", program: hive, arguments: [] },
    { name: "Hive Gateway, planner in Rust", program: hive, arguments: ["rust"] },
  ];
}

/** A peer that runs. */
export class RunningPeer {
  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
    private readonly url: string,
  ) {}

  static async start({ name, program, arguments: given }: Peer, sdl: string): Promise<RunningPeer> {
    const child = fork(program, given, {
      execArgv: [],
      stdio: ["pipe", "inherit", "pipe", "ipc"],
    });
    let errors = "";
    child.stderr?.on("data", (text) => {
      errors += text;
    });
    child.stdin?.end(sdl);
    const [{ url }] = (await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => {
        throw new Error(`${name} ended before it had an address: ${errors}`);
      }),
    ])) as [{ url: string }];
    return new RunningPeer(name, child, url);
  }

  async ask(query: string): Promise<object> {
    const response = await fetch(this.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    return JSON.parse(await response.text()) as object;
  }

  /** @returns milliseconds of its processor time a question, of so many one after the other. */
  async measure(query: string, times: number): Promise<number> {
    for (let warm = 0; warm < 20; warm += 1) await this.ask(query);
    const before = this.usedMs();
    for (let at = 0; at < times; at += 1) await this.ask(query);
    return (this.usedMs() - before) / times;
  }

  stop(): void {
    this.child.kill();
  }

  private usedMs(): number {
    return processorMsOf([this.child.pid ?? 0, 0], () => "peer").get("peer") ?? 0;
  }
}
