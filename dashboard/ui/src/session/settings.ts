/** What the gateway tells its pages, at `/settings.json`. */
export interface Settings {
  /** Null where nobody signs in. */
  readonly signIn: SignInSettings | null;
  /** Whose agreement it is, as the sign-in page says; null where nobody signs in. */
  readonly convention: {
    readonly title: string;
    readonly landlords: readonly PartySettings[];
    readonly partners: readonly PartySettings[];
  } | null;
  /** Data and accounts are invented; every screen says so. */
  readonly isDemonstration: boolean;
  /** Accounts of the demonstration, to switch between. */
  readonly accounts: readonly DemonstrationAccount[];
  /** Background of the map; null: nothing is loaded from elsewhere. */
  readonly baseMap: {
    /** Of a picture, with `{z}`, `{x}` and `{y}`; of one file of tiles, `.pmtiles`; of sources and layers, `.json`. */
    readonly url: string;
    readonly attribution: string;
    readonly kind: "RASTER" | "VECTOR" | "STYLE";
  } | null;
  /** Outlines of territories, and what a map that draws them says of them; null: the map is schematic. */
  readonly outlines: {
    readonly url: string;
    readonly sources: readonly { readonly source: string; readonly licence: string }[];
  } | null;
}

export interface PartySettings {
  readonly code: string;
  readonly name: string;
  /** Where its picture is; null for none. */
  readonly logo: string | null;
}

export interface SignInSettings {
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** Where the browser goes to sign out; null where the issuer has no such place. */
  readonly signOutUrl: string | null;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly resource: string;
  /** Whether the session needs a key of its own, by which it signs purposes. */
  readonly bindsKey: boolean;
}

export interface DemonstrationAccount {
  readonly account: string;
  readonly name: string;
  /** As the convention names kinds of partners, e.g. `POLICE`. */
  readonly kind: string;
}

/** @throws when the gateway does not answer. */
export async function readSettings(): Promise<Settings> {
  const response = await fetch("/settings.json");
  if (!response.ok) throw new Error(`settings: ${response.status}`);
  return (await response.json()) as Settings;
}
