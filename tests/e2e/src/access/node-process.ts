import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Slug } from "./access-convention.js";
import type { AccessPlatform } from "./platform.js";

const main = fileURLToPath(
  new URL("../../../../subgraphs/landlord/node/dist/main.js", import.meta.url),
);

/** A landlord's node as it runs in earnest: the built program, in a process of its own. */
export class NodeProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  /** Starts it in place of the node's server, behind the same front; what it logs is shown or not. */
  static async instead(
    platform: AccessPlatform,
    slug: Slug,
    log: "inherit" | "ignore" = "inherit",
  ): Promise<NodeProcess> {
    const { database, front } = platform.nodes[slug];
    const folder = await mkdtemp(join(tmpdir(), "palier-node-"));
    const conventionFile = join(folder, "convention.yaml");
    await writeFile(conventionFile, platform.text);
    const child = fork(main, [], {
      execArgv: [],
      stdio: ["ignore", "ignore", log, "ipc"],
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
    const ready = once(child, "message").then(([message]) => (message as { url: string }).url);
    const ended = once(child, "exit").then(() => null);
    const url = await Promise.race([ready, ended]);
    if (url === null) throw new Error("the landlord's program ended at once");
    front.target = url;
    return new NodeProcess(child, folder, url);
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
