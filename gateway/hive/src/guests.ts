import type { Caller, FetchContext } from "@palier/gateway/trust";

/** Whom each request under way is answered for. */
export class Guests {
  readonly #callers = new WeakMap<Request, Caller>();
  readonly #contexts = new WeakMap<Request, FetchContext>();

  admit(request: Request, caller: Caller): void {
    this.#callers.set(request, caller);
  }

  /** @throws Error for a request that was not let in: it must not be answered as nobody's. */
  callerOf(request: Request): Caller {
    const caller = this.#callers.get(request);
    if (caller === undefined) throw new Error("an operation came in without a session");
    return caller;
  }

  begin(request: Request, context: FetchContext): void {
    this.#contexts.set(request, context);
  }

  /** @throws Error where nobody is known to ask: a subgraph is asked for somebody or not at all. */
  contextOf(context: unknown): FetchContext {
    const request = (context as { readonly request?: Request } | null | undefined)?.request;
    const found = request && this.#contexts.get(request);
    if (found === undefined) throw new Error("a fetch was planned for nobody");
    return found;
  }
}
