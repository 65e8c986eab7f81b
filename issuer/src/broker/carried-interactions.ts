import { AsyncLocalStorage } from "node:async_hooks";
import { BoundedMap } from "@palier/service";
import type { RequestHandler } from "express";
import type { Adapter, AdapterPayload } from "oidc-provider";
import type { BrowserCookie } from "./browser-cookie.js";
import { SealedValue } from "./sealed-value.js";

/** Sign-ins that somebody listed has ended, kept at most; each is of no use after ten minutes. */
const most = 5_000;

interface Carried {
  readonly id: string;
  readonly payload: AdapterPayload;
}

/**
 * What our own provider must remember of a sign-in under way, kept in the browser that signs in: whoever
 * begins many, and ends none, takes nobody's place. One at a time in a browser.
 */
export class CarriedInteractions implements Adapter {
  readonly #sealed = new SealedValue<Carried>("interaction");
  readonly #ended = new BoundedMap<string, true>(most);
  readonly #asked = new AsyncLocalStorage<Parameters<RequestHandler>>();

  constructor(private readonly cookie: BrowserCookie) {}

  /** Everything that the provider does for a request is done within it. */
  readonly within: RequestHandler = (...asked) => this.#asked.run(asked, asked[2]);

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    const sealed = await this.#sealed.seal({ id, payload });
    this.cookie.set(this.#now()[1], sealed, this.#sealed.lifeMs);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    if (this.#ended.has(id)) return undefined;
    const carried = await this.#sealed.open(this.cookie.of(this.#now()[0]));
    return carried?.id === id ? carried.payload : undefined;
  }

  /** Only those that say who somebody is can be of use a second time, and only to whom they were copied. */
  async destroy(id: string): Promise<void> {
    if ((await this.find(id))?.result !== undefined) this.#ended.set(id, true);
    this.cookie.clear(this.#now()[1]);
  }

  // The provider asks none of these of a sign-in.
  async findByUid(): Promise<undefined> {}
  async findByUserCode(): Promise<undefined> {}
  async consume(): Promise<void> {}
  async revokeByGrantId(): Promise<void> {}

  #now(): Parameters<RequestHandler> {
    const asked = this.#asked.getStore();
    if (asked === undefined) throw new Error("a sign-in outside of a request");
    return asked;
  }
}
