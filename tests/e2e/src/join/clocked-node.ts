import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(
  new URL("../../../../subgraphs/landlord/node/dist/main.js", import.meta.url),
);
const clock = new URL("../../shift-clock.mjs", import.meta.url).href;

/** A landlord's node as it runs in earnest, by settings alone, with a clock of its own. */
export class ClockedNode {
  private constructor(
    private readonly child: ChildProcess,
    private readonly printed: string[],
  ) {}

  /** @param shiftMs by how much its clock is ahead of this machine's. */
  static async start(
    settings: Readonly<Record<string, string | undefined>>,
    shiftMs: number,
  ): Promise<ClockedNode> {
    const { PATH } = process.env;
    const child = fork(main, [], {
      execArgv: ["--import", clock],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      env: { PATH, ...settings, PALIER_LOG: "text", TEST_CLOCK_SHIFT_MS: String(shiftMs) },
    });
    const printed: string[] = [];
    child.stderr?.on("data", (chunk: Buffer) => printed.push(String(chunk)));
    const ready = once(child, "message").then(() => true);
    const isReady = await Promise.race([ready, once(child, "exit").then(() => false)]);
    if (!isReady) throw new Error(`the landlord's program ended at once:\n${printed.join("")}`);
    return new ClockedNode(child, printed);
  }

  /** What it has logged so far. */
  get log(): string {
    return this.printed.join("");
  }

  /** Sets its clock, and waits until it is set. */
  async shift(shiftMs: number): Promise<void> {
    const done = once(this.child, "message");
    this.child.send({ shiftMs });
    await done;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await ended;
  }
}
