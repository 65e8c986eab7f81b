import { writeFile } from "node:fs/promises";
import {
  type LandlordStore,
  prepareRoles,
  recordSignature,
  releaseBeforeServing,
  withStores,
} from "@palier/landlord-store";
import { collectSignatures, dayInFrance, signaturesIn, signConvention } from "@palier/schema";
import { readIfPresent } from "@palier/service";
import type { LocalPostgres } from "../postgres/local-postgres.js";
import type { ServedConvention } from "./served-convention.js";

/**
 * Makes each landlord's node ready to serve under the convention: its signature recorded, and a
 * database login that reads what the graph shows and no more; months that are closed, released.
 *
 * @param tell Told what a landlord has to do, though its node can serve.
 * @returns URL of that login, by slug.
 * @throws ConfigurationError when a landlord has signed another text under the same version.
 */
export function prepareNodes(
  served: ServedConvention,
  databaseUrls: ReadonlyMap<string, string>,
  postgres: Pick<LocalPostgres, "federatedPassword">,
  tell: (words: string) => void,
): Promise<ReadonlyMap<string, string>> {
  return withStores(databaseUrls, async (stores) => {
    const urls = new Map<string, string>();
    const signatures = await signaturesBefore(served);
    for (const [slug, store] of stores) {
      await sign(slug, store, served, signatures);
      const password = postgres.federatedPassword(slug);
      urls.set(slug, (await prepareRoles(store, { password })).federatedUrl);
      await releaseBeforeServing(store, (words) => tell(`${slug}: ${words}`));
    }
    const { bundle } = await collectSignatures(served.convention, [...signatures.values()]);
    await writeFile(served.signatureFile, `${JSON.stringify(bundle, null, 2)}\n`);
    return urls;
  });
}

/** By slug, those that were made at an earlier start: each keeps its day. */
async function signaturesBefore({ convention, signatureFile }: ServedConvention) {
  const texts = signaturesIn((await readIfPresent(signatureFile)) ?? "", convention) ?? [];
  const { bundle } = await collectSignatures(convention, texts);
  return new Map(
    bundle.signatures.flatMap((one) => ("landlord" in one ? [[one.landlord, one.signature]] : [])),
  );
}

/** A landlord whose key is elsewhere signs there; until then its node refuses. */
async function sign(
  slug: string,
  store: LandlordStore,
  { convention, keys }: ServedConvention,
  signatures: Map<string, string>,
): Promise<void> {
  const key = keys.get(slug);
  if (key === undefined) return;
  const signature =
    signatures.get(slug) ?? (await signConvention(convention, slug, key, dayInFrance(new Date())));
  await recordSignature(store, convention, signature, key.x);
  signatures.set(slug, signature);
}
