import { importIncidents, importSites, readMapping } from "@palier/landlord-import";
import {
  closeMonths,
  DecisionRow,
  type LandlordStore,
  recordDecision,
  replaceActions,
  SiteRow,
} from "@palier/landlord-store";
import { firstDay, type MonthNumber } from "@palier/schema";
import { type LandlordFiles, writeDemonstration } from "./file/write-demonstration.js";
import type {
  Demonstration,
  DemonstrationDecision,
  LandlordRecords,
} from "./record/demonstration.js";

export interface LoadProgress {
  readonly slug: string;
  readonly step: "SITES" | "INCIDENTS" | "MONTHS" | "ACTIONS" | "DECISIONS";
  /** Landlords loaded before this one. */
  readonly landlordsDone: number;
  readonly landlords: number;
}

/**
 * Writes the demonstration's files into the work folder and brings them into the landlords' stores
 * the way a landlord would. Loading again changes nothing; after an interruption it goes on.
 *
 * @param stores Open store of each landlord, by slug.
 */
export async function loadDemonstration(
  stores: ReadonlyMap<string, LandlordStore>,
  demonstration: Demonstration,
  workFolder: string,
  onProgress: (progress: LoadProgress) => void = () => {},
): Promise<void> {
  const { landlords, months, rules } = demonstration;
  const files = await writeDemonstration(demonstration, workFolder);
  for (const [landlordsDone, records] of landlords.entries()) {
    const store = stores.get(records.slug);
    const written = files.find(({ slug }) => slug === records.slug);
    if (!store || !written) throw new Error(`No store for the landlord ${records.slug}`);
    await loadLandlord(store, records, written, { months, rules }, (step) =>
      onProgress({ slug: records.slug, step, landlordsDone, landlords: landlords.length }),
    );
  }
}

async function loadLandlord(
  store: LandlordStore,
  records: LandlordRecords,
  files: LandlordFiles,
  { months, rules }: Pick<Demonstration, "months" | "rules">,
  report: (step: LoadProgress["step"]) => void,
): Promise<void> {
  const clock = dayAfter(months);
  report("SITES");
  await importSites(store, [files.sites]);
  report("INCIDENTS");
  const mapping = readMapping(files.mapping, rules.nomenclature);
  await importIncidents(store, files.incidents, { mapping, clock });
  report("MONTHS");
  await closeMonths(store, months, clock);
  report("ACTIONS");
  await replaceActions(
    store,
    records.actions.map(({ site, ...action }) => ({ siteReference: site, ...action })),
  );
  report("DECISIONS");
  for (const decision of await missingDecisions(store, records.decisions)) {
    const { site, ...decided } = decision;
    await recordDecision(store, { siteReference: site, ...decided });
  }
}

/** The demonstration's own today: its months are over, whatever the machine's clock says. */
function dayAfter(months: readonly MonthNumber[]): () => Date {
  const today = new Date(`${firstDay((months.at(-1) ?? 0) + 1)}T12:00:00Z`);
  return () => today;
}

/** Those that the store does not have yet, in their order. */
async function missingDecisions(
  store: LandlordStore,
  decisions: readonly DemonstrationDecision[],
): Promise<DemonstrationDecision[]> {
  const sites = await store.getRepository(SiteRow).find();
  const references = new Map(sites.map(({ id, reference }) => [id, reference]));
  const recorded = await store.getRepository(DecisionRow).find();
  return decisions.filter(
    (decision) =>
      !recorded.some(
        ({ siteId, fromMonth, reason }) =>
          references.get(siteId) === decision.site &&
          fromMonth === decision.fromMonth &&
          reason === decision.reason,
      ),
  );
}
