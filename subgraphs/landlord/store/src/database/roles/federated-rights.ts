/**
 * What the graph reads, and the federated role with it: a table, and its columns where the graph
 * does not read all of them. It reads nothing of imports and their rows, of
 * what a person wrote or is named in, of corrections and what is withdrawn, and not who decided,
 * restated or paused.
 */
export const federatedReads: Readonly<Record<string, readonly string[] | null>> = {
  action: null,
  action_further_site: null,
  classification: null,
  closed_month: null,
  convention_signature: ["reference", "version", "hash", "valid_from", "signature", "convention"],
  decision: ["id", "level", "reason", "from_month", "until_month"],
  incident: [
    "id",
    "site_id",
    "day",
    "category",
    "time_band",
    "place",
    "severity",
    "complaint_reference",
    "target",
    "follow_up",
  ],
  former_level: null,
  former_tally: null,
  frozen_gate: null,
  incident_count: null,
  level_tally: null,
  // Whether the store is up to date is a part of the node's health.
  migrations: null,
  // Whose store it is, without the salt of its identifiers.
  node: ["slug"],
  partner_pause: ["partner", "resumed_at"],
  record_edition: ["edition"],
  // What is released and is not: without the key, and what hangs on what.
  release: null,
  release_cell: null,
  release_level: ["month", "site_id", "are_gates_withheld", "republished_by"],
  release_line: null,
  restatement: ["id", "reason", "made_at"],
  purge_horizon: null,
  // When the last purge was, for who watches the node.
  purge_run: ["ended_at"],
  site: null,
  site_past: null,
  site_part: ["site_id", "from_month", "part_id"],
  // From which month on a bought site has counts, and how many, without how it was bought.
  taken_count: null,
  taken_over: ["site_id", "first_month"],
};

/** What the federated role may call; it writes nothing by any other way. */
export const federatedCalls: readonly string[] = [
  "append_access_log(text[])",
  "access_log_end()",
  "keep_log_checkpoint(timestamptz, bigint, bytea, text)",
  "keep_peer_log_head(text, timestamptz, text)",
  "count_access_log(date)",
];

/** PostgreSQL's own, by which whoever may call them writes as much as the disk holds. */
export const largeObjectCalls: readonly string[] = [
  "lo_creat(integer)",
  "lo_create(oid)",
  "lo_from_bytea(oid, bytea)",
];

/** Statement of an administrator of the server, in the landlord's database: nobody else may. */
export const keepLargeObjects = `REVOKE EXECUTE ON FUNCTION ${largeObjectCalls.join(", ")} FROM PUBLIC`;

/** Relations and functions that the role of the access log owns. */
export const accessLogTables = [
  "access_log",
  "access_log_head",
  "access_log_month",
  "access_log_purged",
  "log_checkpoint",
  "peer_log_head",
] as const;
export const accessLogFunctions = [
  ...federatedCalls,
  "purge_access_log(timestamptz)",
  "forget_counted_months()",
  "access_log_link(date, bytea, bytea, bigint, bigint)",
  "access_log_retention()",
  "refuse_log_change()",
  "refuse_log_removal()",
] as const;

/** Tables that hold what a person wrote or is named in. */
export const personalTables = [
  "incident_source",
  "incident_personal",
  "incident_version_personal",
] as const;
