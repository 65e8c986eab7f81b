import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

/** PostgreSQL's own number. */
const iterations = 4096;

/**
 * What PostgreSQL stores of a password for SCRAM-SHA-256 (RFC 5802, RFC 7677). Given in place of
 * the password it keeps that one out of the server's log of statements, whatever the server's
 * `password_encryption` says.
 *
 * @param password printable ASCII, which needs none of the preparation of RFC 4013.
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  const clientKey = createHmac("sha256", salted).update("Client Key").digest();
  const storedKey = createHash("sha256").update(clientKey).digest("base64");
  const serverKey = createHmac("sha256", salted).update("Server Key").digest("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}
