import {
  FollowedCertificates,
  readTlsFiles,
  type Settings,
  type SettingsReading,
  type TlsFiles,
  type TlsNames,
} from "@palier/service";

/** By which the gateway and its subgraphs know each other. */
export const settingsOfSubgraphTls = {
  PALIER_CLIENT_CERTIFICATE: {
    is: "the path of the certificate that the gateway shows to subgraphs (PEM)",
    byDefault: "none is shown",
  },
  PALIER_CLIENT_KEY: {
    is: "the path of that certificate's private key (PEM)",
    byDefault: "required with the certificate",
  },
  PALIER_SUBGRAPH_CA: {
    is: "the path of the authorities (PEM) by which subgraphs are known",
    byDefault: "the system's",
  },
} as const satisfies Settings;

export const subgraphTlsNames = {
  certificate: "PALIER_CLIENT_CERTIFICATE",
  key: "PALIER_CLIENT_KEY",
  authorities: "PALIER_SUBGRAPH_CA",
} as const satisfies TlsNames;

/** @returns null where nothing is set: the system's authorities are believed, and no certificate is shown. */
export function readSubgraphTls(
  reading: SettingsReading<keyof typeof settingsOfSubgraphTls>,
): TlsFiles | null {
  const files = readTlsFiles(reading, subgraphTlsNames);
  return Object.values(files).every((path) => path === null) ? null : files;
}

/** @throws ConfigurationError when a file cannot be used. */
export function subgraphCertificates(
  files: TlsFiles | null,
  log: (entry: string) => void,
): FollowedCertificates | null {
  return files && new FollowedCertificates({ files, names: subgraphTlsNames, log });
}
