import type { Request, RequestHandler, Response } from "express";
import { isLoopback } from "../settings/trusted-hosts.js";
import { networkOf } from "./connections.js";

/** Bytes of the bodies of requests that are not answered yet. */
export interface RoomLimits {
  readonly ofAll: number;
  /** Less than of all: whoever comes while one sends everything finds room. */
  readonly ofEach: number;
}

/** Who sends a request; null: nobody in particular, bounded with all others only. */
export type SenderOf = (request: Request, response: Response) => string | null;

/**
 * Memory for bodies, from their first byte until the request is answered: connections are bounded in
 * number, and each could hold a body of the greatest size while it waits. Bytes count as they come,
 * so that whoever says much and sends nothing takes no room from others.
 */
export class BodyRoom {
  readonly #limits: RoomLimits;
  /** By sender; no more entries than there are requests under way. */
  readonly #bySender = new Map<string, number>();
  #taken = 0;

  constructor(limits: RoomLimits) {
    this.#limits = limits;
  }

  get takenBytes(): number {
    return this.#taken;
  }

  /**
   * Stands right before what reads the body.
   *
   * @param refuse answers a request for which there is no room: before its body is read where it
   *   says how long it is, and in the middle otherwise. The connection closes then.
   */
  guard(senderOf: SenderOf, refuse: (response: Response) => void): RequestHandler {
    return (request, response, next) => {
      const sender = senderOf(request, response);
      const turnAway = () => {
        if (response.headersSent) return;
        response.setHeader("Connection", "close");
        refuse(response);
      };
      const declared = declaredBytes(request);
      if (declared > this.#limits.ofEach) {
        // Too large for what reads it, which says so and keeps nothing of it.
        next();
        return;
      }
      if (!this.#hasRoom(sender, declared)) {
        turnAway();
        return;
      }
      let own = 0;
      request.on("data", (chunk: Buffer) => {
        if (response.writableEnded) return;
        if (this.#hasRoom(sender, chunk.length)) {
          own += chunk.length;
          this.#take(sender, chunk.length);
        } else turnAway();
      });
      response.once("close", () => this.#take(sender, -own));
      next();
    };
  }

  #hasRoom(sender: string | null, bytes: number): boolean {
    const { ofAll, ofEach } = this.#limits;
    if (this.#taken + bytes > ofAll) return false;
    return sender === null || (this.#bySender.get(sender) ?? 0) + bytes <= ofEach;
  }

  #take(sender: string | null, bytes: number): void {
    this.#taken += bytes;
    if (sender === null) return;
    const taken = (this.#bySender.get(sender) ?? 0) + bytes;
    if (taken > 0) this.#bySender.set(sender, taken);
    else this.#bySender.delete(sender);
  }
}

/** 0 for a body that does not say. */
function declaredBytes({ headers }: Request): number {
  const length = Number(headers["content-length"] ?? 0);
  return Number.isFinite(length) ? length : 0;
}

/** The network that a request comes from; null for this machine's: a proxy on it sends everybody's. */
export const networkSender: SenderOf = ({ socket }) => {
  const network = networkOf(socket.remoteAddress ?? "");
  return isLoopback(network) ? null : network;
};
