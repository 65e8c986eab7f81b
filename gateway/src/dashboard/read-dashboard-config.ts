import { isLoopback } from "@palier/service";
import type { IdentityConfig } from "../identity/identity-config.js";

import type { DashboardConfig, Tiles } from "./dashboard-config.js";

type Environment = Readonly<Record<string, string | undefined>>;
type Read = (name: string) => string | null;

/**
 * Reads what browsers are served.
 *
 * @param problems receives what is wrong, in words.
 */
export function readDashboardConfig(
  env: Environment,
  identity: IdentityConfig | undefined,
  problems: string[],
): DashboardConfig {
  const read = (name: string) => env[name]?.trim() || null;
  return Object.freeze({
    folder: read("PALIER_DASHBOARD"),
    tiles: readTiles(read, problems),
    outlinesFile: read("PALIER_OUTLINES"),
    hasInventedData: readInventedData(read, identity, problems),
  });
}

function readTiles(read: Read, problems: string[]): Tiles | null {
  const url = read("PALIER_TILES");
  const attribution = read("PALIER_TILES_ATTRIBUTION");
  if (url === null) {
    if (attribution !== null) {
      problems.push("PALIER_TILES_ATTRIBUTION is set without PALIER_TILES");
    }
    return null;
  }
  if (!isTileTemplate(url)) {
    problems.push(
      `PALIER_TILES is "${url}"; it must be an https:// address (http:// only on this machine) with {z}, {x} and {y} after the host, e.g. https://tiles.example/{z}/{x}/{y}.png`,
    );
  }
  if (attribution === null) {
    problems.push(
      "PALIER_TILES_ATTRIBUTION is missing: set it to the words that the tiles' source asks for, e.g. © IGN",
    );
  }
  return Object.freeze({ url, attribution: attribution ?? "" });
}

function isTileTemplate(text: string): boolean {
  const placeholders = [...text.matchAll(/\{[^}]*\}/g)].map(([found]) => found);
  if ([...placeholders].sort().join("") !== "{x}{y}{z}" || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "" || /[{}]/.test(hostname)) return false;
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

/** The demonstration's accounts come with invented data unless somebody says otherwise. */
function readInventedData(
  read: Read,
  identity: IdentityConfig | undefined,
  problems: string[],
): boolean {
  const text = read("PALIER_INVENTED_DATA");
  if (text === null) return identity?.issuer.kind === "DEMONSTRATION";
  if (text !== "yes" && text !== "no") {
    problems.push(`PALIER_INVENTED_DATA is "${text}"; it must be yes or no`);
  }
  return text === "yes";
}
