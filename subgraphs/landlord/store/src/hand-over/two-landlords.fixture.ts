import {
  type Convention,
  generateSigningKey,
  type MonthNumber,
  type SigningKey,
  signAs,
} from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import type { DataSource } from "typeorm";
import { readyStore } from "../database/ready-store.fixture.js";
import { closeMonths } from "../month/close-months.js";
import { recordSignature } from "../signature/record-signature.js";

/** A landlord with its store and key. */
export interface Party {
  readonly slug: string;
  readonly databaseUrl: string;
  readonly store: DataSource;
  readonly key: SigningKey;
}

/** Two landlords of one convention under which sites are handed over. */
export class TwoLandlords {
  private constructor(
    readonly seller: Party,
    readonly buyer: Party,
    public convention: Convention,
  ) {}

  static async open(): Promise<TwoLandlords> {
    const [seller, buyer] = [await party("lisiere"), await party("orme")];
    const pair = new TwoLandlords(seller, buyer, conventionOf(seller, buyer));
    await pair.sign(pair.convention);
    return pair;
  }

  /** Another version, signed by both. */
  async signNext(changes: object): Promise<void> {
    const version = this.convention.version + 1;
    await this.sign(conventionOf(this.seller, this.buyer, { version, ...changes }));
  }

  private async sign(convention: Convention): Promise<void> {
    this.convention = convention;
    for (const { slug, store, key } of [this.seller, this.buyer]) {
      const signature = await signAs(convention, { landlord: slug }, key, "2026-01-01");
      await recordSignature(store, convention, signature, key.x);
    }
  }

  async close(months: readonly MonthNumber[], parties = [this.seller, this.buyer]): Promise<void> {
    for (const { store } of parties) await closeMonths(store, months, today);
  }

  async end(): Promise<void> {
    await this.seller.store.destroy();
    await this.buyer.store.destroy();
  }
}

export const today = () => new Date("2026-11-20T12:00:00Z");

async function party(slug: string): Promise<Party> {
  const { databaseUrl, store } = await readyStore(slug);
  return { slug, databaseUrl, store, key: await generateSigningKey() };
}

function conventionOf(seller: Party, buyer: Party, changes: object = {}): Convention {
  return writeConvention({
    landlords: [seller, buyer].map(({ slug, key }) => ({ slug, key: key.x })),
    validity: { from: "2026-01-01", until: "2028-12-31" },
    siteHandOver: { days: 30 },
    ...changes,
  }).convention;
}
