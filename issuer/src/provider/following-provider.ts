import { createPublicKey, type KeyObject } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { KeyRing, ScheduledKey } from "@palier/service";
import { ExternalSigningKey, type Interaction, type Provider } from "oidc-provider";

/** Keys as a provider is made with. */
interface ProviderKeys {
  readonly keys: readonly unknown[];
}

/**
 * A provider with the keys of now. One takes its keys when it is made, so another takes its place
 * when they change; what they remember is one memory, and a request ends at the provider it came to.
 */
export class FollowingProvider {
  #states: string;

  private constructor(
    private readonly keys: Pick<KeyRing, "keys">,
    private readonly make: (keys: ProviderKeys) => Provider,
    private current: Provider,
    states: string,
  ) {
    this.#states = states;
  }

  static async open(
    keys: Pick<KeyRing, "keys">,
    make: (keys: ProviderKeys) => Provider,
  ): Promise<FollowingProvider> {
    const now = await keys.keys();
    const provider = trusting(make(providerKeys(now)));
    return new FollowingProvider(keys, make, provider, statesOf(now));
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return (await this.#now()).callback()(request, response);
  }

  async interactionDetails(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Interaction> {
    return (await this.#now()).interactionDetails(request, response);
  }

  async interactionFinished(...parts: Parameters<Provider["interactionFinished"]>): Promise<void> {
    return (await this.#now()).interactionFinished(...parts);
  }

  async #now(): Promise<Provider> {
    const keys = await this.keys.keys();
    if (statesOf(keys) !== this.#states) {
      this.current = trusting(this.make(providerKeys(keys)));
      this.#states = statesOf(keys);
    }
    return this.current;
  }
}

/** Headers of a proxy are believed: they are read where whoever serves the provider has left them. */
function trusting(provider: Provider): Provider {
  provider.proxy = true;
  return provider;
}

function statesOf(keys: readonly ScheduledKey[]): string {
  return keys.map(({ kid, state }) => `${kid} ${state}`).join();
}

/** It signs with the first that fits. */
function providerKeys(keys: readonly ScheduledKey[]): ProviderKeys {
  const signing = keys.filter(({ state }) => state === "SIGNING");
  const others = keys.filter(({ state }) => state === "ANNOUNCED" || state === "RETIRED");
  return {
    keys: [
      ...signing.map(({ kid, x, d }) => {
        return { kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig", kid, x, d };
      }),
      ...others.map((key) => new PublishedKey(key)),
    ],
  };
}

/** A key that is published, and signs nothing. */
class PublishedKey extends ExternalSigningKey {
  readonly #key: KeyObject;

  constructor({ kid, x }: Pick<ScheduledKey, "kid" | "x">) {
    super();
    this.kid = kid;
    this.alg = "EdDSA";
    this.#key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  }

  override keyObject(): KeyObject {
    return this.#key;
  }
}
