import { type Environment, readNumber, textOf } from "./read-settings.js";

/** Where a process listens. */
export interface Endpoint {
  /** Name or address of the interface. */
  readonly host: string;
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
}

/**
 * Reads HOST (default 127.0.0.1: this machine only) and PORT.
 *
 * @param problems Receives what cannot be used, so that a configuration reports all at once.
 */
export function readEndpoint(env: Environment, defaultPort: number, problems: string[]): Endpoint {
  const host = textOf(env, "HOST") ?? "127.0.0.1";
  const ports = { byDefault: defaultPort, least: 0, most: 65_535 };
  return { host, port: readNumber(env, "PORT", ports, problems) };
}
