import type { BrowserPage } from "./browser-sign-in.js";

/** How callers are known; absent while nobody signs in. */
export interface IdentityConfig {
  readonly issuer: IssuerConfig;
  /** Path of the authorities by which the issuer is known; null or absent: the system's. */
  readonly issuerAuthorities?: string | null;
  /** Path of the convention's file: who the partners are and what they are shown. */
  readonly conventionFile: string;
  /** Folder of the keys, readable by their owner; null for keys that end with the process. */
  readonly keyFolder: string | null;
  /** List of people shut out; null or absent: nobody can be. */
  readonly shutOutFile?: string | null;
  /** Where it is kept what the gateway refused; null: it is not. */
  readonly refusalFolder?: string | null;
  /** File of the operations that partners may ask whom the convention restricts; null: the dashboard's alone. */
  readonly documentFile?: string | null;
  /** Claim of an access token that holds the partner's code in the convention. */
  readonly partnerClaim: string;
  /** The gateway's own client at the issuer, and the `act` of exchanged tokens. */
  readonly clientId: string;
  /** The gateway's own name, `iss` of its visas. */
  readonly name: string;
  /** By how much clocks may differ; of tokens 5 s, of the issuer's 10 s where it is absent. */
  readonly toleranceSeconds?: number;
}

export type IssuerConfig =
  | {
      /** Embedded, without passwords: for this machine alone. */
      readonly kind: "DEMONSTRATION";
      /** Account → code of its partner; null for one account a partner, of the same name. */
      readonly accounts: Readonly<Record<string, string>> | null;
      /** How long a sign-in lasts, and an access token that its page renews; a working day and five minutes where absent. */
      readonly lives?: { readonly sessionSeconds: number; readonly accessSeconds: number };
    }
  | {
      readonly kind: "EXTERNAL";
      readonly url: string;
      /** Where its keys are; null where it says so itself. */
      readonly jwksUrl: string | null;
      /** Public clients under which pages sign in; null where one cannot. */
      readonly clientIds: Readonly<Record<BrowserPage, string | null>>;
      /** Origin under which browsers reach the gateway; null where it is the one it listens on. */
      readonly publicOrigin: string | null;
    };
