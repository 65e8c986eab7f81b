import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from "jose";

const fetchTimeoutMs = 3_000;
/**
 * Least time between two fetches. A key may be replaced at once because it was stolen, and then nobody
 * may be refused for longer because the set was fetched a moment before; whoever sends tokens of unknown keys causes no more
 * than a fetch a second.
 */
const leastPauseMs = 1_000;

/**
 * Public keys at an address: fetched when they are first needed, so that a node starts while gateway
 * and issuer are down, and again for a key that is not among them.
 *
 * @param fetchBy whose certificates are believed; the system's authorities' by default.
 */
export function remoteKeys(url: string, fetchBy: typeof fetch = fetch): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(url), {
    timeoutDuration: fetchTimeoutMs,
    cooldownDuration: leastPauseMs,
    [customFetch]: fetchBy,
  });
}
