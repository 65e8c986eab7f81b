import { readFileSync } from "node:fs";
import { isNativeError } from "node:util/types";
import type { SettingsReading } from "../settings/read-settings.js";
import type { Settings } from "../settings/setting.js";
import { isLoopback } from "../settings/trusted-hosts.js";

/** Where processes that answer for one another remember things together. */
export interface SharedMemoryConfig {
  readonly host: string;
  readonly port: number;
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number;
  /** Certificates of the authorities by which it is known, PEM; null: the system's. */
  readonly authorities: string | null;
  readonly isTls: boolean;
  /** How many gateways share it: what each may give by itself while it is away. */
  readonly gateways: number;
}

export const settingsOfSharedMemory = {
  REDIS_URL: {
    is: "the address of the Valkey or Redis that several gateways share ([running](running.md#several-gateways)): `rediss://:<password>@<host>:6379`, or `redis://` on this machine",
    byDefault: "a gateway remembers for itself alone",
    isSecret: true,
  },
  PALIER_REDIS_CA: {
    is: "the path of the authorities (PEM) by which that is known, read at the start",
    byDefault: "the system's",
  },
  PALIER_GATEWAYS: {
    is: "how many gateways share it; while it is away each gives so small a part of a partner's budget",
    range: { byDefault: 2, least: 1, most: 64 },
  },
} as const satisfies Settings;

/** @returns null where it is not set. What is wrong is a problem, and never quotes the address. */
export function readSharedMemory(
  read: SettingsReading<keyof typeof settingsOfSharedMemory>,
): SharedMemoryConfig | null {
  const text = read.text("REDIS_URL");
  const caFile = read.text("PALIER_REDIS_CA");
  const gateways = read.number("PALIER_GATEWAYS");
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const database = /^\/?(\d{0,2})$/.exec(url?.pathname ?? "-")?.[1];
  const [username, password] = [decoded(url?.username), decoded(url?.password)];
  if (
    url === null ||
    !/^rediss?:$/.test(url.protocol) ||
    !url.hostname ||
    database === undefined ||
    username === null ||
    password === null
  ) {
    read.problems.push(
      "REDIS_URL must be rediss://:<password>@<host>:<port>, or redis:// on this machine; in a password % is written %25, and so are other signs by their codes",
    );
    return null;
  }
  const isTls = url.protocol === "rediss:";
  if (!isLoopback(url.hostname) && (!isTls || url.password === "")) {
    read.problems.push("REDIS_URL names another machine: it must be rediss:// and have a password");
  }
  return Object.freeze({
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(url.port || 6_379),
    username: username || null,
    password: password || null,
    database: Number(database || 0),
    authorities: caFile === undefined ? null : readAuthorities(caFile, read.problems),
    isTls,
    gateways,
  });
}

/** Null where a `%` begins no code. */
function decoded(part = ""): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    // The message would say no more.
    return null;
  }
}

function readAuthorities(path: string, problems: string[]): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    problems.push(
      `PALIER_REDIS_CA cannot be read (${isNativeError(error) ? error.message : String(error)})`,
    );
    return null;
  }
}
