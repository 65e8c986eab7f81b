import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { askAt, type SmallPlatform } from "@palier/e2e";

const main = fileURLToPath(new URL("../../../../gateway/dist/main.js", import.meta.url));

/** Before the small platform's subgraphs, the gateway as built, in a process of its own that may end. */
export class GatewayProcess {
  readonly ask: SmallPlatform["ask"] = (query, variables) => askAt(this.#url, query, variables);
  readonly #folder: string;
  /** Empty until it has been ready once; from then on it keeps its port. */
  #url = "";
  #child: ChildProcess | null = null;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Does something with a gateway that serves, and ends whatever is left of it. */
  static async during(
    { supergraph }: SmallPlatform,
    work: (gateway: GatewayProcess) => Promise<void>,
  ): Promise<void> {
    const gateway = new GatewayProcess(await mkdtemp(join(tmpdir(), "palier-faults-")));
    try {
      await gateway.writeSupergraph(supergraph);
      await gateway.start();
      await work(gateway);
    } finally {
      await gateway.end("SIGKILL");
      await rm(gateway.#folder, { recursive: true });
    }
  }

  /** The endpoint that it keeps. */
  get url(): string {
    return this.#url;
  }

  async writeSupergraph(text: string): Promise<void> {
    await writeFile(this.#supergraph, text);
  }

  /** @throws where it ends before it is ready. */
  async start(): Promise<void> {
    const child = this.fork();
    const outcome = await Promise.race([once(child, "message"), once(child, "exit")]);
    const [message] = outcome as [{ readonly url: string } | number | null];
    if (message === null || typeof message !== "object") {
      throw new Error("The gateway ended before it was ready");
    }
    this.#url = message.url;
  }

  /** Begins to start. */
  fork(): ChildProcess {
    const child = fork(main, [], {
      execArgv: [],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      env: {
        PORT: this.#url === "" ? "0" : new URL(this.#url).port,
        PALIER_SUPERGRAPH: this.#supergraph,
        // Longer than a trial: nothing of it ends because time has run out.
        PALIER_SUBGRAPH_TIMEOUT_MS: "60000",
      },
    });
    this.#child = child;
    return child;
  }

  /** Returns once it has ended, with its code; null where the signal ended it. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return null;
    const ended = once(child, "exit") as Promise<[number | null]>;
    child.kill(signal);
    return (await ended)[0];
  }

  /** Returns once it takes no connection any more. */
  async refuses(): Promise<void> {
    while (await fetch(new URL("/health/live", this.#url)).catch(() => null));
  }

  get #supergraph(): string {
    return join(this.#folder, "supergraph.graphql");
  }
}
