import { type ChildProcess, fork, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Slug } from "./access-convention.js";
import type { AccessPlatform } from "./platform.js";

const dist = new URL("../../../../subgraphs/landlord/node/dist/", import.meta.url);
const main = fileURLToPath(new URL("main.js", dist));
/** Not bundled: what is loaded before may change what it imports. */
const run = fileURLToPath(new URL("run.js", dist));

/** How a program is started. */
interface Start {
  /** By default shown. */
  readonly log?: "inherit" | "ignore" | "pipe";
  /** Loaded before the program. */
  readonly imports?: readonly string[];
}

/** A landlord's node as it runs in earnest: the built program, in a process of its own. */
export class NodeProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  /** Starts it in place of the node's server, behind the same front. */
  static async instead(
    platform: AccessPlatform,
    slug: Slug,
    start: Start = {},
  ): Promise<NodeProcess> {
    const { child, folder } = await startNode(platform, slug, start);
    const ready = once(child, "message").then(([message]) => (message as { url: string }).url);
    const ended = once(child, "exit").then(() => null);
    const url = await Promise.race([ready, ended]);
    if (url === null) throw new Error("the landlord's program ended at once");
    platform.nodes[slug].front.target = url;
    return new NodeProcess(child, folder, url);
  }

  /** What it says, and ends with, instead of starting. */
  static async refusal(
    platform: AccessPlatform,
    slug: Slug,
  ): Promise<{ code: unknown; words: string }> {
    const { child, folder } = await startNode(platform, slug, { log: "pipe" });
    if (child.stderr === null) throw new Error("nothing can be read");
    const [[code], words] = await Promise.all([once(child, "exit"), text(child.stderr)]);
    await rm(folder, { recursive: true, force: true });
    return { code, words };
  }

  /** As a supervisor ends it: what it was asked is answered first. */
  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }

  /** As `kill -9`: nothing that it would still do happens. */
  async kill(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, "exit");
      this.child.kill("SIGKILL");
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function startNode(
  platform: AccessPlatform,
  slug: Slug,
  { log = "inherit", imports = [] }: Start,
) {
  const { database } = platform.nodes[slug];
  const folder = await mkdtemp(join(tmpdir(), "palier-node-"));
  const conventionFile = join(folder, "convention.yaml");
  await writeFile(conventionFile, platform.text);
  const stdio: StdioOptions = ["ignore", "ignore", log, "ipc"];
  const child = fork(imports.length > 0 ? run : main, [], {
    execArgv: imports.flatMap((file) => ["--import", file]),
    stdio,
    env: {
      PATH: process.env.PATH,
      HOST: "127.0.0.1",
      PORT: "0",
      PALIER_LANDLORD: slug,
      PALIER_CONVENTION: conventionFile,
      DATABASE_URL: database.databaseUrl,
      PALIER_FEDERATED_DATABASE_URL: database.federatedUrl,
      PALIER_GATEWAY_KEYS: `${platform.origin}/.well-known/palier-keys.json`,
      PALIER_GATEWAY_ISSUER: platform.trust.gatewayIssuer,
      PALIER_ISSUER: platform.trust.tokens.issuer,
      PALIER_ISSUER_KEYS: `${platform.origin}/oidc/jwks`,
      PALIER_GATEWAY_CLIENT: platform.trust.tokens.actor,
    },
  });
  return { child, folder };
}
