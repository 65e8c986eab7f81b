import { join } from "node:path";
import {
  type ImportProgress,
  type ImportSummary,
  importIncidents,
  parseMapping,
} from "@palier/landlord-import";
import { closeMonths, type LandlordStore, signedRules } from "@palier/landlord-store";
import type { Reporter } from "@palier/local";
import { monthNumber } from "@palier/schema";
import { communeCode } from "./street-convention.js";
import { streetMapping } from "./street-mapping.js";
import type { Authority, Survey } from "./survey.js";

/** What became of one authority's records. */
export interface LoadedAuthority {
  readonly authority: Authority;
  readonly summary: ImportSummary;
}

/**
 * Imports every authority's records into its store, the way a landlord imports its files, and closes
 * all months. Loading again changes nothing.
 *
 * @param rejectedFolder Where records go that cannot be incidents.
 * @param describe Puts into words how far an import is.
 */
export async function loadStreet(
  stores: ReadonlyMap<string, LandlordStore>,
  survey: Survey,
  rejectedFolder: string,
  { step }: Pick<Reporter, "step">,
  describe: (progress: ImportProgress) => string,
): Promise<LoadedAuthority[]> {
  const loaded: LoadedAuthority[] = [];
  for (const [index, authority] of survey.authorities.entries()) {
    const store = stores.get(authority.slug);
    if (!store) throw new Error(`No store for ${authority.slug}`);
    const { nomenclature } = await signedRules(store, new Date());
    const written = streetMapping(authority, communeCode(index));
    const mapping = parseMapping(written, authority.slug, nomenclature);
    const summary = await step(`Importing ${authority.name}`, (show) =>
      importIncidents(store, authority.files, {
        mapping,
        skipBad: true,
        rejectedPath: join(rejectedFolder, `${authority.slug}.rejected.csv`),
        onProgress: (progress) => show(describe(progress)),
      }),
    );
    await step(`Closing the months of ${authority.name}`, () =>
      closeMonths(store, survey.months.map(monthNumber)),
    );
    loaded.push({ authority, summary });
  }
  return loaded;
}
