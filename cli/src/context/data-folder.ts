import { join } from "node:path";

/** What a data folder holds, so that a command knows it without the platform that writes it. */
export interface DataFolder {
  readonly root: string;
  readonly logs: string;
  /** Of its PostgreSQL; there once it was started. */
  readonly databaseSettings: string;
  readonly supergraph: string;
  /** The gateway's and the issuer's private keys. */
  readonly keys: string;
  /** What the gateway refused. */
  readonly refusals: string;
  /** What restricted partners may ask the gateway. */
  readonly documents: string;
  /** The convention that was served last: with the landlords' public keys. */
  readonly servedConvention: string;
  /** Beside it: who has signed it. */
  readonly servedSignatures: string;
  /** Says which demonstration was loaded. */
  readonly demonstrationStamp: string;
  /** The invented landlords' own files, as they were imported: to look at, and to try commands on. */
  readonly demonstrationRecords: string;
  /** Data folder of the trial with street-level records; the two files below are inside it. */
  readonly street: string;
  /** Which records were loaded, and what was found in them. */
  readonly streetStamp: string;
  readonly streetConvention: string;
  /** A folder for each landlord that has settings of its own. */
  readonly landlords: string;
  /** What was erased of a landlord's record, without what it said: outlives the record, for its backups. */
  erasuresFile(slug: string): string;
  /** A landlord's private key, where one machine holds them all. */
  landlordKeyFile(slug: string): string;
  /** Beside it: of its access log. */
  logKeyFile(slug: string): string;
  /** The key of an account's sessions, by which it signs what it asks for. */
  sessionKeyFile(account: string): string;
  /** All that Palier wrote: PALIER_HOME may name a folder that holds more. */
  readonly written: readonly string[];
}

export function dataFolderOf(root: string): DataFolder {
  const own = {
    logs: join(root, "logs"),
    supergraph: join(root, "supergraph.graphql"),
    keys: join(root, "gateway-keys"),
    // Not convention.yaml: PALIER_HOME may hold an administrator's own.
    servedConvention: join(root, "served-convention.yaml"),
    servedSignatures: join(root, "served-convention.yaml.signatures.json"),
    demonstrationStamp: join(root, "demonstration.json"),
    demonstrationRecords: join(root, "demonstration"),
    street: join(root, "street"),
    streetStamp: join(root, "street.json"),
    streetConvention: join(root, "street-convention.yaml"),
  };
  const landlordKeys = join(root, "landlord-keys");
  const sessionKeys = join(root, "session-keys");
  return {
    ...own,
    root,
    databaseSettings: join(root, "postgres.json"),
    refusals: join(own.keys, "refusals"),
    documents: join(own.keys, "documents.json"),
    landlords: join(root, "landlords"),
    erasuresFile: (slug) => join(root, "erasures", `${slug}.txt`),
    landlordKeyFile: (slug) => join(landlordKeys, `${slug}.json`),
    // A slug holds no dot.
    logKeyFile: (slug) => join(landlordKeys, `${slug}.log.json`),
    sessionKeyFile: (account) => join(sessionKeys, `${account}.json`),
    written: [...Object.values(own), landlordKeys, sessionKeys],
  };
}
