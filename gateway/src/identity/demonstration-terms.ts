import type { Convention } from "@palier/schema";
import type { Router } from "express";
import type { KeyRing } from "../keys/key-ring.js";
import type { DemonstrationAccount } from "./demonstration-accounts.js";
import type { Issuer } from "./issuer.js";

/** What the issuer inside the gateway is opened with. */
export interface DemonstrationTerms {
  /** Origin of the gateway, on this machine. */
  readonly origin: string;
  readonly convention: Pick<Convention, "landlords">;
  readonly accounts: readonly DemonstrationAccount[];
  readonly gatewayClientId: string;
  readonly keys: Pick<KeyRing, "publicKeys">;
  readonly keyFolder: string | null;
  readonly log: (entry: string) => void;
}

export interface DemonstrationIssuer {
  readonly issuer: Issuer;
  /** To be mounted at `/oidc`. */
  readonly routes: Router;
}
