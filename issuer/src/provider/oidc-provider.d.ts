/** What issuers of ours use of oidc-provider, which brings no types. */
declare module "oidc-provider" {
  import type { KeyObject } from "node:crypto";
  import type { IncomingMessage, ServerResponse } from "node:http";

  export interface Interaction {
    readonly uid: string;
    readonly prompt: { readonly name: string };
    readonly params: Readonly<Record<string, unknown>>;
  }

  export interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  export interface OidcClient {
    grantTypeAllowed(type: string): boolean;
  }

  /** What has come of a sign-in. */
  export interface OfSignIn {
    /** Of the sign-in, seconds since 1970. */
    readonly authTime?: number;
  }

  export interface AuthorizationCode extends OfSignIn {
    readonly redirectUri?: string;
  }

  /** A request as the provider's own functions receive it. */
  export interface ProviderContext {
    readonly oidc: {
      readonly provider: Provider;
      readonly client: { readonly clientId: string };
      readonly session?: { readonly accountId?: string };
      readonly params: Readonly<Record<string, unknown>>;
      /** What the request is about, as far as it is known by then. */
      readonly entities: {
        readonly AuthorizationCode?: AuthorizationCode;
        readonly RefreshToken?: OfSignIn;
      };
    };
    set(header: string, value: string): void;
    body: unknown;
    /** Media type of the answer. */
    type: string;
  }

  /** Where the provider keeps what it must remember. */
  export interface Adapter {
    upsert(id: string, payload: AdapterPayload, expiresInSeconds: number): Promise<void>;
    find(id: string): Promise<AdapterPayload | undefined>;
    findByUid(uid: string): Promise<AdapterPayload | undefined>;
    findByUserCode(userCode: string): Promise<AdapterPayload | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  export interface AdapterPayload {
    readonly uid?: string;
    readonly grantId?: string;
    readonly [key: string]: unknown;
  }

  /** Metadata of a client, by its registered names (RFC 7591). */
  export type ClientMetadata = Readonly<Record<string, unknown>>;

  export class Provider {
    /** @param configuration as its documentation has it. */
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    /** Whether headers of a proxy are believed. */
    proxy: boolean;
    readonly Grant: new (of: {
      accountId: string;
      clientId: string;
    }) => Grant;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    registerGrantType(
      name: string,
      answer: (ctx: ProviderContext) => Promise<void>,
      parameters: readonly string[],
    ): void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: Readonly<Record<string, unknown>>,
      options: { readonly mergeWithLastSubmission: boolean },
    ): Promise<void>;
    /** What is refused has its code of OAuth in `error`. */
    on(
      event: string,
      listener: (ctx: unknown, error: Error & { readonly error?: string }) => void,
    ): this;
  }

  /** A key whose private half is not the provider's. */
  export class ExternalSigningKey {
    kid: string;
    alg: string;
    keyObject(): KeyObject;
  }

  export const interactionPolicy: {
    base(): { remove(prompt: string): void };
  };

  class ProviderError extends Error {
    constructor(description?: string);
  }

  export const errors: {
    readonly InvalidGrant: typeof ProviderError;
    readonly InvalidRequest: typeof ProviderError;
    readonly InvalidTarget: typeof ProviderError;
    readonly SessionNotFound: typeof ProviderError;
  };
}
