import type { PartnerKind } from "@palier/schema";
import { type BrowserTerms, browserTerms } from "../identity/browser-sign-in.js";
import type { Identity } from "../identity/identity.js";
import type { BaseMap } from "./base-map.js";
import type { Dashboard } from "./open-dashboard.js";
import type { OutlineSource } from "./outlines.js";

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
  readonly baseMap: Omit<BaseMap, "archive"> | null;
  /** Outlines of territories; null for a schematic map. */
  readonly outlines: {
    /** Where they are, for ever. */
    readonly url: string;
    readonly sources: readonly OutlineSource[];
  } | null;
}

/** What the dashboard takes of the gateway's identity. */
export type DashboardIdentity = Pick<Identity, "browserSignIn" | "accounts" | "convention">;

/** @throws IssuerUnavailableError while nobody can say how to sign in. */
export async function dashboardSettings(
  { config, outlines, baseMap }: Dashboard,
  identity: DashboardIdentity | null,
): Promise<DashboardSettings> {
  const served = await outlines.of(identity?.convention() ?? null);
  return {
    signIn: await browserTerms(identity?.browserSignIn ?? null, "dashboard"),
    isDemonstration: config.hasInventedData,
    accounts: (identity?.accounts ?? []).map(({ account, name, kind }) => ({
      account,
      name,
      kind,
    })),
    baseMap: baseMap && {
      url: baseMap.url,
      attribution: baseMap.attribution,
      kind: baseMap.kind,
    },
    outlines: served && { url: outlineAddress(served.digest), sources: served.sources },
  };
}

function outlineAddress(digest: string): string {
  return `/outlines/${digest}.geojson`;
}
