import { BoundedMap } from "@palier/service";
import type { Adapter, AdapterPayload } from "oidc-provider";

/** Things kept at most, of each kind; the oldest goes first. */
const usualMost = 5_000;

/** Keeps one kind of the provider's things until they expire or the process ends. */
export class MemoryAdapter implements Adapter {
  readonly #kept: BoundedMap<string, { payload: AdapterPayload; expiresAtMs: number }>;

  constructor(most = usualMost) {
    this.#kept = new BoundedMap(most);
  }

  async upsert(id: string, payload: AdapterPayload, expiresInSeconds?: number): Promise<void> {
    const lifeMs = (expiresInSeconds ?? Number.POSITIVE_INFINITY) * 1000;
    this.#kept.set(id, { payload, expiresAtMs: Date.now() + lifeMs });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const kept = this.#kept.get(id);
    if (kept === undefined || kept.expiresAtMs > Date.now()) return kept?.payload;
    this.#kept.delete(id);
    return undefined;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    const id = this.#idOf((payload) => payload.uid === uid);
    return id === undefined ? undefined : this.find(id);
  }

  /** Only the device flow has user codes, and it is off. */
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async consume(id: string): Promise<void> {
    const kept = this.#kept.get(id);
    if (kept === undefined) return;
    kept.payload = { ...kept.payload, consumed: Math.floor(Date.now() / 1000) };
  }

  async destroy(id: string): Promise<void> {
    this.#kept.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, { payload }] of this.#kept) {
      if (payload.grantId === grantId) this.#kept.delete(id);
    }
  }

  #idOf(is: (payload: AdapterPayload) => boolean): string | undefined {
    for (const [id, { payload }] of this.#kept) if (is(payload)) return id;
    return undefined;
  }
}
