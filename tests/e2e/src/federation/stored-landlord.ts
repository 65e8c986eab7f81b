import { randomUUID } from "node:crypto";
import { createLandlordSubgraph } from "@palier/landlord";
import { closeMonths, ImportFileRow, IncidentRow, SiteRow } from "@palier/landlord-store";
import { readyStore } from "@palier/landlord-store/testing/database";
import { type Convention, type Month, monthNumber, monthsBetween, monthText } from "@palier/schema";
import type { LiteralSite } from "./literal-landlord.js";
import type { LandlordParts } from "./platform.js";

/** A landlord with a database of its own, whose levels the grid computes from incidents. */
export interface StoredLandlord extends LandlordParts {
  readonly databaseUrl: string;
  close(): Promise<void>;
}

/** Categories in the months of the year that ends with the last closed one, which the grid needs for a level. */
const incidentsOfLevel: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  1: { NOISE: 2 },
  2: { NOISE: 12 },
  3: { DRUG_DEALING: 3 },
  4: { DRUG_DEALING: 6, ASSAULT: 3, ARSON: 3, SABOTAGE: 3 },
};

const now = () => new Date("2026-11-22T12:00:00Z");

/** @param lastClosed The twelve months that end here are closed. */
export async function storedLandlord(
  slug: string,
  sites: readonly LiteralSite[],
  convention: Convention,
  lastClosed: Month,
): Promise<StoredLandlord> {
  const { databaseUrl, store } = await readyStore(slug);
  const last = monthNumber(lastClosed);
  const rows = await store.getRepository(SiteRow).save(
    sites.map(({ reference, commune, dwellings }) => ({
      reference,
      name: `Résidence ${reference}`,
      commune,
      priorityDistrict: null,
      address: `${dwellings} rue des Lilas`,
      longitude: 2.66,
      latitude: 48.54,
      dwellings,
    })),
  );
  const file = await store.getRepository(ImportFileRow).save({ name: "test.csv", rowsLoaded: 0 });
  const days = sites.flatMap(({ level }, index) =>
    Object.entries(incidentsOfLevel[level] ?? {}).flatMap(([category, months]) =>
      monthsBetween(last - months + 1, last).map((month) => ({
        siteId: rows[index]?.id ?? 0,
        day: `${monthText(month)}-15`,
        category,
      })),
    ),
  );
  await store
    .getRepository(IncidentRow)
    .insert(
      days.map((incident, line) => ({ ...incident, id: randomUUID(), fileId: file.id, line })),
    );
  await closeMonths(store, monthsBetween(last - 11, last), now);
  const { schema, createContext } = await createLandlordSubgraph({
    slug,
    store,
    convention,
    clock: now,
  });
  const close = async () => {
    if (store.isInitialized) await store.destroy();
  };
  return { schema, context: createContext, databaseUrl, close };
}
