import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { withStores } from "@palier/landlord-store";
import type { Reporter } from "@palier/local";
import type { Convention } from "@palier/schema";
import { readIfPresent } from "@palier/service";
import { generateDemonstration } from "./generate-demonstration.js";
import { loadDemonstration } from "./load-demonstration.js";

/** One more whenever the generator makes other records of the same convention; a test holds a digest of them. */
export const recordsVersion = 3;

export interface DemonstrationPlace {
  /** The invented landlords' own files go there. */
  readonly demonstrationRecords: string;
  /** Says which demonstration was loaded. */
  readonly demonstrationStamp: string;
  readonly convention: Convention;
  /** URL of each landlord's database, by slug. */
  readonly databaseUrls: ReadonlyMap<string, string>;
}

/**
 * Loads the demonstration once a data folder. One that was interrupted goes on where it stopped; one
 * that was loaded from an earlier version of the convention stays as it is.
 */
export async function prepareDemonstration(
  place: DemonstrationPlace,
  reporter: Reporter,
): Promise<void> {
  const { demonstrationStamp, demonstrationRecords, convention, databaseUrls } = place;
  const stamp = `${JSON.stringify({ records: recordsVersion, convention: digestOf(convention) })}\n`;
  const loaded = await readIfPresent(demonstrationStamp);
  if (loaded === stamp) return;
  if (loaded !== undefined) {
    reporter.line(
      "The demonstration has changed since it was loaded here. To load the new one: npx palier reset, then start again.",
    );
    return;
  }
  const demonstration = await reporter.step("Inventing the demonstration's records", async () =>
    generateDemonstration(convention),
  );
  await mkdir(demonstrationRecords, { recursive: true });
  await reporter.step("Loading the demonstration", (show) =>
    withStores(databaseUrls, (stores) =>
      loadDemonstration(
        stores,
        demonstration,
        demonstrationRecords,
        ({ slug, step, ...progress }) =>
          show(
            `landlord ${progress.landlordsDone + 1} of ${progress.landlords}: ${slug}, ${step.toLowerCase()}`,
          ),
      ),
    ),
  );
  await writeFile(demonstrationStamp, stamp);
}

/** Of what the records are made from: who reads them, and by which key they are signed, is not in it. */
export function digestOf({ publication, territories, landlords }: Convention): string {
  const stock = landlords.map((landlord) => ({ slug: landlord.slug, stock: landlord.stock }));
  const made = JSON.stringify({ publication, territories, stock });
  return createHash("sha256").update(made).digest("hex");
}
