import type { Adapter, AdapterPayload } from "oidc-provider";
import { MemoryAdapter } from "./memory-adapter.js";

/** They last as long as the page that signs out. */
const mostOfNobody = 1_000;

/** Sessions. One in which nobody is signed in, which any stranger can begin, takes no place of another's. */
export class SessionMemory implements Adapter {
  readonly #signedIn = new MemoryAdapter();
  readonly #ofNobody = new MemoryAdapter(mostOfNobody);

  async upsert(id: string, payload: AdapterPayload, expiresInSeconds?: number): Promise<void> {
    await this.destroy(id);
    const memory = payload.accountId === undefined ? this.#ofNobody : this.#signedIn;
    await memory.upsert(id, payload, expiresInSeconds);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return (await this.#signedIn.find(id)) ?? this.#ofNobody.find(id);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return (await this.#signedIn.findByUid(uid)) ?? this.#ofNobody.findByUid(uid);
  }

  async destroy(id: string): Promise<void> {
    await Promise.all([this.#signedIn.destroy(id), this.#ofNobody.destroy(id)]);
  }

  // The provider asks none of these of a session.
  async findByUserCode(): Promise<undefined> {}
  async consume(): Promise<void> {}
  async revokeByGrantId(): Promise<void> {}
}
