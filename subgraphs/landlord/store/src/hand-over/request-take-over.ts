import { randomUUID } from "node:crypto";
import {
  generateSealingKey,
  HandOverError,
  requestTimes,
  type SealingKey,
  type SigningKey,
  signRequest,
  termsOfConvention,
} from "@palier/schema";
import type { EntityManager } from "typeorm";
import { handOverGround } from "./ground.js";

/** A request for a bought site's counts, and the private key that opens the answer. */
export interface TakeOverAsked {
  /** For the seller. */
  readonly request: string;
  /** For nobody. */
  readonly key: SealingKey;
  readonly seller: string;
  readonly goodUntil: Date;
}

/**
 * Asks the seller of a site for its counts; the store is only read.
 *
 * @param site its id in the graph, at the seller.
 * @param key by which the buyer signs conventions.
 * @throws HandOverError naming the first rule that is broken.
 */
export async function requestTakeOver(
  store: Pick<EntityManager, "query">,
  site: string,
  key: SigningKey,
  now: Date,
): Promise<TakeOverAsked> {
  const { convention, landlord } = await handOverGround(store, now);
  const seller = site.split(":", 1)[0] ?? "";
  const keyOf = (party: string) => convention.landlords.find(({ slug }) => slug === party)?.key;
  if (seller === landlord || !site.startsWith(`${seller}:`)) {
    throw new HandOverError(
      "OTHER_LANDLORD",
      `Write the seller's id of the site, e.g. lisiere:R-14.`,
    );
  }
  if (keyOf(seller) === undefined) throw new HandOverError("NOT_A_PARTY", `It names ${seller}.`);
  if (keyOf(landlord) !== key.x) {
    throw new HandOverError(
      "WRONG_SIGNATURE",
      `Sign with the key that it lists: ${keyOf(landlord)}.`,
    );
  }
  const sealing = await generateSealingKey();
  const request = await signRequest(
    {
      ...{ id: randomUUID(), from: landlord, to: seller, site, sealFor: sealing.x },
      ...{ convention: termsOfConvention(convention), ...requestTimes(convention, now) },
    },
    key,
  );
  const goodUntil = new Date(requestTimes(convention, now).goodUntil * 1_000);
  return { request, key: sealing, seller, goodUntil };
}
