import { join } from "node:path";

/** What the local platform keeps in its data folder. */
export interface DataFolder {
  readonly logs: string;
  readonly supergraph: string;
  /** The gateway's and the issuer's private keys. */
  readonly keys: string;
  /** The landlords' private keys, a file each, where one machine holds them all. */
  readonly landlordKeys: string;
  /** The convention that was served last: with the landlords' public keys. */
  readonly servedConvention: string;
  /** Says which demonstration was loaded. */
  readonly demonstrationStamp: string;
  /** The invented landlords' own files, as they were imported: to look at, and to try commands on. */
  readonly demonstrationRecords: string;
  /** Data folder of the trial with street-level records; the two files below are inside it. */
  readonly street: string;
  /** Which records were loaded, and what was found in them. */
  readonly streetStamp: string;
  readonly streetConvention: string;
}

export function dataFolderOf(dataFolder: string): DataFolder {
  return {
    logs: join(dataFolder, "logs"),
    supergraph: join(dataFolder, "supergraph.graphql"),
    keys: join(dataFolder, "gateway-keys"),
    landlordKeys: join(dataFolder, "landlord-keys"),
    // Not convention.yaml: PALIER_HOME may hold an administrator's own.
    servedConvention: join(dataFolder, "served-convention.yaml"),
    demonstrationStamp: join(dataFolder, "demonstration.json"),
    demonstrationRecords: join(dataFolder, "demonstration"),
    street: join(dataFolder, "street"),
    streetStamp: join(dataFolder, "street.json"),
    streetConvention: join(dataFolder, "street-convention.yaml"),
  };
}

/**
 * File in which an administrator says what a landlord shows less than the convention grants. It is
 * the administrator's own: deleting the data leaves it.
 */
export function narrowingFileOf(dataFolder: string, slug: string): string {
  return join(landlordsFolder(dataFolder), slug, "narrowing.yaml");
}

/** A folder for each landlord that has settings of its own. */
export function landlordsFolder(dataFolder: string): string {
  return join(dataFolder, "landlords");
}
