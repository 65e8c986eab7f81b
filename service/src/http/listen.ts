import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { isNativeError } from "node:util/types";
import { ConfigurationError } from "@palier/schema";
import type { Endpoint } from "../settings/endpoint.js";

/**
 * Starts listening.
 *
 * @returns origin under which this machine reaches the server, e.g. `http://127.0.0.1:4101`.
 * @throws ConfigurationError naming port and variable when the endpoint cannot be taken.
 */
export async function listen(server: Server, { host, port }: Endpoint): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    const problem = endpointProblem(error, { host, port });
    throw problem === null ? error : new ConfigurationError([problem]);
  }
  return origin(server.address() as AddressInfo);
}

function endpointProblem(error: unknown, { host, port }: Endpoint): string | null {
  const code = isNativeError(error) && "code" in error ? error.code : null;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} of ${host} is in use by another program; stop that program, or set PORT or --port to a free port`;
    case "EACCES":
      return `Port ${port} may not be used by this user; set PORT or --port to 1024 or more`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `${host} is no address of this machine; set HOST to one, e.g. 127.0.0.1`;
    default:
      return null;
  }
}

/** A server that listens on every interface is reached through loopback. */
function origin({ address, family, port }: AddressInfo): string {
  if (family !== "IPv6") return `http://${address === "0.0.0.0" ? "127.0.0.1" : address}:${port}`;
  return `http://[${address === "::" ? "::1" : address}]:${port}`;
}
