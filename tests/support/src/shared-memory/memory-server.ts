import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "../free-port.js";

const programs = ["valkey-server", "redis-server"] as const;

/** By which certificate it is reached; plain where there is none. */
export interface MemoryServerTls {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** Why no such server can be started here; null where one can. */
export function memoryServerMissing(): string | null {
  return programOf() === null
    ? `there is no ${programs.join(" and no ")} (Debian: redis-server)`
    : null;
}

/** A Valkey or Redis that keeps nothing on a disk, with a password, on this machine. */
export class MemoryServer {
  private child: ChildProcess | null = null;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    readonly password: string,
    private readonly tls: MemoryServerTls | null,
  ) {}

  static async start(tls: MemoryServerTls | null = null): Promise<MemoryServer> {
    const folder = await mkdtemp(join(tmpdir(), "palier-memory-"));
    const server = new MemoryServer(folder, await freePort(), randomUUID(), tls);
    await server.startAgain();
    return server;
  }

  get url(): string {
    const scheme = this.tls === null ? "redis" : "rediss";
    return `${scheme}://:${this.password}@127.0.0.1:${this.port}`;
  }

  /** On its port, with nothing in it. */
  async startAgain(): Promise<void> {
    const program = programOf();
    if (program === null) throw new Error(`${memoryServerMissing()}`);
    const port = `${this.port}`;
    const ports = this.tls
      ? [
          ...["--port", "0", "--tls-port", port, "--tls-auth-clients", "no"],
          ...["--tls-cert-file", this.tls.certificateFile, "--tls-key-file", this.tls.keyFile],
          // The server insists on some; nobody shows it a certificate.
          ...["--tls-ca-cert-file", this.tls.certificateFile],
        ]
      : ["--port", port];
    const kept = ["--save", "", "--appendonly", "no", "--dir", this.folder];
    const args = [...ports, "--bind", "127.0.0.1", "--requirepass", this.password, ...kept];
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    this.child = child;
    const lines = createInterface({ input: child.stdout });
    const ended = once(child, "exit").then(() => {
      throw new Error(`${program} ended at once`);
    });
    const ready = (async () => {
      for await (const line of lines) if (/ready to accept connections/i.test(line)) return;
    })();
    await Promise.race([ready, ended]);
    ended.catch(() => undefined);
    child.stdout.resume();
  }

  /** As `kill -9`. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** It takes connections and answers nothing, until it goes on. */
  pause(): void {
    this.child?.kill("SIGSTOP");
  }

  goOn(): void {
    this.child?.kill("SIGCONT");
  }

  async stop(): Promise<void> {
    await this.#end("SIGKILL");
    await rm(this.folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}

function programOf(): string | null {
  for (const program of programs) {
    try {
      execFileSync(program, ["--version"], { stdio: "ignore" });
      return program;
    } catch {
      // The next one, then.
    }
  }
  return null;
}
