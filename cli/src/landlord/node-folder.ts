import { join, resolve } from "node:path";

/** What a landlord keeps of its node in one folder. */
export interface NodeFolder {
  readonly root: string;
  /** What was answered when the node was set up. */
  readonly answers: string;
  /** By which the landlord signs. */
  readonly signingKey: string;
  /** By which the node signs heads of its access log. */
  readonly logKey: string;
  /** Settings of the node's service, `NAME=value` a line. */
  readonly settings: string;
  /** Addresses of the database, each with its password: the owner's, and that of the login for partners. */
  readonly databaseUrl: string;
  readonly federatedUrl: string;
  /** One `.yaml` file a version; the node follows it. */
  readonly conventions: string;
  /** Certificate and key that the node shows, and the authorities by which it knows the gateway. */
  readonly certificate: string;
  readonly certificateKey: string;
  readonly callers: string;
  /** What is sent to the coordinator. */
  party(slug: string): string;
  convention(reference: string, version: number): string;
  signature(reference: string, version: number, slug: string): string;
  leaving(slug: string): string;
}

export function nodeFolder(path: string): NodeFolder {
  const root = resolve(path);
  const conventions = join(root, "convention");
  const versionName = (reference: string, version: number) => `${reference}-${version}`;
  return {
    root,
    answers: join(root, "answers.yaml"),
    signingKey: join(root, "signing-key.json"),
    logKey: join(root, "log-key.json"),
    settings: join(root, "node.env"),
    databaseUrl: join(root, "database-url"),
    federatedUrl: join(root, "federated-database-url"),
    conventions,
    certificate: join(root, "server.pem"),
    certificateKey: join(root, "server.key"),
    callers: join(root, "clients.pem"),
    party: (slug) => join(root, `${slug}.landlord.yaml`),
    convention: (reference, version) =>
      join(conventions, `${versionName(reference, version)}.yaml`),
    signature: (reference, version, slug) =>
      join(root, `${versionName(reference, version)}.yaml.${slug}.jws`),
    leaving: (slug) => join(root, `${slug}.leaving.jws`),
  };
}
