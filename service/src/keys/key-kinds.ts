import type { Setting } from "../settings/setting.js";

/** Whose keys are published in a set, which others fetch. */
export interface KeyKind {
  /** How its files' names begin. */
  readonly name: "gateway" | "broker" | "demonstration-issuer";
  /** The file that held its only key, before keys had files of their own. */
  readonly formerFile: string;
  /** Longest life of what it signs. */
  readonly signedSeconds: number;
}

export const gatewayKeys: KeyKind = {
  name: "gateway",
  formerFile: "gateway-keys.json",
  // Visas and its word to the issuer: half a minute each.
  signedSeconds: 30,
};

export const brokerKeys: KeyKind = {
  name: "broker",
  formerFile: "broker-key.json",
  // The longest session that can be set.
  signedSeconds: 12 * 3_600,
};

export const demonstrationIssuerKeys: KeyKind = {
  name: "demonstration-issuer",
  formerFile: "demonstration-issuer-key.json",
  signedSeconds: 3_600,
};

export const keyKinds: readonly KeyKind[] = [gatewayKeys, brokerKeys, demonstrationIssuerKeys];

/** Of whoever replaces keys; it goes into the new key's file, so that all who read it go by the same dates. */
export const keyOverlapSetting = {
  PALIER_KEY_OVERLAP_S: {
    is: "how long `palier keys rotate` has a new key published before it signs, and the one before it after; longer than anybody keeps the key set",
    unit: "s",
    range: { byDefault: 86_400, least: 0, most: 2_592_000 },
  },
} as const satisfies Record<string, Setting>;
