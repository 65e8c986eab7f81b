import type { SettingsReading } from "./read-settings.js";
import type { Settings } from "./setting.js";
import { readListeningTls, settingsOfListeningTls, type TlsFiles } from "./tls-files.js";

/** Where a process listens. */
export interface Endpoint {
  /** Name or address of the interface. */
  readonly host: string;
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
  /** By which it proves itself; plain HTTP where it is null or absent. */
  readonly tls?: TlsFiles | null;
}

type Name = "HOST" | "PORT" | keyof typeof settingsOfListeningTls;

/** This machine only, unless told otherwise. */
export function endpointSettings(defaultPort: number): Settings<Name> {
  return {
    HOST: {
      is: "the name or address of the interface to listen on",
      byDefault: "127.0.0.1: this machine only",
    },
    PORT: {
      is: "the TCP port to listen on; 0 lets the system choose",
      range: { byDefault: defaultPort, least: 0, most: 65_535 },
    },
    ...settingsOfListeningTls,
  };
}

export function readEndpoint(read: SettingsReading<Name>): Endpoint {
  const host = read.text("HOST") ?? "127.0.0.1";
  return { host, port: read.number("PORT"), tls: readListeningTls(read, host) };
}
