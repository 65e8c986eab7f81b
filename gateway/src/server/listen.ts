import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { isNativeError } from "node:util/types";
import { ConfigurationError } from "@palier/schema";

/**
 * Starts listening.
 *
 * @returns origin under which this machine reaches the server, e.g. `http://127.0.0.1:4000`.
 * @throws ConfigurationError naming port and setting when the endpoint cannot be taken.
 */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    const problem = problemOf(error, host, port);
    throw problem === null ? error : new ConfigurationError([problem]);
  }
  const { address, family, port: taken } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${taken}`;
}

function problemOf(error: unknown, host: string, port: number): string | null {
  switch (isNativeError(error) && "code" in error ? error.code : null) {
    case "EADDRINUSE":
      return `Port ${port} of ${host} is in use by another program; stop that program, or choose a free port with PORT or --port`;
    case "EACCES":
      return `Port ${port} may not be used by this user; choose 1024 or more with PORT or --port`;
    case "EADDRNOTAVAIL":
      return `${host} is no address of this machine; set HOST to one, e.g. 127.0.0.1`;
    default:
      return null;
  }
}
