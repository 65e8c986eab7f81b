import { undoImport, withdrawIncident } from "@palier/landlord-store";
import type { DataSource } from "typeorm";
import { correctIncident } from "../act-on-incidents.js";
import { importIncidents } from "../import-incidents.js";
import { incidentsCalled } from "../incident/called-incidents.js";

const settings = { reason: "WRONG_ENTRY", author: "Direction" } as const;

/** Acts on what was imported, for tests that kill them: each finds first what it is about, then is ready to be done. */
export const correctionActs = {
  update: async (store, file) => () =>
    importIncidents(store, [file], { update: { isPreview: false }, author: settings.author }),
  undo: async (store, number) => () => undoImport(store, Number(number), settings),
  correct: async (store, reference) => {
    const called = await incidentsCalled(store, [reference]);
    return () => correctIncident(store, called, { category: "GRAFFITI", place: "ROOF" }, settings);
  },
  withdraw: async (store, reference) => {
    const called = await incidentsCalled(store, [reference]);
    return () => withdrawIncident(store, called, settings);
  },
} satisfies Record<
  string,
  (store: DataSource, argument: string) => Promise<() => Promise<unknown>>
>;

export type CorrectionAct = keyof typeof correctionActs;
