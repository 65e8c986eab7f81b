import {
  type ChainPoint,
  type Convention,
  generateSigningKey,
  type LogHead,
  type SigningKey,
  signConvention,
} from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import type { DataSource } from "typeorm";
import { accessLogTerms, type SignedTerms } from "../signature/access-log-terms.js";
import { recordSignature } from "../signature/record-signature.js";
import { type LogVerdict, verifyLog } from "./verify-log.js";

/** A landlord with a key, whose signed conventions say how long its log is kept. */
export class Keeper {
  private constructor(
    private readonly store: DataSource,
    private readonly key: SigningKey,
  ) {}

  static async of(store: DataSource): Promise<Keeper> {
    return new Keeper(store, await generateSigningKey());
  }

  /** The same of a copy of its store. */
  of(store: DataSource): Keeper {
    return new Keeper(store, this.key);
  }

  /** Signs a convention that keeps the log for so many months. */
  async sign(accessLogMonths: number, changes: Partial<Convention> = {}): Promise<void> {
    const retention = { ...exampleConvention.retention, accessLogMonths };
    const convention = { ...exampleConvention, retention, ...changes };
    const signature = await signConvention(convention, "lisiere", this.key);
    await recordSignature(this.store, convention, signature, this.key.x);
  }

  terms(now = new Date()): Promise<SignedTerms> {
    return accessLogTerms(this.store, { slug: "lisiere", publicKey: this.key.x }, now);
  }

  /** As the command does. */
  async verify(kept?: ChainPoint, held: readonly LogHead[] = []): Promise<LogVerdict> {
    const { dueBefore, signers } = await this.terms();
    return verifyLog(this.store, { kept, dueBefore, heads: { signers, held } });
  }
}

/** The same time of day, so many months before now. */
export function monthsAgo(months: number): Date {
  const day = new Date();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() - months);
  return day;
}
