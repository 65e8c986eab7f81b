import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { listeningTls, type TlsFiles, type TlsNames } from "../settings/tls-files.js";
import { pemCertificate } from "../tls/certificates.js";
import type { ServiceMetrics } from "./service-metrics.js";

const dayMs = 24 * 60 * 60_000;

/** Paths of PEM files by the names of their settings; null or absent: none is set. */
export type CertificateFiles = Readonly<Record<string, string | null | undefined>>;

/** Certificates and authorities among the files by which a process and its callers know each other. */
export function certificateFiles(
  files: TlsFiles | null | undefined,
  names: TlsNames = listeningTls,
): CertificateFiles {
  return { [names.certificate]: files?.certificate, [names.authorities]: files?.authorities };
}

/** How long the certificates in the files hold; of several in one the first that runs out. */
export function tellCertificates(
  metrics: Pick<ServiceMetrics, "tell">,
  files: CertificateFiles,
  now: () => Date = () => new Date(),
): void {
  const set = Object.entries(files).flatMap(([setting, path]) => (path ? [{ setting, path }] : []));
  metrics.tell({
    name: "palier_certificate_days_left",
    help: "Until the first certificate in the file runs out; 0 for a file that holds none.",
    labels: ["setting"],
    read: () =>
      Promise.all(
        set.map(async ({ setting, path }) => [{ setting }, await daysLeft(path, now())] as const),
      ),
  });
}

async function daysLeft(path: string, now: Date): Promise<number> {
  try {
    const texts = (await readFile(path, "utf8")).match(pemCertificate) ?? [];
    const ends = texts.map((text) => Date.parse(new X509Certificate(text).validTo));
    return ends.length === 0 ? 0 : (Math.min(...ends) - now.getTime()) / dayMs;
  } catch {
    // A process that starts with it now would not: the log says what is wrong.
    return 0;
  }
}
