import { ConfigurationError } from "@palier/schema";
import type { PublicKeySet, SharedMemoryConfig, TlsFiles } from "@palier/service";
import type { ExecutionResult } from "graphql";
import { subgraphCertificates } from "../connection/subgraph-certificates.js";
import { type CostSettings, usualCosts } from "../cost/cost-settings.js";
import { openExtent } from "../cost/open-extent.js";
import { openShared } from "../cost/open-shared.js";
import { toldToWait } from "../cost/refuse-unread.js";
import { Toll } from "../cost/toll.js";
import { payingAtDoor, type TollAnswer, Tollgate } from "../cost/tollgate.js";
import type { DashboardConfig } from "../dashboard/dashboard-config.js";
import { failureLog } from "../datasource/failure-log.js";
import type { FetchContext } from "../datasource/subgraph-data-source.js";
import type { SubgraphUrls } from "../datasource/subgraphs.js";
import { Subgraphs } from "../datasource/subgraphs.js";
import { RegisteredDocuments } from "../documents/registered-documents.js";
import { type Admission, Admissions } from "../door/admission.js";
import { OperationJudge } from "../door/operation-judge.js";
import { maskError } from "../errors/mask-error.js";
import { onlyGraph } from "../graph/ready-graph.js";
import { openSupergraph } from "../graph/supergraph.js";
import { LogHeadRelay } from "../heads/log-head-relay.js";
import type { PurposeTermsNow } from "../identity/callers.js";
import { createIdentity, readIdentityTerms } from "../identity/identity.js";
import type { IdentityConfig } from "../identity/identity-config.js";
import type { SignInHeaders } from "../identity/sign-in.js";
import { openRefusals } from "../refusals/open-refusals.js";
import { pagesFolder } from "../server/pages-folder.js";
import { askerOf } from "../turns/asker.js";
import { askPlanned, type PlannedFetch } from "./ask-planned.js";
import { GuestOperations } from "./guest-operations.js";

/** Settings of ours that another gateway runs by; the process's variables give them. */
export interface TrustConfig {
  /** Path of the composed supergraph. */
  readonly supergraph: string;
  /** Where subgraphs are reached, by name, in place of the supergraph's addresses. */
  readonly subgraphUrls: SubgraphUrls;
  /** What one query may wait for one subgraph in all. */
  readonly subgraphTimeoutMs: number;
  /** By which gateway and subgraphs know each other; null or absent: the system's authorities, and none of its own. */
  readonly subgraphTls?: TlsFiles | null;
  /** What operations may cost; the usual where it is absent. */
  readonly costs?: CostSettings | undefined;
  /** What it shares with other gateways; null or absent: nothing. */
  readonly sharedMemory?: SharedMemoryConfig | null;
  /** How callers are known. */
  readonly identity?: IdentityConfig | undefined;
  /** Whose documents are registered, whoever serves its pages; none where it is absent. */
  readonly dashboard?: Pick<DashboardConfig, "folder"> | undefined;
}

/** Everything that partners and landlords are promised of a gateway, for one whose planner is another. */
export interface Trust {
  readonly supergraphSdl: string;
  /** Lets in who may come in, before anything else of a request is read. */
  admit(headers: SignInHeaders): Promise<Admission | TollAnswer>;
  /** What they may ask, and how they are answered. */
  readonly operations: GuestOperations;
  /** What a caller's session signs a purpose for. */
  purposeTerms(): PurposeTermsNow;
  /** By these landlords and the issuer know the gateway. */
  publicKeys(): Promise<PublicKeySet>;
  /** Whom the convention's host has shut out, signed; null where there is no such list. */
  readonly shutOutList: (() => Promise<string>) | null;
  /**
   * Asks a subgraph on behalf of the caller that an operation is answered for.
   *
   * @param url the supergraph's address, used where the settings have none.
   */
  connect(
    subgraph: string,
    url: string,
  ): (fetch: PlannedFetch, context: FetchContext) => Promise<ExecutionResult>;
  stop(): Promise<void>;
}

/**
 * @throws ConfigurationError when nobody signs in by these settings, or by the demonstration's accounts:
 *   their issuer is part of our own gateway.
 */
export async function openTrust(config: TrustConfig, log: (entry: string) => void): Promise<Trust> {
  const { identity: identityConfig, costs = usualCosts } = config;
  if (identityConfig?.issuer.kind !== "EXTERNAL") {
    throw new ConfigurationError([
      "PALIER_ISSUER must name an issuer: another gateway has none of its own",
    ]);
  }
  const supergraph = openSupergraph(config.supergraph);
  const monotonic = () => performance.now();
  const terms = await readIdentityTerms(identityConfig, supergraph.types, log);
  const { memory, budgets } = await openShared({
    config: config.sharedMemory,
    identity: identityConfig,
    costs,
    log,
  });
  const identity = await createIdentity(terms, {
    memory,
    subgraphTimeoutMs: config.subgraphTimeoutMs,
    graphs: onlyGraph(supergraph.types, supergraph.subgraphs.keys()),
    // Pages are served by whoever serves them.
    origin: "",
    openDemonstration: () => Promise.reject(new Error("no demonstration behind another gateway")),
    log,
  });
  const heads = new LogHeadRelay(() => identity.convention().landlords);
  const certificates = subgraphCertificates(config.subgraphTls ?? null, log);
  const subgraphs = new Subgraphs(
    supergraph,
    { ...config, certificates },
    failureLog(log, monotonic),
    heads,
  );
  const { refusalFolder = null, documentFile = null } = identityConfig;
  const documents = await RegisteredDocuments.open(
    {
      file: documentFile,
      dashboardFolder: config.dashboard ? pagesFolder(config.dashboard.folder) : null,
    },
    log,
  );
  const following = documents.follow();
  certificates?.start();
  const refusals =
    refusalFolder === null ? null : await openRefusals(refusalFolder, identity.convention, log);
  const note = refusals?.note ?? null;
  const admissions = new Admissions(identity, log, note ?? undefined);
  const toll = new Toll(costs, true, log, monotonic, undefined, undefined, budgets);
  return {
    supergraphSdl: supergraph.sdl,
    admit: async (headers) => {
      const admission = await admissions.admit(headers);
      if (!("caller" in admission)) return admission;
      const seconds = toll.secondsUnread(askerOf(admission.caller.session));
      return seconds === 0 ? admission : toldToWait(seconds);
    },
    operations: new GuestOperations({
      judge: new OperationJudge(true, documents, payingAtDoor(toll)),
      tollgate: new Tollgate(toll, openExtent(supergraph.types)),
      disbelieve: (context) => subgraphs.disbelieve(context),
      mask: maskError(log),
      note,
    }),
    purposeTerms: identity.purposeTerms,
    publicKeys: () => terms.keys.publicKeys(),
    shutOutList: identity.shutOutList,
    connect: (subgraph, url) => {
      const source = subgraphs.connect(subgraph, url);
      const types = supergraph.subgraphs.get(subgraph) ?? supergraph.types;
      return (fetch, context) => askPlanned(source, types, fetch, context);
    },
    stop: async () => {
      await following.stop();
      await identity.stop();
      await refusals?.close();
      await memory?.stop();
      await subgraphs.close();
      await certificates?.stop();
    },
  };
}
