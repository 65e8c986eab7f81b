import { openStore } from "./open-store.js";

/** A landlord's open database. */
export type LandlordStore = Awaited<ReturnType<typeof openStore>>;

/** Opens several landlords' databases, all or none, and closes them afterwards. */
export async function withStores<Result>(
  urls: ReadonlyMap<string, string>,
  use: (stores: ReadonlyMap<string, LandlordStore>) => Promise<Result>,
): Promise<Result> {
  const stores = new Map<string, LandlordStore>();
  try {
    for (const [slug, url] of urls) stores.set(slug, await openStore(url, slug));
    return await use(stores);
  } finally {
    await Promise.all([...stores.values()].map((store) => store.destroy()));
  }
}
