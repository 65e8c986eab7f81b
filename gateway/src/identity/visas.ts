import {
  bodyDigest,
  mintVisa,
  type VisaAsks,
  type VisaRequest,
  visaLifeSeconds,
} from "@palier/schema";
import { KeptValues, type KeyRing } from "@palier/service";

import { type Session, sessionKey } from "./session.js";

/** What a fetch needs of its visa. */
export interface VisaNeeds {
  readonly subgraph: string;
  readonly asks: VisaAsks;
  /** Body of the only request the visa shall serve; null for one that serves the session. */
  readonly onlyFor: string | null;
  /** Thumbprint of the client certificate that the visa shall serve with alone; null: any, or none. */
  readonly certificate: string | null;
}

export interface VisaTerms {
  /** The gateway's own name. */
  readonly issuer: string;
  readonly keys: Pick<KeyRing, "signer">;
  readonly conventionHash: string;
  readonly now: () => Date;
}

/** A visa is replaced before its end, so that it outlives the request that carries it. */
const leadMs = 10_000;
const mostKept = 20_000;

/** The gateway's word to each subgraph about who asks and why. */
export class Visas {
  readonly #terms: VisaTerms;
  readonly #kept: KeptValues<string>;

  constructor(terms: VisaTerms) {
    this.#terms = terms;
    this.#kept = new KeptValues(mostKept, leadMs, terms.now);
  }

  /** One visa a session and subgraph while it lives; one of its own where it is bound to a body. */
  for(session: Session, needs: VisaNeeds): string | Promise<string> {
    const { subgraph, asks, onlyFor, certificate } = needs;
    if (onlyFor !== null) return this.#mint(session, needs);
    const { conventionHash, now } = this.#terms;
    const key = `${sessionKey(session, conventionHash)} ${subgraph} ${asks} ${certificate}`;
    return this.#kept.get(key, async () => ({
      expiresAtMs: now().getTime() + visaLifeSeconds * 1000,
      value: await this.#mint(session, needs),
    }));
  }

  async #mint(
    { subject, partner, purpose }: Session,
    { subgraph, asks, onlyFor, certificate }: VisaNeeds,
  ): Promise<string> {
    const { issuer, keys, conventionHash, now } = this.#terms;
    const request: VisaRequest = {
      sub: subject,
      partner: partner.code,
      kind: partner.kind,
      scope: [...partner.scope],
      purpose,
      convention: conventionHash,
      asks,
      body: onlyFor === null ? null : bodyDigest(onlyFor),
      ...(certificate !== null && { cnf: { "x5t#S256": certificate } }),
    };
    return mintVisa(request, { issuer, subgraph, ...(await keys.signer()), now: now() });
  }
}
