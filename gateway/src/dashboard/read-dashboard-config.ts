import { isLoopback, type Settings, type SettingsReading } from "@palier/service";
import type { IdentityConfig } from "../identity/identity-config.js";

import type { DashboardConfig, Tiles } from "./dashboard-config.js";

export const settingsOfDashboard = {
  PALIER_DASHBOARD: {
    is: "the folder of the built pages; without its `index.html`, `/` leads to GraphiQL",
    byDefault: "the installed `@palier/dashboard`",
  },
  PALIER_OUTLINES: {
    is: "the path of a GeoJSON file of outlines, of territories that the convention has none of",
    byDefault: "the convention's alone; without any, a schematic map",
  },
  PALIER_TILES: {
    is: "the map's background: the path of a `.pmtiles` file or of a MapLibre style, `.json`, or the address of pictures with `{z}`, `{x}` and `{y}`",
    byDefault: "no background",
  },
  PALIER_TILES_ATTRIBUTION: {
    is: "the words that the tiles' source asks for, e.g. © IGN",
    byDefault: "required with tiles",
  },
  PALIER_LOGOS: {
    is: "the path of a folder with the logos of landlords and partners, `<code>.svg`, `.png` or `.webp` ([gateway](gateway.md#the-dashboard))",
    byDefault: "names alone",
  },
  PALIER_INVENTED_DATA: {
    is: "whether every page says that its data are invented",
    oneOf: ["yes", "no"],
    byDefault: "`yes` with the demonstration's issuer, else `no`",
  },
} as const satisfies Settings;

type Reading = SettingsReading<keyof typeof settingsOfDashboard>;

/** Reads what browsers are served. */
export function readDashboardConfig(
  read: Reading,
  identity: IdentityConfig | undefined,
): DashboardConfig {
  return Object.freeze({
    folder: read.text("PALIER_DASHBOARD") ?? null,
    tiles: readTiles(read),
    outlinesFile: read.text("PALIER_OUTLINES") ?? null,
    logosFolder: read.text("PALIER_LOGOS") ?? null,
    hasInventedData: readInventedData(read, identity),
  });
}

function readTiles(read: Reading): Tiles | null {
  const { problems } = read;
  const url = read.text("PALIER_TILES");
  const attribution = read.text("PALIER_TILES_ATTRIBUTION");
  if (url === undefined) {
    if (attribution !== undefined) {
      problems.push("PALIER_TILES_ATTRIBUTION is set without PALIER_TILES");
    }
    return null;
  }
  if (!isTileArchive(url) && !isMapStyle(url) && !isTileTemplate(url)) {
    problems.push(
      `PALIER_TILES is "${url}"; it must be the path of a .pmtiles file or of a MapLibre style (.json), or an https:// address (http:// only on this machine) with {z}, {x} and {y} after the host, e.g. https://tiles.example/{z}/{x}/{y}.png`,
    );
  }
  return Object.freeze({ url, attribution: read.required("PALIER_TILES_ATTRIBUTION") });
}

/** Whether it is one file of tiles on this machine: pages ask nobody else. */
export function isTileArchive(url: string): boolean {
  return url.endsWith(".pmtiles") && !isAddress(url);
}

/** Whether it is a file on this machine that says how tiles from elsewhere are drawn. */
export function isMapStyle(url: string): boolean {
  return url.endsWith(".json") && !isAddress(url);
}

function isAddress(url: string): boolean {
  return /^[a-z]+:\/\//i.test(url);
}

/** Whether pages may ask it for tiles, and nobody reads it on the way. */
export function isTileTemplate(text: string): boolean {
  const placeholders = [...text.matchAll(/\{[^}]*\}/g)].map(([found]) => found);
  if ([...placeholders].sort().join("") !== "{x}{y}{z}" || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "" || /[{}]/.test(hostname)) return false;
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

/** The demonstration's accounts come with invented data unless somebody says otherwise. */
function readInventedData(read: Reading, identity: IdentityConfig | undefined): boolean {
  const word = read.word("PALIER_INVENTED_DATA");
  return word === undefined ? identity?.issuer.kind === "DEMONSTRATION" : word === "yes";
}
