import {
  type LandlordStore,
  prepareRoles,
  recordSignature,
  withStores,
} from "@palier/landlord-store";
import { signConvention } from "@palier/schema";
import type { LocalPostgres } from "../postgres/local-postgres.js";
import type { ServedConvention } from "./served-convention.js";

/**
 * Makes each landlord's node ready to serve under the convention: its signature recorded, and a
 * database login that reads what the graph shows and no more.
 *
 * @returns URL of that login, by slug.
 * @throws ConfigurationError when a landlord has signed another text under the same version.
 */
export function prepareNodes(
  served: ServedConvention,
  databaseUrls: ReadonlyMap<string, string>,
  postgres: Pick<LocalPostgres, "federatedPassword">,
): Promise<ReadonlyMap<string, string>> {
  return withStores(databaseUrls, async (stores) => {
    const urls = new Map<string, string>();
    for (const [slug, store] of stores) {
      await sign(slug, store, served);
      const password = postgres.federatedPassword(slug);
      urls.set(slug, (await prepareRoles(store, { password })).federatedUrl);
    }
    return urls;
  });
}

/** A landlord whose key is elsewhere signs there; until then its node refuses. */
async function sign(
  slug: string,
  store: LandlordStore,
  { convention, keys }: ServedConvention,
): Promise<void> {
  const key = keys.get(slug);
  if (key === undefined) return;
  await recordSignature(store, convention, await signConvention(convention, slug, key), key.x);
}
