import { type Convention, landlordCoordinates } from "@palier/schema";
import type { Router } from "express";
import type { Identity } from "../identity/identity.js";
import { RefusalCounts } from "./refusal-counts.js";
import { refusalRoutes } from "./refusal-routes.js";
import { type RefusalBounds, RefusalWriter } from "./refusal-writer.js";
import { Refusals } from "./refusals.js";

/** A quarter of a gigabyte in all, some half a million entries. */
const bounds: RefusalBounds = { fileBytes: 4 * 1024 * 1024, files: 64 };

export interface KeptRefusals {
  readonly note: Refusals["note"];
  /** @param identity by whom it is known who may read them. */
  routes(identity: Identity): Router;
  /** Writes what was counted and not yet written. */
  close(): Promise<void>;
}

/**
 * Keeps what the gateway refuses in a folder of its own.
 *
 * @param convention as it stands now.
 */
export async function openRefusals(
  folder: string,
  convention: () => Convention,
  log: (entry: string) => void,
): Promise<KeptRefusals> {
  const writer = await RefusalWriter.open(folder, bounds);
  const refusals = new Refusals(writer, () => convention().retention.accessLogMonths, log);
  return {
    note: (entry) => refusals.note(entry),
    routes: (identity) =>
      refusalRoutes({
        folder,
        counts: new RefusalCounts(folder),
        identity,
        landlordFields: landlordCoordinates(),
        log,
      }),
    close: () => refusals.close(),
  };
}
