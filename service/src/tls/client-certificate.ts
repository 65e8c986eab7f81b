import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { thumbprintOf } from "./certificates.js";

interface ClientCertificate {
  readonly thumbprint: string;
  readonly validUntil: number;
}

/** A connection has one certificate for as long as it lasts. */
const known = new WeakMap<Socket, ClientCertificate>();

/**
 * Thumbprint (`x5t#S256`) of the certificate that the caller has proved to hold on this connection;
 * null where TLS does not end here, or asks for none.
 */
export function clientCertificateOf(socket: Socket): string | null {
  return certificateOn(socket)?.thumbprint ?? null;
}

/** Whether the certificate has run out while its connection lasted. */
export function hasRunOut(socket: Socket, now: number): boolean {
  const certificate = certificateOn(socket);
  return certificate !== null && certificate.validUntil < now;
}

function certificateOn(socket: Socket): ClientCertificate | null {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null;
  let certificate = known.get(socket);
  if (certificate === undefined) {
    const shown = socket.getPeerX509Certificate();
    if (shown === undefined) return null;
    certificate = { thumbprint: thumbprintOf(shown), validUntil: Date.parse(shown.validTo) };
    known.set(socket, certificate);
  }
  return certificate;
}
