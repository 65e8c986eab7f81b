import { type LandlordTrust, serveLandlord } from "@palier/landlord";
import { listLog, recordSignature, type VerifyOptions, verifyLog } from "@palier/landlord-store";
import { type Convention, type SigningKey, signConvention } from "@palier/schema";
import { openLog, ServiceMetrics, type TlsFiles, type Traces } from "@palier/service";
import { type FollowingSubgraph, followFile, type RunningSubgraph } from "@palier/subgraph-kit";
import type { KeyedConvention, Slug } from "./access-convention.js";
import { type LandlordStore, landlordStore } from "./landlord-store.js";
import type { Front } from "./recording-front.js";

/** A landlord's node: its database, its server, and the front before it. */
export class LandlordNode {
  private server: RunningSubgraph | null = null;
  private serving: FollowingSubgraph | null = null;
  /** Of the server that serves now; where they are told is for the test to say. */
  numbers = new ServiceMetrics("");
  /** Where it tells what requests take, from the next time that it serves. */
  traces: Traces | null = null;

  private constructor(
    readonly slug: Slug,
    readonly front: Front,
    readonly database: LandlordStore,
    private readonly tls: TlsFiles | null,
  ) {}

  static async open(slug: Slug, front: Front, tls: TlsFiles | null = null): Promise<LandlordNode> {
    return new LandlordNode(slug, front, await landlordStore(slug), tls);
  }

  get store(): LandlordStore["store"] {
    return this.database.store;
  }

  /** The landlord signs with its own key, and the node keeps that; others learn of it by the signature. */
  async sign({ convention, keys }: KeyedConvention): Promise<string> {
    const key = keys.get(this.slug);
    if (key === undefined) throw new Error(`no key of ${this.slug}`);
    const signature = await signConvention(convention, this.slug, key, "2026-11-20");
    await recordSignature(this.store, convention, signature, key.x);
    return signature;
  }

  /** Serves under a convention, in place of the one before. */
  async serve(
    convention: Convention,
    trust: LandlordTrust,
    clock: () => Date = () => new Date(),
    logKeys: readonly SigningKey[] = [],
  ): Promise<void> {
    await this.server?.stop();
    await this.numbers.stop();
    this.numbers = new ServiceMetrics(this.slug);
    this.serving = await serveLandlord({
      slug: this.slug,
      databaseUrl: this.database.databaseUrl,
      federatedDatabaseUrl: this.database.federatedUrl,
      host: "127.0.0.1",
      port: 0,
      tls: this.tls,
      versions: [convention],
      clock,
      trust,
      // Nothing hangs here; a busy machine is slow.
      patience: { waitMs: 60_000, sessionMs: 60_000, workMs: 60_000 },
      logKeys: async () => logKeys,
      metrics: this.numbers,
      traces: this.traces,
    });
    this.server = this.serving;
    this.front.target = this.server.url;
  }

  /** Follows the file from now on, as the node's program does from its start. */
  follow(conventionFile: string, convention: Convention): void {
    if (this.serving === null) throw new Error("the node serves nothing yet");
    this.server = followFile(this.serving, {
      log: openLog({ service: this.slug, form: "text" }),
      conventionFile,
      versions: [convention],
    });
  }

  /** Latest first. */
  log() {
    return listLog(this.store, { limit: 100_000 });
  }

  verifyLog(heads: VerifyOptions["heads"] = null) {
    return verifyLog(this.store, { dueBefore: null, heads });
  }

  async stop(): Promise<void> {
    await this.front.stop();
    await this.server?.stop();
    await this.numbers.stop();
    await this.traces?.stop();
    await this.store.destroy();
  }
}
