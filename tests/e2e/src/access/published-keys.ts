import { webcrypto } from "node:crypto";
import type { LandlordTrust } from "@palier/landlord";

type KeyFinder = LandlordTrust["gatewayKeys"];

interface PublicJwk {
  readonly kid: string;
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
}

/** Finds Ed25519 keys by their name in the key set at an address, fetched when one is missing. */
export function publishedKeys(url: string): KeyFinder {
  const known = new Map<string, webcrypto.CryptoKey>();
  return async ({ kid = "" }) => {
    if (!known.has(kid)) {
      const { keys } = (await (await fetch(url)).json()) as { keys: readonly PublicJwk[] };
      for (const { kid: name, kty, crv, x } of keys) {
        const jwk = { kty, crv, x };
        known.set(name, await webcrypto.subtle.importKey("jwk", jwk, "Ed25519", false, ["verify"]));
      }
    }
    const key = known.get(kid);
    if (key === undefined) throw new Error(`${url} has no key of that name`);
    return key;
  };
}
