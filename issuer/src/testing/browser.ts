/** Keeps cookies by host and port, and follows redirects until a page, or an address that nobody serves. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Another with the same cookies. */
  copy(): Browser {
    const copy = new Browser();
    for (const [host, kept] of this.#cookies) copy.#cookies.set(host, new Map(kept));
    return copy;
  }

  async go(url: string): Promise<Response> {
    const { host } = new URL(url);
    const kept = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, kept);
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...kept].map((pair) => pair.join("=")).join("; ") },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
      if (value === "") kept.delete(name);
      else kept.set(name, value);
    }
    return response;
  }

  /** @param end where a redirect leads that is not followed any more. */
  async follow(url: string, end: string): Promise<{ readonly at: URL; readonly status: number }> {
    let next = url;
    for (let step = 0; step < 20; step += 1) {
      const response = await this.go(next);
      const location = response.headers.get("location");
      if (location === null) return { at: new URL(next), status: response.status };
      next = new URL(location, next).href;
      if (next.startsWith(end)) return { at: new URL(next), status: response.status };
    }
    throw new Error(`no end of redirects from ${url}`);
  }
}
