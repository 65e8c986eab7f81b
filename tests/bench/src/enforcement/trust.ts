import { webcrypto } from "node:crypto";
import {
  bodyDigest,
  mintVisa,
  type PartnerKind,
  templateTerms,
  type VisaRequest,
  verifyVisa,
} from "@palier/schema";
import { createDoor, type Door } from "@palier/subgraph-kit";

/** Sessions do not end while they are measured. */
const now = new Date();
const issuer = "https://gateway.example";
const hash = "sha256-of-the-convention";
const communes = Array.from({ length: 20 }, (_one, index) => String(77_000 + index));

export interface Trust {
  readonly door: Door;
  mint(kind: PartnerKind, changes?: Partial<VisaRequest>): Promise<string>;
  verify(visa: string): Promise<unknown>;
}

/** A gateway's key, its visas, and the door of a subgraph that asks for nothing besides. */
export async function trustedGateway(kinds: readonly PartnerKind[]): Promise<Trust> {
  const { privateKey, publicKey } = await keyPair();
  const keys = async () => publicKey;
  const correspondent = { role: "Référent", email: "referent@partenaire.example" };
  const partners = kinds.map((kind) => ({
    code: kind.toLowerCase(),
    kind,
    name: kind,
    correspondent,
    scope: communes,
  }));
  const territories = communes.map((code) => ({
    ...{ code, kind: "COMMUNE" as const, name: code, communes: [code] },
    ...{ population: null, center: null },
  }));
  const text = { territories, partners, purposes: templateTerms.purposes };
  return {
    door: createDoor({
      subgraph: "lisiere",
      gatewayIssuer: issuer,
      gatewayKeys: keys,
      tokens: null,
      terms: () => ({
        state: "IN_FORCE",
        // No issuer speaks here, so nobody could have bound a key to a session.
        granted: { ...text, purposeProof: "word-of-gateway" },
        texts: new Map([[hash, text]]),
      }),
      now: () => now,
    }),
    mint: (kind, changes = {}) =>
      mintVisa(
        {
          sub: "agent-17",
          partner: kind.toLowerCase(),
          kind,
          scope: communes,
          purpose: null,
          convention: hash,
          asks: "FIELDS",
          body: null,
          ...changes,
        },
        { issuer, subgraph: "lisiere", key: privateKey, keyId: "gateway-1", now },
      ),
    verify: (visa) => verifyVisa(visa, keys, { issuer, subgraph: "lisiere", now }),
  };
}

/** A visa for one request, with a purpose. */
export function boundTo(kind: PartnerKind, body: string): Partial<VisaRequest> {
  const [purpose = null] = templateTerms.purposes[kind];
  return { purpose, body: bodyDigest(body) };
}

async function keyPair(): Promise<webcrypto.CryptoKeyPair> {
  const pair = await webcrypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new Error("one key in place of two");
  return pair;
}
