import { randomUUID } from "node:crypto";
import {
  closeMonths,
  ImportFileRow,
  IncidentPersonalRow,
  IncidentRow,
  type openStore,
  prepareRoles,
  recordDecision,
  replaceActions,
  SiteRow,
} from "@palier/landlord-store";
import { readyStore } from "@palier/landlord-store/testing/database";
import { monthNumber, monthsBetween, monthText } from "@palier/schema";
import { dammarie, district, lastMonth, melun } from "./access-convention.js";

type Store = Awaited<ReturnType<typeof openStore>>;

/** The database of one landlord's node. */
export interface LandlordStore {
  readonly databaseUrl: string;
  /** As a role that cannot read personal fields. */
  readonly federatedUrl: string;
  /** With all rights: the landlord's own acts. */
  readonly store: Store;
}

/**
 * `HARD` stands in Melun at level 4, by a decision over level 3, and has a value in every field;
 * `QUIET` in Melun at level 1; `FAR` in Dammarie at level 3.
 */
const sites = [
  { reference: "HARD", commune: melun, priorityDistrict: district, dwellings: 120 },
  { reference: "QUIET", commune: melun, priorityDistrict: null, dwellings: 80 },
  { reference: "FAR", commune: dammarie, priorityDistrict: null, dwellings: 90 },
];

/** Texts that no partner may ever read. */
export const personalTexts = {
  reporter: "Mme Secret",
  staff: "M. Gardien",
  narrative: "Récit clos",
};

const last = monthNumber(lastMonth);
const now = () => new Date();

/** Three sites with incidents, of which some have a complaint, and twelve closed months. */
export async function landlordStore(slug: string): Promise<LandlordStore> {
  const { databaseUrl, store } = await readyStore(slug);
  await store.getRepository(SiteRow).insert(
    sites.map((site) => ({
      ...aValueInEvery(store.getMetadata(SiteRow).columns),
      ...site,
      name: `Résidence ${site.reference}`,
      address: `1 rue ${site.reference}`,
      longitude: 2.66,
      latitude: 48.54,
      ...{ firstMonth: 0, factsFrom: 0, lastMonth: 1_000_000 },
    })),
  );
  await addIncidents(store);
  await closeMonths(store, monthsBetween(last - 11, last), now);
  await recordDecision(store, {
    siteReference: "HARD",
    level: 4,
    reason: "Guet permanent",
    author: "Direction",
    fromMonth: last,
    untilMonth: last + 2,
  });
  await replaceActions(store, [
    {
      siteReference: "HARD",
      axis: 3,
      title: "Condamner les caves",
      status: "IN_PROGRESS",
      dueDate: "2025-12-31",
      responsibleParty: "Bailleur",
      partner: "police-melun",
      changedOn: "2025-06-30",
    },
  ]);
  const { federatedUrl } = await prepareRoles(store);
  return { databaseUrl, federatedUrl, store };
}

/** Also in what a site comes to have one day. */
function aValueInEvery(columns: ReturnType<Store["getMetadata"]>["columns"]): object {
  const open = columns.filter(({ isGenerated }) => !isGenerated);
  return Object.fromEntries(
    open.map(({ propertyName, type }) => [propertyName, type === "text" ? "texte" : 1]),
  );
}

/** In each of the last three months: dealing twice at HARD and at FAR, one of each with a complaint. */
async function addIncidents(store: Store): Promise<void> {
  const file = await store.getRepository(ImportFileRow).save({ name: "faits.csv", rowsLoaded: 0 });
  const rows = await store.getRepository(SiteRow).find();
  const hard = rows.filter(({ reference }) => reference !== "QUIET");
  const incidents = hard.flatMap(({ id: siteId, reference }) =>
    monthsBetween(last - 2, last).flatMap((month) =>
      [`PV-${reference}`, null].map((complaintReference) => ({
        id: randomUUID(),
        siteId,
        day: `${monthText(month)}-15`,
        category: "DRUG_DEALING",
        timeBand: "NIGHT",
        place: "ENTRANCE_HALL",
        severity: 3,
        complaintReference,
        target: "STAFF",
        // A reference alone says that a complaint was filed.
        followUp: complaintReference === null ? "MAIN_COURANTE" : null,
        fileId: file.id,
      })),
    ),
  );
  await store
    .getRepository(IncidentRow)
    .insert(incidents.map((incident, line) => ({ ...incident, line })));
  await store
    .getRepository(IncidentPersonalRow)
    .insert(incidents.map(({ id }) => ({ incidentId: id, ...personalTexts })));
}
