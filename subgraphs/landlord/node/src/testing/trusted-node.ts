import { closeMonths, prepareRoles, recordSignature, SiteRow } from "@palier/landlord-store";
import { readyStore } from "@palier/landlord-store/testing/database";
import {
  bodyDigest,
  type Convention,
  conventionHash,
  generateSigningKey,
  landlordAudience,
  mintVisa,
  type PartnerKind,
  signConvention,
  type VisaRequest,
} from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import type { FollowingSubgraph } from "@palier/subgraph-kit";
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from "jose";
import type { DataSource } from "typeorm";
import { type LandlordService, serveLandlord } from "../serve-landlord.js";
import type { LandlordTrust } from "../trust/landlord-trust.js";

const clock = () => new Date("2026-11-20T12:00:00Z");
const signing = await generateSigningKey();
const correspondent = { role: "Référent", email: "referent@partenaire.example" };
const partner = (code: string, kind: PartnerKind, scope: readonly string[]) => {
  return { code, kind, name: code, correspondent, scope };
};
const [gateway, issuer] = [await keyPair("gateway-1"), await keyPair("issuer-1")];

/** The convention of the node; its landlord has signed nothing yet. */
export const trustedConvention: Convention = {
  ...exampleConvention,
  landlords: exampleConvention.landlords.map((landlord) => ({ ...landlord, key: signing.x })),
  partners: [partner("police", "POLICE", ["247"]), partner("mairie", "MUNICIPALITY", ["10002"])],
};

/** Its representations: the one site, and a contribution. */
export const siteAndContribution = [
  { __typename: "LisiereSite", id: "lisiere:R-1" },
  { __typename: "LisiereContribution", id: "lisiere:247:2026-10" },
];

/** What a node answered. */
export interface NodeAnswer {
  readonly entities: readonly unknown[] | null;
  readonly codes: readonly string[];
}

/** What a request of the gateway changes, beside whom it asks for. */
export interface NodeRequest extends Partial<VisaRequest> {
  readonly representations?: readonly object[];
  readonly signal?: AbortSignal;
}

/** Landlord `lisiere`, one site and a closed month, served to a gateway whose keys the test holds. */
export class TrustedNode {
  private stopping: Promise<void> | null = null;

  private constructor(
    readonly store: DataSource,
    readonly service: LandlordService,
    readonly server: FollowingSubgraph,
  ) {}

  /** @param isSigned before it serves: then it goes over to nothing while the test runs. */
  static async open(
    narrowing: LandlordTrust["narrowing"] = {},
    changes: Partial<LandlordService> = {},
    isSigned = false,
  ): Promise<TrustedNode> {
    const { store } = await readyStore("lisiere");
    const site = { reference: "R-1", name: "Les Tilleuls", commune: "10001", dwellings: 50 };
    await store.getRepository(SiteRow).insert([{ ...site, address: "1 quai" }]);
    await closeMonths(store, [2026 * 12 + 9], clock);
    const { federatedUrl } = await prepareRoles(store);
    if (isSigned) await recordSigned(store);
    const service: LandlordService = {
      ...{ slug: "lisiere", versions: [trustedConvention], clock, host: "127.0.0.1", port: 0 },
      ...{ databaseUrl: null, federatedDatabaseUrl: federatedUrl },
      trust: {
        gatewayIssuer: "urn:palier:gateway",
        gatewayKeys: gateway.keys,
        tokens: { issuer: "https://issuer.example", keys: issuer.keys, actor: "palier-gateway" },
        narrowing,
      },
      ...changes,
    };
    return new TrustedNode(store, service, await serveLandlord(service));
  }

  sign(convention = trustedConvention): Promise<void> {
    return recordSigned(this.store, convention);
  }

  /** Asks as the gateway does for a member of the partner. */
  async ask(
    code: string,
    selection: string,
    { representations = siteAndContribution, signal, ...request }: NodeRequest = {},
  ): Promise<NodeAnswer> {
    const { clock } = this.service;
    const found = trustedConvention.partners.find((one) => one.code === code);
    const subject = request.sub ?? "agent-17";
    const body = JSON.stringify({
      query: `query Page($representations: [_Any!]!) {
        _entities(representations: $representations) { ${selection} }
      }`,
      variables: { representations },
    });
    const visa = await mintVisa(
      {
        sub: subject,
        partner: code,
        kind: found?.kind ?? "POLICE",
        scope: [...(found?.scope ?? [])],
        purpose: null,
        convention: conventionHash(trustedConvention),
        asks: "FIELDS",
        body: request.purpose ? bodyDigest(body) : null,
        ...request,
      },
      { ...gateway, issuer: "urn:palier:gateway", subgraph: "lisiere", now: clock() },
    );
    const issuedAt = clock().getTime() / 1000;
    const token = await new SignJWT({
      ...{ iss: "https://issuer.example", aud: landlordAudience("lisiere"), sub: subject },
      ...{ partner: code, act: { sub: "palier-gateway" }, iat: issuedAt, exp: issuedAt + 300 },
    })
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: issuer.keyId })
      .sign(issuer.key);
    const headers = {
      ...{ "content-type": "application/json", connection: "close" },
      ...{ "palier-visa": visa, authorization: `Bearer ${token}` },
    };
    const response = await fetch(this.server.url, { method: "POST", headers, body, signal });
    const { data, errors = [] } = (await response.json()) as {
      data?: { _entities: unknown[] } | null;
      errors?: { extensions: { code: string } }[];
    };
    return {
      entities: data?._entities ?? null,
      codes: errors.map(({ extensions }) => extensions.code),
    };
  }

  /** Writes what was counted of the log, too. */
  stopServing(): Promise<void> {
    this.stopping ??= this.server.stop();
    return this.stopping;
  }

  async stop(): Promise<void> {
    await this.stopServing();
    await this.store.destroy();
  }
}

async function recordSigned(store: DataSource, convention = trustedConvention): Promise<void> {
  const signature = await signConvention(convention, "lisiere", signing);
  await recordSignature(store, convention, signature, signing.x);
}

async function keyPair(keyId: string) {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA");
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: "EdDSA" };
  return { key: privateKey, keyId, keys: createLocalJWKSet({ keys: [jwk] }) };
}
