import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { isNativeError } from "node:util/types";
import { ConfigurationError } from "@palier/schema";
import type { TlsFiles, TlsNames } from "../settings/tls-files.js";

/** What a process shows of itself. */
export interface OwnCertificate {
  /** PEM, with those that lead to an authority. */
  readonly certificate: string;
  /** PEM. */
  readonly key: string;
  readonly names: string;
  readonly validUntil: Date;
  /** As a visa that is bound to it names it. */
  readonly thumbprint: string;
}

/** What the files hold at one moment. */
export interface Certificates {
  /** Null where the settings name none. */
  readonly own: OwnCertificate | null;
  /** PEM; null where the settings name none: then the system's are believed. */
  readonly authorities: readonly string[] | null;
}

/** Each certificate of a text in PEM. */
export const pemCertificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Reads what the files hold, as far as it can be used now: an own certificate that fits its key and
 * is in its days, authorities that are certificates.
 *
 * @param names of the settings, for the words of what is wrong.
 * @throws ConfigurationError naming every problem; none quotes a file.
 */
export function readCertificates(files: TlsFiles, names: TlsNames, now: Date): Certificates {
  const problems: string[] = [];
  const own =
    files.certificate === null || files.key === null
      ? null
      : readOwn(files.certificate, files.key, names, now, problems);
  const authorities =
    files.authorities === null ? null : readAll(files.authorities, names.authorities, problems);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { own, authorities: authorities?.map((each) => each.toString()) ?? null };
}

/** SHA-256 of the certificate, base64url, as `x5t#S256` (RFC 8705). */
export function thumbprintOf({ fingerprint256 }: Pick<X509Certificate, "fingerprint256">): string {
  return Buffer.from(fingerprint256.replaceAll(":", ""), "hex").toString("base64url");
}

function readOwn(
  certificateFile: string,
  keyFile: string,
  names: TlsNames,
  now: Date,
  problems: string[],
): OwnCertificate | null {
  const [own, ...others] = readAll(certificateFile, names.certificate, problems);
  const key = readKey(keyFile, names.key, problems);
  if (own === undefined || key === null) return null;
  if (!own.checkPrivateKey(key)) {
    problems.push(`${names.key} is another key than that of the certificate in ${certificateFile}`);
  }
  const [validFrom, validUntil] = [new Date(own.validFrom), new Date(own.validTo)];
  if (now > validUntil) {
    problems.push(`${names.certificate} has run out: it was valid until ${own.validTo}`);
  }
  if (now < validFrom) {
    problems.push(`${names.certificate} is not valid before ${own.validFrom}`);
  }
  return {
    certificate: [own, ...others].map((each) => each.toString()).join(""),
    key: key.export({ type: "pkcs8", format: "pem" }).toString(),
    names: own.subjectAltName ?? own.subject,
    validUntil,
    thumbprint: thumbprintOf(own),
  };
}

/** Empty where there is a problem. */
function readAll(file: string, setting: string, problems: string[]): X509Certificate[] {
  try {
    const texts = readFileSync(file, "utf8").match(pemCertificate) ?? [];
    if (texts.length === 0) problems.push(`${setting}: ${file} holds no certificate in PEM`);
    return texts.map((text) => new X509Certificate(text));
  } catch (error) {
    problems.push(`${setting}: ${file} cannot be used (${wordsOf(error)})`);
    return [];
  }
}

function readKey(file: string, setting: string, problems: string[]): KeyObject | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    problems.push(`${setting}: ${file} cannot be read (${wordsOf(error)})`);
    return null;
  }
  try {
    return createPrivateKey(text);
  } catch {
    // The reason could say something of a private key.
    problems.push(
      `${setting}: ${file} holds no private key in PEM that can be read without a passphrase`,
    );
    return null;
  }
}

function wordsOf(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}
