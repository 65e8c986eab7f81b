import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { isLoopback } from "../settings/trusted-hosts.js";

/** A connection as a server is given it. */
export type Connection = Pick<Socket, "remoteAddress" | "once" | "destroy" | "destroySoon">;

/** The connections of one server: how many come from where, and what is under way on each. */
export class Connections {
  readonly #underWay = new Map<Connection, Set<ServerResponse>>();
  /** Of those that are open: no more entries than there are connections. */
  readonly #byNetwork = new Map<string, number>();
  #isEnding = false;

  /** @param mostPerAddress 0 for any number. */
  constructor(readonly mostPerAddress: number) {}

  /**
   * Takes a connection in, or closes it where its address has as many as it may. Those of this
   * machine are not counted: whoever listens behind a proxy gets everybody's from it.
   *
   * @returns whether it was taken in.
   */
  admit(connection: Connection): boolean {
    const network = networkOf(connection.remoteAddress ?? "");
    const open = (this.#byNetwork.get(network) ?? 0) + 1;
    if (this.mostPerAddress > 0 && open > this.mostPerAddress && !isLoopback(network)) {
      connection.destroy();
      return false;
    }
    this.#byNetwork.set(network, open);
    this.#underWay.set(connection, new Set());
    connection.once("close", () => {
      this.#underWay.delete(connection);
      const left = (this.#byNetwork.get(network) ?? 1) - 1;
      if (left > 0) this.#byNetwork.set(network, left);
      else this.#byNetwork.delete(network);
    });
    return true;
  }

  /** What is said on a connection is said on another from now on: the same, read through TLS. */
  wrap(connection: Connection, by: Connection): void {
    if (!this.#underWay.delete(connection)) return;
    this.#underWay.set(by, new Set());
    by.once("close", () => this.#underWay.delete(by));
  }

  /** Notes that an answer is under way, until it has left. */
  begin(connection: Connection, response: ServerResponse): void {
    const responses = this.#underWay.get(connection);
    responses?.add(response);
    response.once("close", () => {
      responses?.delete(response);
      if (this.#isEnding && responses?.size === 0) connection.destroySoon();
    });
  }

  /** Each answer that is under way will be the last of its connection. */
  announceEnd(): void {
    for (const responses of this.#underWay.values()) {
      for (const response of responses) sayLast(response);
    }
  }

  /** Closes those on which nothing is under way, and the others as soon as that is so. */
  end(): void {
    this.#isEnding = true;
    for (const [connection, responses] of this.#underWay) {
      if (responses.size === 0) connection.destroySoon();
    }
  }
}

/** The connection closes once this answer has left. */
export function sayLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("Connection", "close");
}

/** An address; of IPv6 its first half, since whoever has one address there has all that begin so. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":") || isLoopback(plain)) return plain;
  const [head = [], tail = []] = plain.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = new Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0");
  return [...head, ...zeros, ...tail].slice(0, 4).join(":");
}
