import type { Endpoint } from "../server/listen.js";

/** The environment as a process receives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads HOST (default 127.0.0.1: this machine only) and PORT.
 *
 * @param problems Receives what cannot be used, so that a configuration reports all at once.
 */
export function readEndpoint(env: Environment, defaultPort: number, problems: string[]): Endpoint {
  const host = env.HOST?.trim() || "127.0.0.1";
  const text = env.PORT?.trim() || String(defaultPort);
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    problems.push(`PORT is "${text}"; it must be a number from 0 to 65535`);
  }
  return { host, port };
}
