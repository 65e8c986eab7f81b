import type { Convention, PartnerKind } from "@palier/schema";
import type { Router } from "express";
import type { JWK, JWTVerifyGetKey } from "jose";
import type { SessionLives } from "../provider/session-lives.js";

/** One account of the demonstration, without a password. */
export interface DemonstrationAccount {
  readonly account: string;
  /** Code of its partner in the convention. */
  readonly partner: string;
  /** Name of the partner. */
  readonly name: string;
  readonly kind: PartnerKind;
}

/** What the issuer inside the gateway is opened with. */
export interface DemonstrationTerms {
  /** Origin of the gateway, on this machine. */
  readonly origin: string;
  /** As it stands now. */
  readonly convention: () => Pick<Convention, "landlords">;
  readonly accounts: readonly DemonstrationAccount[];
  /** Whether the convention's host has ended the account's access. */
  readonly isShutOut: (account: string) => boolean;
  readonly lives: SessionLives;
  readonly gatewayClientId: string;
  readonly keys: { publicKeys(): Promise<{ readonly keys: readonly JWK[] }> };
  readonly keyFolder: string | null;
  readonly log: (entry: string) => void;
}

export interface DemonstrationIssuer {
  readonly issuer: {
    /** Value of `iss`. */
    readonly name: string;
    readonly keys: JWTVerifyGetKey;
    endpoints(): Promise<{
      readonly authorization: string;
      readonly token: string;
      /** Where a browser goes to sign out. */
      readonly endSession: string;
    }>;
  };
  /** To be mounted at `/oidc`. */
  readonly routes: Router;
}
