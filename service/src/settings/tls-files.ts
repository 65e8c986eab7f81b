import type { SettingsReading } from "./read-settings.js";
import type { Settings } from "./setting.js";
import { isLoopback } from "./trusted-hosts.js";

/** Paths of PEM files by which a process and whoever it speaks with know each other; null: none is set. */
export interface TlsFiles {
  /** What the process shows of itself, its own certificate first, then those that lead to an authority. */
  readonly certificate: string | null;
  /** The private key of its own certificate. */
  readonly key: string | null;
  /** Whose word is taken for the others' certificates. */
  readonly authorities: string | null;
}

/** Names of the settings that hold the paths. */
export interface TlsNames<Name extends string = string> {
  readonly certificate: Name;
  readonly key: Name;
  readonly authorities: Name;
}

/** What a process that listens shows, and by whom its callers must be known. */
export const settingsOfListeningTls = {
  PALIER_TLS_CERTIFICATE: {
    is: "the path of the certificate that the process shows, followed in the file by those that lead to its authority (PEM)",
    byDefault: "none: plain HTTP, to this machine alone",
  },
  PALIER_TLS_KEY: {
    is: "the path of that certificate's private key (PEM)",
    byDefault: "required with the certificate",
  },
  PALIER_CLIENT_CA: {
    is: "the path of the authorities (PEM) of which a caller must show a certificate",
    byDefault: "none is asked for",
  },
  PALIER_BEHIND_PROXY: {
    is: "whether a proxy that ends TLS, and nothing else, reaches this port: then plain HTTP is spoken on any interface",
    oneOf: ["yes", "no"],
    byDefault: "`no`",
  },
} as const satisfies Settings;

type ListeningName = keyof typeof settingsOfListeningTls;

export const listeningTls = {
  certificate: "PALIER_TLS_CERTIFICATE",
  key: "PALIER_TLS_KEY",
  authorities: "PALIER_CLIENT_CA",
} as const satisfies TlsNames;

/** Reports a certificate without its key, and the reverse. */
export function readTlsFiles<Name extends string>(
  { text, problems }: SettingsReading<Name>,
  names: TlsNames<NoInfer<Name>>,
): TlsFiles {
  const certificate = text(names.certificate) ?? null;
  const key = text(names.key) ?? null;
  if (certificate !== null && key === null) {
    problems.push(`${names.key} is missing: set it to the key of ${names.certificate}`);
  }
  if (certificate === null && key !== null) {
    problems.push(`${names.certificate} is missing: set it to the certificate of ${names.key}`);
  }
  return { certificate, key, authorities: text(names.authorities) ?? null };
}

/**
 * Reads how a process that listens proves itself; null: it speaks plain HTTP, which it does to this
 * machine, and to others only where the administrator says that a proxy alone reaches it.
 *
 * @param host that it listens on.
 */
export function readListeningTls(
  reading: SettingsReading<ListeningName>,
  host: string,
): TlsFiles | null {
  const { problems } = reading;
  const files = readTlsFiles(reading, listeningTls);
  const isBehindProxy = reading.word("PALIER_BEHIND_PROXY") === "yes";
  if (files.certificate !== null) return files;
  if (files.authorities !== null) {
    problems.push(
      `${listeningTls.authorities} is set without ${listeningTls.certificate}: callers show certificates in TLS alone`,
    );
  }
  if (!isLoopback(host) && !isBehindProxy) {
    problems.push(
      `HOST is "${host}", which other machines can reach, and what they say and hear could be read on its way: set ${listeningTls.certificate} and ${listeningTls.key}, or PALIER_BEHIND_PROXY=yes where nothing but a proxy that ends TLS reaches this port`,
    );
  }
  return null;
}
