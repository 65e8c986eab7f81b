import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer, type Server, type ServerOptions } from "node:https";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { UnauthenticatedError } from "@palier/schema";
import { quietLog } from "../log/quiet-log.js";
import { listeningTls, type TlsFiles } from "../settings/tls-files.js";
import type { Certificates } from "../tls/certificates.js";
import { hasRunOut } from "../tls/client-certificate.js";
import { FollowedCertificates } from "../tls/followed-certificates.js";
import { type Connections, sayLast } from "./connections.js";

/** A connection before and after its handshake. */
interface Opened {
  readonly raw: Socket;
  /** Number of the certificates that were in use when it was opened. */
  readonly under: number;
}

/** What a connection that was read through TLS runs over. */
const raws = new WeakMap<Socket, Socket>();

/** Ends a connection, through TLS or not, so that whoever reads it cannot take that for the end of an answer. */
export function resetConnection(connection: Socket): void {
  (raws.get(connection) ?? connection).resetAndDestroy();
}

/** What watchers of processes ask, who have no certificate; the answers say nothing of anybody. */
const openPaths: ReadonlySet<string> = new Set(["/health/live", "/health/ready"]);

/**
 * TLS as it ends in a process of ours. Where callers must show a certificate, one without may ask
 * whether the process is well, and nothing else: nothing more of what it sends is read.
 */
export class ServerTls {
  readonly #followed: FollowedCertificates;
  readonly #asksForCertificates: boolean;
  readonly #note: (kind: string, entry: string) => void;
  /** By both ends' address and port. */
  readonly #opened = new Map<string, Opened>();
  readonly #under = new WeakMap<Socket, number>();
  /** How often certificates were replaced. */
  #generation = 0;

  /** @throws ConfigurationError when the files cannot be used. */
  constructor(files: TlsFiles, log: (entry: string) => void) {
    this.#followed = new FollowedCertificates({ files, names: listeningTls, log });
    this.#asksForCertificates = files.authorities !== null;
    this.#note = quietLog(log, () => performance.now());
  }

  createServer(options: ServerOptions, take: RequestListener, connections: Connections): Server {
    const server = createServer(
      {
        ...options,
        ...contextOf(this.#followed.current),
        requestCert: this.#asksForCertificates,
        // Looked at with each request, where it can be said whose was refused and why.
        rejectUnauthorized: false,
      },
      take,
    );
    server.on("connection", (raw: Socket) => this.#open(raw));
    server.prependListener("secureConnection", (socket) => this.#secure(socket, connections));
    server.on("tlsClientError", (error) => {
      this.#note("handshake", `no TLS with a caller: ${codeOf(error)}`);
    });
    this.#followed.listen((certificates) => {
      this.#generation += 1;
      server.setSecureContext(contextOf(certificates));
    });
    this.#followed.start();
    return server;
  }

  /**
   * Whether a request may go on; if not, it has been answered. The first answer after certificates
   * were replaced is the last of a connection that was opened under those before.
   */
  admits(request: IncomingMessage, response: ServerResponse): boolean {
    // Every connection of this server went through a handshake.
    const socket = request.socket as TLSSocket;
    if (this.#under.get(socket) !== this.#generation) sayLast(response);
    if (!this.#asksForCertificates) return true;
    const problem = problemOf(socket);
    if (problem === null) return true;
    sayLast(response);
    if (request.method === "GET" && openPaths.has(request.url ?? "")) return true;
    const { message, extensions } = new UnauthenticatedError();
    response.writeHead(401, { "Content-Type": "application/json; charset=utf-8" });
    response.end(JSON.stringify({ errors: [{ message, extensions }] }));
    this.#note(problem, `a caller was refused: ${problem}`);
    return false;
  }

  stop(): Promise<void> {
    return this.#followed.stop();
  }

  #open(raw: Socket): void {
    const ends = endsOf(raw);
    this.#opened.set(ends, { raw, under: this.#generation });
    raw.once("close", () => this.#opened.delete(ends));
  }

  #secure(socket: TLSSocket, connections: Connections): void {
    const opened = this.#opened.get(endsOf(socket));
    if (opened === undefined) {
      socket.destroy();
      return;
    }
    connections.wrap(opened.raw, socket);
    raws.set(socket, opened.raw);
    this.#under.set(socket, opened.under);
  }
}

/** What is wrong with the certificate that a caller must show; null: nothing. */
function problemOf(socket: TLSSocket): string | null {
  if (socket.authorized) {
    return hasRunOut(socket, Date.now()) ? "its client certificate has run out" : null;
  }
  return socket.getPeerX509Certificate() === undefined
    ? "it shows no client certificate"
    : `its client certificate does not hold (${codeOf(socket.authorizationError)})`;
}

function contextOf({ own, authorities }: Certificates) {
  return {
    ...(own !== null && { cert: own.certificate, key: own.key }),
    ...(authorities !== null && { ca: [...authorities] }),
  };
}

function endsOf({ remoteAddress, remotePort, localAddress, localPort }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress} ${localPort}`;
}

function codeOf(error: unknown): string {
  if (typeof error === "string") return error;
  return String((error as NodeJS.ErrnoException | undefined)?.code ?? "unknown");
}
