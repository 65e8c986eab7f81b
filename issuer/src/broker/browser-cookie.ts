import type { Request, Response } from "express";

/** A cookie of the broker, which a browser brings back to it alone. */
export class BrowserCookie {
  readonly #name: string;

  /** @param isSecure whether browsers reach the broker by https: then they take it from no other host. */
  constructor(
    name: string,
    private readonly isSecure: boolean,
  ) {
    this.#name = isSecure ? `__Host-${name}` : name;
  }

  set(response: Response, value: string, lifeMs: number): void {
    response.cookie(this.#name, value, {
      httpOnly: true,
      secure: this.isSecure,
      sameSite: "lax",
      path: "/",
      maxAge: lifeMs,
    });
  }

  clear(response: Response): void {
    response.clearCookie(this.#name, { secure: this.isSecure, path: "/" });
  }

  of({ headers }: Request): string | undefined {
    const pairs = (headers.cookie ?? "").split("; ");
    return pairs.find((pair) => pair.startsWith(`${this.#name}=`))?.slice(this.#name.length + 1);
  }
}
