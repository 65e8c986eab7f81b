import { isNativeError } from "node:util/types";
import {
  AccessLog,
  directQueries,
  openRequestSession,
  type ServingState,
  watchConvention,
} from "@palier/landlord-store";
import {
  type AccessEntry,
  ConfigurationError,
  type Convention,
  type ConventionState,
  type SigningKey,
  type Stage,
  stageAt,
  stagesOf,
  type Versions,
  withinGrant,
} from "@palier/schema";
import {
  inPart,
  type Log,
  type Remarks,
  type ServiceMetrics,
  servedUnder,
  type Traces,
  UsedOnce,
} from "@palier/service";
import {
  type Admitted,
  courseBy,
  createDoor,
  type Door,
  type DoorSettings,
  type FollowingSubgraph,
  hourOf,
  KeptAnswers,
  type Load,
  serveGuardedSubgraph,
  stagedServices,
  type Terms,
  UsedStatements,
  type Work,
  watchSkew,
} from "@palier/subgraph-kit";
import type { DataSource } from "typeorm";
import { nodeLoad, type Patience, usualPatience } from "./load/node-load.js";
import { type CountedWrite, tellNode } from "./metrics/node-metrics.js";
import { type ServedLandlord, served, subgraphOf } from "./served-landlord.js";
import { FollowedSignatures } from "./trust/followed-signatures.js";
import { heldVersions } from "./trust/held-versions.js";
import type { LandlordTrust } from "./trust/landlord-trust.js";
import { LogHeads } from "./trust/log-heads.js";

const keptBytes = 32 << 20;

/** A landlord's node that lets in whom its convention lets in. */
export interface TrustedLandlord extends ServedLandlord {
  readonly versions: Versions;
  readonly patience?: Patience;
  readonly logKeys?: () => Promise<readonly SigningKey[]>;
  /** Where it is counted what is asked and refused; nowhere where it is absent. */
  readonly metrics?: ServiceMetrics | undefined;
  /** Where it is told what requests take; nowhere where it is absent. */
  readonly traces?: Traces | null;
}

/** Heads are signed at fixed hours whether anybody asks or not: a gap would tell that nobody did. */
const sealingEveryMs = 60_000;

/**
 * Serves each day under the version in force by the node's own clock, while its landlord has signed
 * it, whatever anybody asks under.
 *
 * @throws ConfigurationError when the convention or the endpoint cannot be used.
 */
export async function serveTrusted(
  store: DataSource,
  service: TrustedLandlord,
  trust: LandlordTrust,
): Promise<FollowingSubgraph> {
  const { clock, log } = service;
  const load = nodeLoad(trust.narrowing.budget ?? {}, service.patience ?? usualPatience, () =>
    performance.now(),
  );
  const { slug, metrics } = service;
  let clockProblem: string | null = null;
  const kept: Kept = {
    counted:
      metrics === undefined
        ? (write) => write()
        : tellNode(metrics, {
            ...{ store, slug, clock, queue: load.queue },
            held: () => current.held,
            shutOutAgeMs: () => trust.shutOut?.ageMs() ?? null,
            state: () => current.stateNow(),
          }),
    memory: {
      used: new UsedOnce(undefined, trust.toleranceSeconds),
      stated: new UsedStatements(undefined, trust.toleranceSeconds),
      watchSkew: watchSkew(
        log,
        trust.toleranceSeconds ?? 0,
        () => performance.now(),
        (words) => {
          clockProblem = words;
        },
      ),
    },
    load,
    remarks: () => remarks(),
  };
  const shutOutProblem = () => trust.shutOut?.problem() ?? null;
  const remarks = async (): Promise<Remarks> => {
    const state = await current.stateNow();
    return {
      ...(state !== "IN_FORCE" && { convention: state }),
      ...(clockProblem !== null && { clock: clockProblem }),
      ...(shutOutProblem() !== null && { shutOut: shutOutProblem() ?? "" }),
    };
  };
  let ofFiles = service.versions;
  const signatures = new FollowedSignatures(
    directQueries(store),
    ofFiles[0].reference,
    async () => {
      const before = current.inForce().hash;
      const state = await goOver(ofFiles);
      const { convention: text, hash } = current.inForce();
      if (hash !== before) log(servedUnder(text, state));
    },
  );
  await signatures.noteSigned();
  const open = (versions: Versions) => openCourse(store, { service, trust, kept }, versions);
  let current = await open(ofFiles);
  const server = await serveGuardedSubgraph(current.course);
  const goOver = async (versions: Versions): Promise<ConventionState> => {
    const next = await open(versions);
    await server.replace(next.course);
    [ofFiles, current] = [versions, next];
    return next.stateNow();
  };
  signatures.start(logged(log, "What the landlord has signed could not be followed"));
  const seal = () => current.seal().catch(logged(log, headsFailed));
  const following = trust.shutOut?.start();
  const sealing = setInterval(() => void seal(), sealingEveryMs);
  return {
    ...server,
    clock,
    serveUnder: (versions) => signatures.inTurn(() => goOver(versions)),
    stop: async () => {
      clearInterval(sealing);
      following?.stop();
      await signatures.stop();
      await server.stop();
    },
  };
}

const headsFailed = "Heads of access logs were not exchanged";

function logged(log: Log, what: string): (error: unknown) => void {
  return (error) => {
    const words = isNativeError(error) ? error.message : typeof error;
    log(`${what}: ${words}`, "warn");
  };
}

/** What has served already, remembered while one text of the convention follows another. */
type DoorMemory = Required<Pick<DoorSettings, "used" | "stated" | "watchSkew">>;

/** What goes on from one convention to the next. */
interface Kept {
  readonly memory: DoorMemory;
  readonly load: Load;
  /** Of the access log. */
  readonly counted: CountedWrite;
  /** For who watches the process. */
  readonly remarks: () => Promise<Remarks>;
}

interface Parts {
  readonly service: TrustedLandlord;
  readonly trust: LandlordTrust;
  readonly kept: Kept;
}

/** The texts of the files, with those that are signed, each ready for its days. */
async function openCourse(store: DataSource, parts: Parts, ofFiles: Versions) {
  const { slug, clock, log } = parts.service;
  const held = await heldVersions(store.manager, slug, ofFiles, clock());
  const stages = stagesOf(held, clock());
  const staged = await stagedServices(stages, (stage) => guarded(store, parts, stage));
  const services = new Map(staged);
  const serviceNow = () => {
    const service = services.get(stageAt(stages, clock()));
    if (service === undefined) throw new Error("a stage without a service");
    return service;
  };
  let told = stageAt(stages, clock());
  const inForce = () => {
    const stage = stageAt(stages, clock());
    if (stage !== told) {
      told = stage;
      // Nobody waits for the words; who asks learns the state by itself.
      serviceNow().tellState().catch(logged(log, "The state of the convention is not known"));
    }
    return stage;
  };
  return {
    course: courseBy(staged, inForce),
    held,
    inForce,
    stateNow: () => serviceNow().stateAt(clock()),
    seal: () => serviceNow().heads.seal(),
  };
}

async function guarded(store: DataSource, { service, trust, kept }: Parts, stage: Stage) {
  const { slug, clock, log } = service;
  const { convention, granted } = stage;
  const narrowing = withinGrant(trust.narrowing, granted);
  const subgraph = await subgraphOf(store, service, granted, narrowing);
  const accessLog = new AccessLog(directQueries(store));
  const servingAt = signedState(store, service, convention);
  const stateAt = async (now: Date) => (await servingAt(now)).state;
  const isParty = convention.landlords.some((landlord) => landlord.slug === slug);
  // Read for each text anew: the key that a new version names may have come with it.
  const keys = isParty ? ((await service.logKeys?.()) ?? []) : [];
  const heads = new LogHeads(
    { slug, keys, convention, clock, database: store.manager },
    logged(log, headsFailed),
  );
  const usual = served(store, service, subgraph);
  return {
    ...usual,
    isReady: async () => {
      trust.shutOut?.requireKnown();
      await usual.isReady();
    },
    metrics: service.metrics,
    traces: service.traces,
    remarks: kept.remarks,
    policies: subgraph.policies,
    stateAt,
    tellState: async () => {
      log(servedUnder(convention, await stateAt(clock())));
    },
    heads,
    passHeads: heads.pass,
    door: doorOf(service, trust, kept.memory, stage, servingAt),
    load: kept.load,
    kept: new KeptAnswers(keptBytes),
    context: async ({ viewer, isPaused }: Admitted, work: Pick<Work, "signal" | "whenOver">) => {
      const session = openRequestSession(store, work.signal, service.traces ? inPart : undefined);
      work.whenOver(session.end);
      return subgraph.createViewerContext(viewer, isPaused, session.manager);
    },
    record: (entry: AccessEntry) => kept.counted(() => accessLog.append(entry)),
  };
}

/**
 * Whether the landlord serves under its convention; what becomes of that while it runs, it says.
 *
 * @throws ConfigurationError when the convention names no key of the landlord.
 */
function signedState(store: DataSource, { slug, log }: TrustedLandlord, convention: Convention) {
  const party = convention.landlords.find((landlord) => landlord.slug === slug);
  // Who has left serves until the version without them begins, and nobody from then on.
  if (party === undefined) return async (): Promise<ServingState> => nobodyServed;
  const { key: publicKey } = party;
  if (publicKey === undefined) {
    throw new ConfigurationError([
      `the convention names no key of landlord "${slug}", so nothing shows that it has signed; add its key to the convention`,
    ]);
  }
  const servingNow = watchConvention(directQueries(store), convention, { slug, publicKey });
  let last: ConventionState | null = null;
  return async (now: Date): Promise<ServingState> => {
    const serving = await servingNow(now);
    const { state } = serving;
    if (last !== null && state !== last) {
      log(servedUnder(convention, state));
    }
    last = state;
    return serving;
  };
}

const nobodyServed: ServingState = { state: "NOT_SIGNED", paused: new Set(), edition: "" };

/** Open while the landlord's signed convention is in force. */
function doorOf(
  { slug, clock }: TrustedLandlord,
  { gatewayIssuer, gatewayKeys, toleranceSeconds, tokens, narrowing, shutOut }: LandlordTrust,
  memory: DoorMemory,
  { granted, texts }: Stage,
  servingAt: (now: Date) => Promise<ServingState>,
): Door {
  const terms = async (now: Date): Promise<Terms> => {
    const { state, paused, edition } = await servingAt(now);
    if (state !== "IN_FORCE") return { state };
    const isPaused = (partner: string) => paused.has(partner);
    return { state, granted, texts, isPaused, edition: `${edition} ${hourOf(now)}` };
  };
  return createDoor({
    subgraph: slug,
    gatewayIssuer,
    gatewayKeys,
    toleranceSeconds,
    tokens: { ...tokens, landlord: slug },
    terms,
    shutOut: shutOut && ((issuer, subject) => shutOut.verdict(issuer, subject)),
    refusesBroker: narrowing.broker === "refused",
    now: clock,
    ...memory,
  });
}
