import { isRecord, KeptValues } from "@palier/service";
import type { JWK } from "jose";

const timeoutMs = 3_000;
/** A key that replaces a stolen one signs at once: what is kept of the key set must not outlive that. */
const keptMs = 500;
const mostKeys = 20;

/** Public keys of the gateway as they are now, by which it proves that it is the gateway. */
export class GatewayKeys {
  readonly #url: string;
  readonly #now: () => Date;
  readonly #kept: KeptValues<{ readonly keys: readonly JWK[] }>;

  constructor(
    url: string,
    private readonly ask: typeof fetch,
    now: () => Date,
  ) {
    this.#url = url;
    this.#now = now;
    this.#kept = new KeptValues(1, 0, now);
  }

  /** @throws Error where the gateway does not answer: whoever says to be the gateway is refused. */
  async publicKeys(): Promise<{ readonly keys: readonly JWK[] }> {
    return this.#kept.get("", async () => {
      const response = await this.ask(this.#url, {
        signal: AbortSignal.timeout(timeoutMs),
        redirect: "error",
      });
      const answer: unknown = await response.json();
      const keys = isRecord(answer) && Array.isArray(answer.keys) ? answer.keys : [];
      return {
        value: { keys: keys.filter(isRecord).slice(0, mostKeys).map(publicKey) },
        expiresAtMs: this.#now().getTime() + keptMs,
      };
    });
  }
}

/** What a public key is made of, and nothing else that stands beside it. */
function publicKey({ kty, crv, x, kid, alg, use }: Readonly<Record<string, unknown>>): JWK {
  const members = Object.entries({ kty, crv, x, kid, alg, use });
  return Object.fromEntries(members.filter(([, value]) => typeof value === "string"));
}
