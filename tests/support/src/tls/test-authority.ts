import type { webcrypto } from "node:crypto";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** A certificate and its key, in PEM. */
export interface Pem {
  readonly certificate: string;
  readonly key: string;
}

export interface CertificateRequest {
  /** Under which it is reached; this machine by default. */
  readonly names?: readonly string[];
  /** In days from now, less than zero for the past. */
  readonly days?: readonly [from: number, until: number];
  /** Whose it is; both by default. */
  readonly usage?: "server" | "client";
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const dayMs = 86_400_000;
const thisMachine = ["localhost", "127.0.0.1", "::1"];

/** An authority that a test makes, and that nobody else believes. */
export class TestAuthority {
  private constructor(
    /** PEM of the authority itself. */
    readonly certificate: string,
    private readonly name: string,
    private readonly keys: webcrypto.CryptoKeyPair,
  ) {}

  static async create(name = "Essai"): Promise<TestAuthority> {
    const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
    const own = await X509CertificateGenerator.createSelfSigned({
      name: `CN=${name}`,
      keys,
      signingAlgorithm: algorithm,
      notBefore: new Date(Date.now() - 30 * dayMs),
      notAfter: new Date(Date.now() + 30 * dayMs),
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      ],
    });
    return new TestAuthority(own.toString("pem"), `CN=${name}`, keys);
  }

  async issue({
    names = thisMachine,
    days = [-1, 7],
    usage,
  }: CertificateRequest = {}): Promise<Pem> {
    const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
    const usages = [
      ...(usage === "client" ? [] : [ExtendedKeyUsage.serverAuth]),
      ...(usage === "server" ? [] : [ExtendedKeyUsage.clientAuth]),
    ];
    const extensions: Extension[] = [
      new BasicConstraintsExtension(false),
      new ExtendedKeyUsageExtension(usages),
      new SubjectAlternativeNameExtension(
        names.map((value) => ({ type: /^[\d.]+$|:/.test(value) ? "ip" : "dns", value }) as const),
      ),
      await AuthorityKeyIdentifierExtension.create(this.keys.publicKey),
    ];
    const certificate = await X509CertificateGenerator.create({
      subject: `CN=${names[0]}`,
      issuer: this.name,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: algorithm,
      notBefore: new Date(Date.now() + days[0] * dayMs),
      notAfter: new Date(Date.now() + days[1] * dayMs),
      extensions,
    });
    const key = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
    const lines = key.toString("base64").match(/.{1,64}/g) ?? [];
    return {
      certificate: certificate.toString("pem"),
      key: ["-----BEGIN PRIVATE KEY-----", ...lines, "-----END PRIVATE KEY-----", ""].join("\n"),
    };
  }
}

/** A folder of PEM files, each replaced by a rename as deployments do. */
export class PemFolder {
  private constructor(readonly path: string) {}

  static async create(): Promise<PemFolder> {
    return new PemFolder(await mkdtemp(join(tmpdir(), "palier-tls-")));
  }

  fileOf(name: string): string {
    return join(this.path, name);
  }

  /** @returns its path. */
  async write(name: string, text: string): Promise<string> {
    const path = this.fileOf(name);
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
    return path;
  }

  /** Certificate and key as `<name>.pem` and `<name>.key`. */
  async writePair(name: string, { certificate, key }: Pem) {
    return {
      certificate: await this.write(`${name}.pem`, certificate),
      key: await this.write(`${name}.key`, key),
    };
  }

  remove(): Promise<void> {
    return rm(this.path, { recursive: true, force: true });
  }
}
