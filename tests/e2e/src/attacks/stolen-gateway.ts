import { createPrivateKey, randomUUID, sign, webcrypto } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  bodyDigest,
  conventionHash,
  gatewayAudience,
  landlordAudience,
  mintVisa,
  type PartnerKind,
  purposeHeader,
  type VisaRequest,
  visaHeader,
} from "@palier/schema";
import { purposesByHand } from "@palier/schema/testing";
import { melun, partners, type Slug, slugs } from "../access/access-convention.js";
import type { AccessAnswer, AccessPlatform } from "../access/platform.js";
import type { Answer } from "../federation/platform.js";

export type Subgraph = Slug | "convention" | "classification";

interface Jwk {
  readonly kid: string;
  readonly x: string;
  readonly d: string;
}

/** An operation as it travels: the digest of a bound visa is of these bytes. */
export interface Body {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What a visa says unless a test says otherwise: the truth about a partner of the kind. */
export type Claims = Partial<VisaRequest> & { readonly issuer?: string; readonly now?: Date };

/**
 * Somebody who has taken over the gateway: signs visas with its key, exchanges the tokens of those
 * who are signed in, and asks the nodes straight.
 */
export class StolenGateway {
  private readonly exchanged = new Map<string, Promise<string>>();

  private constructor(
    private readonly platform: AccessPlatform,
    private readonly jwk: Jwk,
    private readonly key: webcrypto.CryptoKey,
  ) {}

  static async of(platform: AccessPlatform): Promise<StolenGateway> {
    const file = await readFile(join(platform.keyFolder, "gateway-key-1.json"), "utf8");
    const signing = JSON.parse(file) as Jwk;
    const jwk = { kty: "OKP", crv: "Ed25519", x: signing.x, d: signing.d };
    const key = await webcrypto.subtle.importKey("jwk", jwk, "Ed25519", false, ["sign"]);
    return new StolenGateway(platform, signing, key);
  }

  visa(subgraph: string, kind: PartnerKind, claims: Claims = {}): Promise<string> {
    const { issuer = gatewayAudience, now = new Date(), ...changes } = claims;
    const request: VisaRequest = {
      sub: partners[kind],
      partner: partners[kind],
      kind,
      scope: [melun],
      purpose: null,
      convention: conventionHash(this.platform.convention),
      asks: "FIELDS",
      body: null,
      ...changes,
    };
    return mintVisa(request, { issuer, subgraph, key: this.key, keyId: this.jwk.kid, now });
  }

  /** The issuer's own word to a landlord about an account that is signed in. */
  token(account: string, slug: Slug): Promise<string> {
    const name = `${account} ${slug}`;
    const known = this.exchanged.get(name) ?? this.exchange(account, slug);
    this.exchanged.set(name, known);
    return known;
  }

  /** Headers that hold for a partner of the kind, with a visa that claims something else. */
  async headers(subgraph: Subgraph, kind: PartnerKind, claims: Claims = {}) {
    const visa = { [visaHeader]: await this.visa(subgraph, kind, claims) };
    const slug = slugs.find((each) => each === subgraph);
    if (slug === undefined) return visa;
    return { ...visa, authorization: `Bearer ${await this.token(partners[kind], slug)}` };
  }

  /** A visa for this body alone, with a purpose that its person has really stated. */
  async bound(subgraph: Subgraph, kind: PartnerKind, body: Body, claims: Claims = {}) {
    const { purpose = purposesByHand[kind][0] } = claims;
    return {
      ...(await this.claimed(subgraph, kind, body, claims)),
      ...(purpose && {
        [purposeHeader]: await this.platform.state(partners[kind], purpose),
      }),
    };
  }

  /** The same with a purpose that nobody has stated. */
  claimed(subgraph: Subgraph, kind: PartnerKind, body: Body, claims: Claims = {}) {
    const digest = bodyDigest(JSON.stringify(body));
    return this.headers(subgraph, kind, {
      purpose: purposesByHand[kind][0],
      body: digest,
      ...claims,
    });
  }

  async ask(
    subgraph: Subgraph,
    body: Body,
    headers: Readonly<Record<string, string>>,
  ): Promise<AccessAnswer> {
    const response = await fetch(this.platform.fronts.get(subgraph)?.target ?? "", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    const raw = await response.text();
    // The tests look at what is in it.
    return { ...(JSON.parse(raw) as Answer), status: response.status, raw };
  }

  private async exchange(account: string, slug: Slug): Promise<string> {
    const response = await fetch(`${this.platform.origin}/oidc/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token: await this.platform.token(account),
        subject_token_type: "urn:ietf:params:oauth:token-type:access_token",
        audience: landlordAudience(slug),
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: this.assertion(),
      }),
    });
    const { access_token } = (await response.json()) as { readonly access_token?: string };
    if (access_token === undefined) throw new Error(`no token for ${account} at ${slug}`);
    return access_token;
  }

  private assertion(): string {
    const client = "palier-gateway";
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: client, sub: client, aud: `${this.platform.origin}/oidc`, iat: now };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const text = `${part({ alg: "EdDSA", typ: "JWT", kid: this.jwk.kid })}.${part({ ...claims, exp: now + 30, jti: randomUUID() })}`;
    const jwk = { kty: "OKP", crv: "Ed25519", x: this.jwk.x, d: this.jwk.d };
    const key = createPrivateKey({ key: jwk, format: "jwk" });
    return `${text}.${sign(null, Buffer.from(text), key).toString("base64url")}`;
  }
}

/** The landlord's entity of an id, with one selection. */
export function entityBody(typeName: string, id: string, selection: string): Body {
  return entitiesBody({ __typename: typeName, id }, selection);
}

export function entitiesBody(
  representation: { readonly __typename: string; readonly [field: string]: unknown },
  selection: string,
): Body {
  const query = `query ($of: [_Any!]!) {
    _entities(representations: $of) { ... on ${representation.__typename} { ${selection} } }
  }`;
  return { query, variables: { of: [representation] } };
}
