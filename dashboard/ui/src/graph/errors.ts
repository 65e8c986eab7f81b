import type { Language } from "../language/language";

/** One error of a GraphQL answer, as the gateway writes it. */
export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: {
    readonly code?: string;
    /** Slug of the landlord that failed; of what one refuses, nobody's. */
    readonly landlord?: string;
    /** The message in French. */
    readonly fr?: string;
    /** Denied fields, each with the convention's line. */
    readonly fields?: readonly DeniedField[];
  };
}

export interface DeniedField {
  /** Coordinate, e.g. `Site.address`. */
  readonly field: string;
  /** Row of the convention's matrix, e.g. `site-address`. */
  readonly line: string;
  readonly en: string;
  readonly fr: string;
}

/** The gateway does not answer: no network, or it is stopped. */
export class OfflineError extends Error {
  override readonly name = "OfflineError";
}

/** The session has ended, or was never there. */
export class SignedOutError extends Error {
  override readonly name = "SignedOutError";
}

/** Too much is asked just now, by the visitor, their organisation or everybody. */
export class BusyError extends Error {
  override readonly name = "BusyError";

  /** @param waitSeconds after which the gateway may answer. */
  constructor(readonly waitSeconds: number) {
    super(`ask again in ${waitSeconds} s`);
  }
}

/** The whole question was refused; nothing was fetched. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";

  constructor(readonly errors: readonly GraphError[]) {
    super(errors.map(({ message }) => message).join(" "));
  }

  get code(): string {
    return this.errors[0]?.extensions?.code ?? "INTERNAL_SERVER_ERROR";
  }

  /** What the convention keeps from the visitor, where that is why. */
  get deniedFields(): readonly DeniedField[] {
    return this.errors.flatMap(({ extensions }) => extensions?.fields ?? []);
  }

  /** The gateway's words, in the one of its languages that the reader is shown. */
  messageIn({ wording }: Pick<Language, "wording">): string {
    return this.errors
      .map(({ message, extensions }) =>
        wording === "FRENCH" ? (extensions?.fr ?? message) : message,
      )
      .join(" ");
  }
}
