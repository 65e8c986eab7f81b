import { createPublicKey } from "node:crypto";
import {
  type Convention,
  gatewayAudience,
  type LandlordParty,
  landlordAudience,
  type SigningKey,
  verifyToken,
} from "@palier/schema";
import { importJWK, SignJWT } from "jose";

/** `typ` of what a landlord asks the gateway for its refusals with. */
const requestType = "palier-refusals+jwt";
const lifeSeconds = 60;
/** There is one key a landlord, so it needs no name of its own. */
const keyId = "landlord";

/** A landlord's proof that it is the one who asks, by the key that the convention names. */
export async function refusalRequest(slug: string, key: SigningKey, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: "EdDSA", typ: requestType, kid: keyId })
    .setIssuer(landlordAudience(slug))
    .setSubject(slug)
    .setAudience(gatewayAudience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifeSeconds)
    .sign(await importJWK({ ...key }, "EdDSA"));
}

/** The landlord of the convention that a proof is of; null when it is nobody's. */
export async function landlordOf(
  proof: string,
  { landlords }: Pick<Convention, "landlords">,
  now: Date,
): Promise<LandlordParty | null> {
  for (const landlord of landlords) {
    if (landlord.key === undefined) continue;
    const key = createPublicKey({
      key: { kty: "OKP", crv: "Ed25519", x: landlord.key },
      format: "jwk",
    });
    const expected = {
      type: requestType,
      issuer: landlordAudience(landlord.slug),
      audience: gatewayAudience,
      algorithms: ["EdDSA"],
      longestLifeSeconds: lifeSeconds,
    } as const;
    const verified = await verifyToken(proof, async () => key, expected, now);
    if (verified.ok && verified.value.sub === landlord.slug) return landlord;
  }
  return null;
}
