import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isNativeError } from "node:util/types";
import { classificationSubgraph } from "@palier/classification";
import { conventionSubgraph } from "@palier/convention";
import {
  type CostSettings,
  createGateway,
  type IssuerConfig,
  purposeFor,
  tokenForAccount,
} from "@palier/gateway";
import { browserClientId } from "@palier/issuer";
import type { LandlordTrust } from "@palier/landlord";
import {
  type Budgets,
  gatewayAudience,
  generateSigningKey,
  type SigningKey,
  verifyShutOutList,
} from "@palier/schema";
import { supergraphOf } from "@palier/schema/testing/composition";
import {
  FollowedShutOut,
  openLog,
  openTraces,
  ServiceMetrics,
  SignatureFiles,
  type TlsFiles,
} from "@palier/service";
import { followFile, serveShared } from "@palier/subgraph-kit";
import type { Answer } from "../federation/platform.js";
import { type KeyedConvention, keyedConvention, type Slug, slugs } from "./access-convention.js";
import { LandlordNode } from "./node.js";
import { publishedKeys } from "./published-keys.js";
import { type Front, RecordingFront } from "./recording-front.js";

export interface AccessAnswer extends Answer {
  readonly status: number;
  /** Seconds, of an answer that asks its reader to wait. */
  readonly retryAfter?: string | null;
  /** As it came over the wire. */
  readonly raw: string;
}

/** What a request carries besides its operation. */
export interface Asking {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly purpose?: string;
}

/** A whole federation that knows its callers: three landlords, each with a database of its own. */
export interface AccessPlatform extends KeyedConvention {
  readonly url: string;
  /** Of the gateway's numbers. */
  readonly metricsUrl: string;
  /** Of a subgraph; where they are told is for the test to say. */
  readonly numbersOf: (name: string) => ServiceMetrics;
  readonly origin: string;
  /** Gateway, convention and classification follow it; a node does once it is told to. */
  readonly conventionFile: string;
  /** That the gateway starts by. */
  readonly supergraphFile: string;
  /** Folder of the keys of gateway and issuer. */
  readonly keyFolder: string;
  /** Of people shut out: the gateway follows it, and the nodes what the gateway makes of it. */
  readonly shutOutFile: string;
  readonly nodes: Readonly<Record<Slug, LandlordNode>>;
  /** Before every subgraph, by name. */
  readonly fronts: ReadonlyMap<string, Front>;
  readonly supergraph: string;
  readonly trust: LandlordTrust;
  /** The gateway's log. */
  readonly log: string[];
  /** Of an account, once it is signed in: the key that it signs purposes with. */
  session(account: string): Promise<Session>;
  /** What the account sends in `palier-purpose` with one question. */
  state(account: string, purpose: string): Promise<string>;
  /** Signs an account in; one of its own name each partner has. */
  token(account: string): Promise<string>;
  /** Everybody signs in anew with the next question: a session lasts an hour. */
  forgetSessions(): void;
  /** Asks the gateway as somebody of this account. */
  ask(account: string, query: string, asking?: Asking): Promise<AccessAnswer>;
  stop(): Promise<void>;
}

export interface Session {
  readonly token: string;
  readonly key: SigningKey;
  /** Under which the issuer knows the account, where that is not its name. */
  readonly subject?: string;
}

async function openSession(origin: string, account: string): Promise<Session> {
  const key = await generateSigningKey();
  for (;;) {
    try {
      return { key, token: await tokenForAccount(origin, account, key) };
    } catch (error) {
      // Its patience is a person's; a busy machine takes longer.
      if (!isTimeout(error)) throw error;
    }
  }
}

function isTimeout(error: unknown): boolean {
  const cause = isNativeError(error) ? error.cause : null;
  return cause instanceof DOMException && cause.name === "TimeoutError";
}

export interface PlatformChanges {
  /** Under which the gateway runs, and by default each landlord. */
  readonly keyed?: KeyedConvention;
  /** Landlords that have signed it; by default all. */
  readonly signedBy?: readonly Slug[];
  /** Those that there are at the start. */
  readonly landlords?: readonly Slug[];
  /** By default the gateway's usual ones. */
  readonly costs?: CostSettings;
  /** Accounts with the code of their partner; by default one a partner, of the same name. */
  readonly accounts?: Readonly<Record<string, string>>;
  /** By which gateway and subgraphs prove themselves to each other; by default they speak plain HTTP. */
  readonly tls?: { readonly gateway: TlsFiles; readonly subgraphs: TlsFiles };
  /** What stands before each subgraph; by default what keeps the requests. */
  readonly openFront?: () => Promise<Front>;
  /** What each landlord gives a partner in a minute; by default what its node bears. */
  readonly budget?: Budgets;
  /** File of the operations that restricted partners may ask; by default none. */
  readonly documentFile?: string;
  /** How nodes find the keys of gateway and issuer at an address; by default they keep what they once saw. */
  readonly findKeys?: (url: string) => LandlordTrust["gatewayKeys"];
  /** Of the collector that all processes send traces to; by default nothing is traced. */
  readonly tracesUrl?: string;
  /** Another's, of which accounts are no more than names; by default the gateway's own. */
  readonly issuer?: {
    readonly url: string;
    readonly keysUrl: string;
    readonly signIn: (account: string) => Promise<Session>;
  };
  /** Whether the built dashboard is served; by default it is not. */
  readonly hasDashboard?: boolean;
}

export const clientId = "palier-gateway";

export const servedDashboard = {
  folder: null,
  tiles: null,
  outlinesFile: null,
  logosFolder: null,
  hasInventedData: true,
};

export async function startAccessPlatform(changes: PlatformChanges = {}): Promise<AccessPlatform> {
  const keyed = changes.keyed ?? (await keyedConvention());
  const { convention } = keyed;
  const { landlords = slugs } = changes;
  const { openFront = RecordingFront.open, tls } = changes;
  const opened = await Promise.all(
    landlords.map(async (slug) => LandlordNode.open(slug, await openFront(), tls?.subgraphs)),
  );
  const [conventionFront, classificationFront] = await Promise.all([openFront(), openFront()]);
  const supergraph = supergraphOf({
    convention: conventionFront.url,
    classification: classificationFront.url,
    landlords: opened.map(({ slug, front }) => ({ slug, endpoint: front.url })),
  });
  const folder = await mkdtemp(join(tmpdir(), "palier-access-"));
  const [supergraphFile, conventionFile] = [join(folder, "graph.graphql"), join(folder, "c.yaml")];
  await writeFile(supergraphFile, supergraph);
  await writeFile(conventionFile, keyed.text);
  const keyFolder = join(folder, "keys");
  const shutOutFile = join(folder, "shut-out.json");
  await writeFile(shutOutFile, JSON.stringify({ sequence: 0, people: [] }), { mode: 0o600 });
  const log: string[] = [];
  const traced = changes.tracesUrl === undefined ? null : { url: changes.tracesUrl };
  const gateway = await createGateway(
    {
      host: "127.0.0.1",
      port: 0,
      metrics: { host: "127.0.0.1", port: 0 },
      traces: traced,
      supergraph: supergraphFile,
      subgraphUrls: {},
      subgraphTls: tls?.gateway ?? null,
      // Nothing hangs here; a busy machine is slow.
      subgraphTimeoutMs: 30_000,
      costs: changes.costs,
      dashboard: changes.hasDashboard ? servedDashboard : undefined,
      identity: {
        issuer: issuerOf(changes),
        conventionFile,
        keyFolder,
        refusalFolder: join(folder, "refusals"),
        shutOutFile,
        documentFile: changes.documentFile ?? null,
        partnerClaim: "partner",
        clientId,
        name: gatewayAudience,
      },
    },
    (entry) => log.push(entry),
  );
  const { origin } = new URL(gateway.url);
  const trust = trustIn(origin, changes);
  const versions = [convention] as const;
  const endpoint = { host: "127.0.0.1", port: 0, tls: tls?.subgraphs ?? null };
  const signatureFiles = new SignatureFiles(conventionFile);
  const service = { versions, signatureFiles, trust, clock: () => new Date(), ...endpoint };
  const sharedNumbers = new Map<string, ServiceMetrics>();
  const shared = await Promise.all(
    [conventionSubgraph, classificationSubgraph].map(async (subgraph) => {
      const log = openLog({ service: subgraph.name, form: "text" });
      const metrics = new ServiceMetrics(subgraph.name);
      const traces = await openTraces(subgraph.name, traced, log);
      sharedNumbers.set(subgraph.name, metrics);
      const source = { log, conventionFile, versions, besides: [metrics, traces] };
      return followFile(await serveShared(subgraph, { ...service, metrics, traces }), source);
    }),
  );
  [conventionFront.target, classificationFront.target] = shared.map(({ url }) => url) as [
    string,
    string,
  ];
  const signedBy: readonly Slug[] = changes.signedBy ?? landlords;
  for (const node of opened) {
    if (signedBy.includes(node.slug)) {
      const signature = await node.sign(keyed);
      await writeFile(`${conventionFile}.${node.slug}.jws`, signature);
    }
    node.traces = await openTraces(node.slug, traced, (entry) => log.push(entry));
    await node.serve(convention, trust);
  }
  const sessions = new Map<string, Promise<Session>>();
  const signIn = changes.issuer?.signIn ?? ((account) => openSession(origin, account));
  const session = (account: string) => {
    const known = sessions.get(account) ?? signIn(account);
    sessions.set(account, known);
    return known;
  };
  const token = async (account: string) => (await session(account)).token;
  const state = async (account: string, purpose: string) => {
    const { key, subject = account } = await session(account);
    return purposeFor({ origin, account: subject, key }, purpose);
  };
  return {
    ...keyed,
    url: gateway.url,
    metricsUrl: gateway.metricsUrl ?? "",
    numbersOf: (name) => {
      const found = sharedNumbers.get(name) ?? opened.find(({ slug }) => slug === name)?.numbers;
      if (found === undefined) throw new Error(`no service ${name}`);
      return found;
    },
    origin,
    conventionFile,
    supergraphFile,
    keyFolder,
    shutOutFile,
    // One for each slug, in their order.
    nodes: Object.fromEntries(opened.map((node) => [node.slug, node])) as AccessPlatform["nodes"],
    fronts: new Map([
      ["convention", conventionFront],
      ["classification", classificationFront],
      ...opened.map(({ slug, front }) => [slug, front] as const),
    ]),
    supergraph,
    trust,
    log,
    token,
    session,
    state,
    forgetSessions: () => sessions.clear(),
    ask: async (account, query, { purpose, ...asking } = {}) => {
      const stated = purpose === undefined ? null : await state(account, purpose);
      return ask(gateway.url, await token(account), query, { ...asking, stated });
    },
    stop: async () => {
      await gateway.stop();
      await Promise.all(opened.map((node) => node.stop()));
      await Promise.all([conventionFront.stop(), classificationFront.stop()]);
      await Promise.all(shared.map((subgraph) => subgraph.stop()));
      await rm(folder, { recursive: true });
    },
  };
}

function issuerOf({ issuer, accounts }: PlatformChanges): IssuerConfig {
  if (issuer === undefined) return { kind: "DEMONSTRATION", accounts: accounts ?? null };
  const clientIds = { graphiql: browserClientId, dashboard: browserClientId };
  return { kind: "EXTERNAL", url: issuer.url, jwksUrl: null, clientIds, publicOrigin: null };
}

/** Whom the nodes believe: this gateway, and the issuer that it believes. */
function trustIn(
  origin: string,
  { budget = {}, findKeys = publishedKeys, issuer }: PlatformChanges,
): LandlordTrust {
  const gatewayKeys = findKeys(`${origin}/.well-known/palier-keys.json`);
  return {
    gatewayIssuer: gatewayAudience,
    gatewayKeys,
    shutOut: new FollowedShutOut({
      url: `${origin}/.well-known/palier-shut-out.jwt`,
      fetch,
      verify: (text) =>
        verifyShutOutList(text, gatewayKeys, { issuer: gatewayAudience, now: new Date() }),
      patienceMs: 60_000,
      elapsedMs: () => performance.now(),
      log: () => {},
    }),
    tokens: {
      issuer: issuer?.url ?? `${origin}/oidc`,
      keys: findKeys(issuer?.keysUrl ?? `${origin}/oidc/jwks`),
      actor: clientId,
    },
    narrowing: { budget },
  };
}

export async function ask(
  url: string,
  token: string,
  query: string,
  { variables, stated }: Omit<Asking, "purpose"> & { readonly stated: string | null },
): Promise<AccessAnswer> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
      ...(stated !== null && { "palier-purpose": stated }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const raw = await response.text();
  const retryAfter = response.headers.get("retry-after");
  // The tests look at what is in it.
  return { ...(JSON.parse(raw) as Answer), status: response.status, retryAfter, raw };
}
