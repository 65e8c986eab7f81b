import { isLoopback } from "@palier/service";
import type { RequestHandler } from "express";

const hostPattern = /^(?<name>[a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i;

/**
 * Refuses requests under a name that is not the gateway's own: a page from elsewhere whose name was
 * pointed at this machine would otherwise read all that the gateway answers. Its own are the names
 * of this machine, the address that the request came to, and the public address.
 *
 * @param publicOrigin under which browsers reach the gateway; null where it has none of its own.
 */
export function refuseForeignHosts(publicOrigin: string | null): RequestHandler {
  const publicName = publicOrigin === null ? null : new URL(publicOrigin).hostname;
  return (request, response, next) => {
    const name = hostPattern.exec(request.headers.host ?? "")?.groups?.name?.toLowerCase() ?? "";
    if (isLoopback(name) || name === publicName) return next();
    if (name !== "" && name === hostOf(request.socket.localAddress ?? "")) return next();
    const message = "The gateway does not go by this name; PALIER_PUBLIC_URL gives it one";
    response.status(421).json({ errors: [{ message, extensions: { code: "BAD_REQUEST" } }] });
  };
}

/** An address as `Host` writes it. */
function hostOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, "");
  return plain.includes(":") ? `[${plain}]` : plain;
}
