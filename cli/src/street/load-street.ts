import { join } from "node:path";
import { closeMonths, type ImportSummary, importIncidents, parseMapping } from "@palier/landlord";
import { monthNumber } from "@palier/schema";
import { counted } from "../console/figures.js";
import type { Terminal } from "../console/terminal.js";
import type { LandlordStore } from "../platform/landlord-store.js";
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
 */
export async function loadStreet(
  stores: ReadonlyMap<string, LandlordStore>,
  survey: Survey,
  rejectedFolder: string,
  terminal: Terminal,
): Promise<LoadedAuthority[]> {
  const loaded: LoadedAuthority[] = [];
  for (const [index, authority] of survey.authorities.entries()) {
    const store = stores.get(authority.slug);
    if (!store) throw new Error(`No store for ${authority.slug}`);
    const mapping = parseMapping(streetMapping(authority, communeCode(index)), authority.slug);
    const summary = await terminal.step(`Importing ${authority.name}`, (show) =>
      importIncidents(store, authority.files, {
        mapping,
        skipBad: true,
        rejectedPath: join(rejectedFolder, `${authority.slug}.rejected.csv`),
        onProgress: ({ rowsRead, fileNumber, files }) =>
          show(`${counted(rowsRead, "row")} read, file ${fileNumber} of ${files}`),
      }),
    );
    await terminal.step(`Closing the months of ${authority.name}`, () =>
      closeMonths(store, survey.months.map(monthNumber)),
    );
    loaded.push({ authority, summary });
  }
  return loaded;
}
