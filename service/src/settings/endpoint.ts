import type { SettingsReading } from "./read-settings.js";
import type { Settings } from "./setting.js";

/** Where a process listens. */
export interface Endpoint {
  /** Name or address of the interface. */
  readonly host: string;
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
}

/** This machine only, unless told otherwise. */
export function endpointSettings(defaultPort: number): Settings<"HOST" | "PORT"> {
  return {
    HOST: {
      is: "the name or address of the interface to listen on",
      byDefault: "127.0.0.1: this machine only",
    },
    PORT: {
      is: "the TCP port to listen on; 0 lets the system choose",
      range: { byDefault: defaultPort, least: 0, most: 65_535 },
    },
  };
}

export function readEndpoint(read: SettingsReading<"HOST" | "PORT">): Endpoint {
  return { host: read.text("HOST") ?? "127.0.0.1", port: read.number("PORT") };
}
