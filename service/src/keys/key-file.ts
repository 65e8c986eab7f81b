import { ConfigurationError, isPublicKey, type SigningKey } from "@palier/schema";
import { calculateJwkThumbprint } from "jose";
import { isRecord } from "../values/is-record.js";
import type { KeptKey } from "./key-schedule.js";

/** To be written readable by its owner only. */
export function keyText({ kid, x, d, announcedAt, signsFrom, endsFormer }: KeptKey): string {
  const kept = { kid, x, ...(d !== null && { d }), announcedAt, signsFrom, endsFormer };
  return `${JSON.stringify(kept, null, 2)}\n`;
}

/**
 * Reads a key's file; messages never quote it.
 *
 * @param number of the file.
 * @throws ConfigurationError when it holds something else.
 */
export function parseKey(text: string, path: string, number: number): KeptKey {
  const value = jsonIn(text);
  if (isRecord(value)) {
    const { kid, x, d = null, endsFormer } = value;
    const [announcedAt, signsFrom] = [instantIn(value.announcedAt), instantIn(value.signsFrom)];
    if (
      isPublicKey(kid) &&
      isPublicKey(x) &&
      // The halves of an Ed25519 key are both 32 bytes.
      (d === null || isPublicKey(d)) &&
      announcedAt !== null &&
      signsFrom !== null &&
      typeof endsFormer === "boolean"
    ) {
      return { number, kid, x, d, announcedAt, signsFrom, endsFormer };
    }
  }
  throw new ConfigurationError([`${path} does not hold a key; take its last copy back`]);
}

/**
 * The key of a file that held the only one, or all of a gateway's.
 *
 * @throws ConfigurationError when it holds something else.
 */
export async function keyOfFormerFile(text: string, path: string): Promise<KeptKey> {
  const value = jsonIn(text);
  const held = isRecord(value) && isRecord(value.signing) ? value.signing : value;
  if (isRecord(held) && isPublicKey(held.x) && isPublicKey(held.d)) {
    const { x, d } = held;
    return firstKey({ x, d }, new Date(0));
  }
  throw new ConfigurationError([`${path} does not hold a key; delete it to start with a new one`]);
}

export async function firstKey(pair: Pick<SigningKey, "x" | "d">, at: Date): Promise<KeptKey> {
  return { ...(await named(pair)), number: 1, announcedAt: at, signsFrom: at, endsFormer: false };
}

export async function named({ x, d }: Pick<SigningKey, "x" | "d">) {
  return { kid: await calculateJwkThumbprint({ kty: "OKP", crv: "Ed25519", x }), x, d };
}

function instantIn(value: unknown): Date | null {
  const instant = typeof value === "string" ? new Date(value) : null;
  return instant === null || Number.isNaN(instant.getTime()) ? null : instant;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message would quote the file, which holds a private key.
    return undefined;
  }
}
