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
  /** Of the convention what its sign-in page says to whoever opens it; null where nobody signs in. */
  readonly convention: {
    readonly title: string;
    readonly landlords: readonly PartySettings[];
    readonly partners: readonly PartySettings[];
  } | null;
  /** Whether every page must say that its data are invented. */
  readonly isDemonstration: boolean;
  /** Whom a visitor may sign in as without a password; empty where the issuer is another's. */
  readonly accounts: readonly {
    readonly account: string;
    readonly name: string;
    readonly kind: PartnerKind;
  }[];
  readonly baseMap: Pick<BaseMap, "url" | "attribution" | "kind"> | null;
  /** Outlines of territories; null for a schematic map. */
  readonly outlines: {
    /** Where they are, for ever. */
    readonly url: string;
    readonly sources: readonly OutlineSource[];
  } | null;
}

/** A landlord or a partner, as everybody may know it. */
export interface PartySettings {
  readonly code: string;
  readonly name: string;
  /** Where its picture is, for ever; null for none. */
  readonly logo: string | null;
}

/** What the dashboard takes of the gateway's identity. */
export type DashboardIdentity = Pick<Identity, "browserSignIn" | "accounts" | "convention">;

/** @throws IssuerUnavailableError while nobody can say how to sign in. */
export async function dashboardSettings(
  { config, outlines, logos, baseMap }: Dashboard,
  identity: DashboardIdentity | null,
): Promise<DashboardSettings> {
  const convention = identity?.convention() ?? null;
  if (convention !== null) logos.check(convention);
  const party = (code: string, name: string) => ({ code, name, logo: logos.addressOf(code) });
  const served = await outlines.of(convention);
  return {
    signIn: await browserTerms(identity?.browserSignIn ?? null, "dashboard"),
    convention: convention && {
      title: convention.title,
      landlords: convention.landlords.map(({ slug, name }) => party(slug, name)),
      partners: convention.partners.map(({ code, name }) => party(code, name)),
    },
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
