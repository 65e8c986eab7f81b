import type { JWTVerifyGetKey } from "jose";
import type { IssuerClock } from "./issuer-clock.js";

/** Who says who people are, as the gateway knows it. */
export interface Issuer {
  /** Value of `iss`. */
  readonly name: string;
  /** Finds the public key of a token's header. Throws when the issuer cannot be asked. */
  readonly keys: JWTVerifyGetKey;
  /** Asks it, and believes the certificates of its authorities alone. */
  readonly fetch: typeof fetch;
  /** Absent where it is this process itself. */
  readonly clock?: IssuerClock;
  /** @throws IssuerUnavailableError */
  endpoints(): Promise<IssuerEndpoints>;
}

export interface IssuerEndpoints {
  readonly authorization: string;
  readonly token: string;
  /** Where a browser goes to sign out; null where the issuer has no such place. */
  readonly endSession?: string | null;
}

/** The issuer does not answer, or not as an issuer does; the message is for the log. */
export class IssuerUnavailableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "IssuerUnavailableError";
  }
}
