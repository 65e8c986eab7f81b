import { type Convention, conventionHash } from "@palier/schema";
import { createContext, type GatewayContext } from "../context.js";
import type { KindViews } from "../graph/kind-views.js";
import type { KeyRing } from "../keys/key-ring.js";
import { TokenExchange } from "./exchange.js";
import type { IdentityConfig } from "./identity-config.js";
import type { Issuer } from "./issuer.js";
import type { Session } from "./session.js";
import { sessionCredentials } from "./session-credentials.js";
import { SignIn } from "./sign-in.js";
import { Visas } from "./visas.js";

/**
 * What the door knows by one text of the convention. Each text has its own, with nothing kept from
 * the one before: verified tokens, visas, exchanged tokens, verdicts on documents.
 */
export interface Agreement {
  readonly signIn: SignIn;
  contextFor(session: Session): GatewayContext;
}

/** What outlives a text of the convention. */
export interface AgreementParts {
  readonly config: Pick<IdentityConfig, "name" | "clientId" | "partnerClaim">;
  readonly issuer: Issuer;
  readonly keys: KeyRing;
  /** How long the issuer may take to exchange a token. */
  readonly exchangeTimeoutMs: number;
  readonly now: () => Date;
}

export function agreementOn(
  convention: Convention,
  views: KindViews,
  { config, issuer, keys, exchangeTimeoutMs, now }: AgreementParts,
): Agreement {
  const hash = conventionHash(convention);
  const visas = new Visas({ issuer: config.name, keys, conventionHash: hash, now });
  const exchange = new TokenExchange({
    issuer,
    clientId: config.clientId,
    keys,
    conventionHash: hash,
    timeoutMs: exchangeTimeoutMs,
    now,
  });
  return {
    signIn: new SignIn({ issuer, partnerClaim: config.partnerClaim, convention, now }),
    contextFor: (session) => {
      const policy = views.policyOf(session.partner.kind);
      const credentials = sessionCredentials(session, { visas, exchange, policy });
      return createContext({ session, credentials, views });
    },
  };
}
