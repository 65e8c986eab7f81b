import { type DPoPState, IndexedDbDPoPStore } from "oidc-client-ts";

/** Longer than any session lasts. */
const keptMs = 12 * 60 * 60 * 1_000;
const tabKey = "palier-tab";

/**
 * The key of this tab's session, which the issuer binds to it. It cannot be read out, only used, and
 * other tabs have sessions and keys of their own.
 */
export class TabKeys {
  readonly #kept = new IndexedDbDPoPStore();

  set(client: string, key: DPoPState): Promise<void> {
    return this.#kept.set(nameIn(client), key);
  }

  get(client: string): Promise<DPoPState> {
    return this.#kept.get(nameIn(client));
  }

  remove(client: string): Promise<DPoPState> {
    return this.#kept.remove(nameIn(client));
  }

  /** Clients for which this tab has a key: without one the library makes another. */
  async getAllKeys(): Promise<string[]> {
    const own = nameIn("");
    const names = await this.#kept.getAllKeys();
    return names.filter((name) => name.startsWith(own)).map((name) => name.slice(own.length));
  }

  /** Forgets keys of tabs that were closed without signing out. */
  async forgetOld(): Promise<void> {
    for (const name of await this.#kept.getAllKeys()) {
      if (Number(name.split(" ")[0]) < Date.now() - keptMs) await this.#kept.remove(name);
    }
  }
}

function nameIn(client: string): string {
  const tab = sessionStorage.getItem(tabKey) ?? `${Date.now()} ${crypto.randomUUID()}`;
  sessionStorage.setItem(tabKey, tab);
  return `${tab} ${client}`;
}
