import {
  type Convention,
  extentOf,
  type GraphExtent,
  type PurposeProof,
  partnerKinds,
  purposeProofOf,
  type Stage,
} from "@palier/schema";
import type { KeyRing, SharedUsedOnce } from "@palier/service";
import type { Credentials } from "../datasource/credentials.js";
import type { ReaderTerms } from "../datasource/reader-terms.js";
import { KindViews } from "../graph/kind-views.js";
import type { ReadyGraph } from "../graph/ready-graph.js";
import { TokenExchange } from "./exchange.js";
import type { IdentityConfig } from "./identity-config.js";
import type { Issuer } from "./issuer.js";
import { readerTerms } from "./reader-terms.js";
import type { Session } from "./session.js";
import { sessionCredentials } from "./session-credentials.js";
import { SignIn, type SignInHeaders, type SignInRefusal } from "./sign-in.js";
import { Visas } from "./visas.js";

/** Somebody who has signed in, and all that this gives, by the text that the request came in under. */
export interface Caller {
  readonly session: Session;
  /** On whose behalf subgraphs are asked. */
  readonly credentials: Credentials;
  /** What answers to them are held to. */
  readonly reader: ReaderTerms;
  /** The graph of that text's landlords. */
  readonly graph: ReadyGraph;
  /** The same as each kind knows it. */
  readonly views: KindViews;
  /** How much there is of it, as far as the caller's partner may know. */
  readonly extent: GraphExtent;
}

export type CallerFound = { readonly ok: true; readonly caller: Caller } | SignInRefusal;

/**
 * Knows callers by one text of the convention, and by what it grants while others are to come. Each has its own, with nothing kept from the one
 * before: verified tokens, visas, exchanged tokens, verdicts on documents.
 */
export interface Callers {
  /** Of the text's landlords. */
  readonly graph: ReadyGraph;
  /** @throws whatever keeps the issuer's keys from being read. */
  read(headers: SignInHeaders): Promise<CallerFound>;
  purposeTerms(): PurposeTermsNow;
}

/** What a program needs to know to state a purpose now. */
export interface PurposeTermsNow {
  /** To whom it is stated. */
  readonly audience: string;
  /** Hash of the convention. */
  readonly convention: string;
  readonly proof: PurposeProof;
  /** The gateway's clock, seconds since 1970. */
  readonly at: number;
}

/** What outlives a text of the convention. */
export interface CallersParts {
  readonly config: Pick<IdentityConfig, "name" | "clientId" | "partnerClaim" | "toleranceSeconds">;
  readonly issuer: Issuer;
  readonly keys: KeyRing;
  /** Statements of purpose that have served. */
  readonly stated: SharedUsedOnce;
  /** How long the issuer may take to exchange a token. */
  readonly exchangeTimeoutMs: number;
  readonly now: () => Date;
}

export function callersUnder(
  { granted: convention, hash }: Pick<Stage, "granted" | "hash">,
  graph: ReadyGraph,
  { config, issuer, keys, stated, exchangeTimeoutMs, now }: CallersParts,
): Callers {
  const views = viewsOf(convention, graph);
  const visas = new Visas({ issuer: config.name, keys, conventionHash: hash, now });
  const exchange = new TokenExchange({
    issuer,
    clientId: config.clientId,
    keys,
    conventionHash: hash,
    timeoutMs: exchangeTimeoutMs,
    now,
  });
  const { name, partnerClaim, toleranceSeconds } = config;
  const signIn = new SignIn({
    issuer,
    partnerClaim,
    convention,
    conventionHash: hash,
    name,
    toleranceSeconds,
    stated,
    now,
  });
  const extents = new Map(
    convention.partners.map(({ code, scope }) => [code, extentOf(convention, scope)] as const),
  );
  return {
    graph,
    purposeTerms: () => ({
      audience: name,
      convention: hash,
      proof: purposeProofOf(convention),
      at: Math.floor(now().getTime() / 1000),
    }),
    read: async (headers) => {
      const signedIn = await signIn.read(headers);
      if (!signedIn.ok) return signedIn;
      const { session } = signedIn;
      const policy = views.policyOf(session.partner.kind);
      const credentials = sessionCredentials(session, { visas, exchange, policy });
      const reader = readerTerms(session, policy, convention, now);
      const extent = extents.get(session.partner.code);
      if (extent === undefined) throw new Error(`no partner ${session.partner.code}`);
      return { ok: true, caller: { session, credentials, reader, graph, views, extent } };
    },
  };
}

/** With what each kind knows made before anybody waits for it. */
function viewsOf(granted: Convention, { types, apiSchema }: ReadyGraph): KindViews {
  const views = new KindViews(granted, types);
  if (apiSchema !== null) for (const kind of partnerKinds) views.viewOf(kind, apiSchema);
  return views;
}
