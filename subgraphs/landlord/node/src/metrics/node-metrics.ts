import { conventionInForce, lastPurge, sessionCounts } from "@palier/landlord-store";
import type { Convention, ConventionState, Versions } from "@palier/schema";
import { versionInForce } from "@palier/schema";
import { plain, type ServiceMetrics, tellConvention } from "@palier/service";
import type { Load } from "@palier/subgraph-kit";
import type { DataSource } from "typeorm";

/** What is looked at when somebody asks for a node's numbers. */
export interface NodeState {
  readonly store: DataSource;
  readonly slug: string;
  readonly queue: Load["queue"];
  /** The texts that the node holds. */
  readonly held: () => Versions;
  /** Since the list of people shut out was last heard of; null where it never was. */
  readonly shutOutAgeMs: () => number | null;
  /** Of the one in force. */
  readonly state: () => Promise<ConventionState>;
  readonly clock: () => Date;
}

/** Writes entries of the access log, and is counted. */
export type CountedWrite = <T>(write: () => Promise<T>) => Promise<T>;

/**
 * A landlord's node in numbers, besides what any process of ours tells.
 *
 * @returns what counts the access log's writes.
 */
export function tellNode(metrics: ServiceMetrics, node: NodeState): CountedWrite {
  const { queue, store, held, clock } = node;
  // First: what others ask the database for below must not count as waiting.
  metrics.tell({
    name: "palier_database_sessions",
    help: "Sessions of the database by what they do; waiting: statements for which there is none.",
    labels: ["state"],
    read: () => {
      const counts = Object.entries(sessionCounts(store));
      return counts.map(([state, count]) => [{ state }, count] as const);
    },
  });
  tellConvention(metrics, held, clock);
  metrics.tell({
    name: "palier_convention_signed",
    help: "1 for each version, in force or to come, that the landlord has signed here, else 0.",
    labels: ["version"],
    read: () => signedOf(node),
  });
  metrics.tell({
    name: "palier_convention_in_force",
    help: "1 while partners are answered under the convention, else 0.",
    read: async () => plain((await node.state()) === "IN_FORCE" ? 1 : 0),
  });
  metrics.tell({
    name: "palier_operations_waiting",
    help: "Operations that wait for their turn.",
    read: () => plain(queue.waiting),
  });
  metrics.tell({
    name: "palier_operations_at_work",
    help: "Operations that have their turn.",
    read: () => plain(queue.atWork),
  });
  metrics.tell({
    name: "palier_shut_out_age_seconds",
    help: "Since the list of people shut out was last heard of; not a number where it never was.",
    read: () => plain((node.shutOutAgeMs() ?? Number.NaN) / 1_000),
  });
  metrics.tell({
    name: "palier_purge_age_seconds",
    help: "Since the record was last purged, by the node or a timer; not a number where it never was.",
    read: async () => {
      const last = await lastPurge(store);
      return plain(last === null ? Number.NaN : (clock().getTime() - last.getTime()) / 1_000);
    },
  });
  const writes = metrics.seconds({
    name: "palier_access_log_seconds",
    help: "Until an entry of the access log is written for good, ok or failed; its answer waits for it.",
    labels: ["outcome"],
  });
  let waiting = 0;
  metrics.tell({
    name: "palier_access_log_waiting",
    help: "Entries of the access log that are not written for good yet.",
    read: () => plain(waiting),
  });
  return async (write) => {
    const beganMs = performance.now();
    let outcome = "failed";
    waiting += 1;
    try {
      const written = await write();
      outcome = "ok";
      return written;
    } finally {
      waiting -= 1;
      writes.observe({ outcome }, (performance.now() - beganMs) / 1_000);
    }
  };
}

async function signedOf({ store, slug, held, clock }: NodeState) {
  const now = clock();
  const inForce = versionInForce(held(), now).version;
  const due = held().filter(({ version }) => version >= inForce);
  return Promise.all(
    due.map(async (text) => {
      const isSigned = await isSignedBy(store, slug, text, now);
      return [{ version: String(text.version) }, isSigned ? 1 : 0] as const;
    }),
  );
}

async function isSignedBy(store: DataSource, slug: string, text: Convention, now: Date) {
  const publicKey = text.landlords.find((party) => party.slug === slug)?.key;
  // Who has left signs nothing, and nothing is due.
  if (publicKey === undefined) return true;
  return (await conventionInForce(store, text, { slug, publicKey }, now)) !== "NOT_SIGNED";
}
