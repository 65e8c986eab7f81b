import type { PartnerKind } from "@palier/schema";
import { type BrowserTerms, browserTerms } from "../identity/browser-sign-in.js";
import type { Identity } from "../identity/identity.js";
import type { Tiles } from "./dashboard-config.js";
import type { Dashboard } from "./open-dashboard.js";

/** What the dashboard reads before anything else, as `settings.json`. */
export interface DashboardSettings {
  /** How it signs in; null where nobody does. */
  readonly signIn: BrowserTerms | null;
  /** Whether every page must say that its data are invented. */
  readonly isDemonstration: boolean;
  /** Whom a visitor may sign in as without a password; empty where the issuer is another's. */
  readonly accounts: readonly {
    readonly account: string;
    readonly name: string;
    readonly kind: PartnerKind;
  }[];
  readonly tiles: Tiles | null;
  readonly hasOutlines: boolean;
}

/** What the dashboard takes of the gateway's identity. */
export type DashboardIdentity = Pick<Identity, "browserSignIn" | "accounts">;

/** @throws IssuerUnavailableError while nobody can say how to sign in. */
export async function dashboardSettings(
  { config, outlines }: Dashboard,
  identity: DashboardIdentity | null,
): Promise<DashboardSettings> {
  return {
    signIn: await browserTerms(identity?.browserSignIn ?? null, "dashboard"),
    isDemonstration: config.hasInventedData,
    accounts: (identity?.accounts ?? []).map(({ account, name, kind }) => ({
      account,
      name,
      kind,
    })),
    tiles: config.tiles,
    hasOutlines: outlines !== null,
  };
}
