import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** A gateway as it runs in earnest: the built program, in a process of its own. */
export class GatewayProcess {
  private constructor(
    readonly name: string,
    /** Of its graph. */
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(
    name: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<GatewayProcess> {
    const child = fork(`${root}/gateway/dist/main.js`, [], {
      execArgv: [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: { PATH: process.env.PATH, PORT: "0", APOLLO_TELEMETRY_DISABLED: "1", ...settings },
    });
    const ready = once(child, "message").then(([message]) => (message as { url: string }).url);
    const ended = once(child, "exit").then(() => null);
    const url = await Promise.race([ready, ended]);
    if (url === null) throw new Error("a gateway ended at once");
    return new GatewayProcess(name, url, child);
  }

  /** As an administrator does, on any of the machines that have the folder. */
  static async rotateKeys(folder: string): Promise<void> {
    const args = [`${root}/cli/bin/palier.mjs`, "keys", "rotate", "--folder", folder];
    await promisify(execFile)(process.execPath, args);
  }

  /** As `kill -9`. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await ended;
  }
}
