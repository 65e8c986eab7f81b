import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LogForm } from "@palier/service";
import { loopback } from "../machine/ports.js";
import { gatewayIdentity, landlordIdentity, subgraphIdentity } from "./identity-settings.js";
import type { ServiceDefinition } from "./supervised-service.js";

/** Where things of the platform lie on disk. */
export interface PlatformFiles {
  readonly conventionFile: string;
  readonly supergraphFile: string;
  readonly logFolder: string;
  /** As each service writes what goes there. */
  readonly logForm: LogForm;
  /** Of the gateway's private keys. */
  readonly keyFolder: string;
  /** Of a service's package: bundled, or module by module where a change is built while it runs. */
  readonly program: "main.js" | "run.js";
}

/** What a landlord's process works on. */
export interface LandlordNode {
  readonly slug: string;
  /** Of the login that partners are served by. */
  readonly federatedUrl: string;
  /** Where the landlord says what it shows less than the convention grants; null: nothing. */
  readonly narrowingFile: string | null;
  /** By which heads of its access log are signed; null: none are. */
  readonly logKeyFile: string | null;
}

/**
 * Every subgraph of a convention; each takes a free port and says which.
 *
 * @param gatewayPort where the gateway will listen: landlords fetch its keys there.
 */
export function subgraphDefinitions(
  files: PlatformFiles,
  nodes: readonly LandlordNode[],
  gatewayPort: number,
): ServiceDefinition[] {
  const shared = {
    PALIER_CONVENTION: files.conventionFile,
    PORT: "0",
    ...subgraphIdentity(gatewayPort),
  };
  return [
    define("convention", "@palier/convention", files, shared),
    define("classification", "@palier/classification", files, shared),
    ...nodes.map(({ slug, federatedUrl, narrowingFile, logKeyFile }) =>
      define(slug, "@palier/landlord", files, {
        ...shared,
        PALIER_LANDLORD: slug,
        // Its tables are up to date: it is not given the owner's login, which reads everything.
        PALIER_FEDERATED_DATABASE_URL: federatedUrl,
        ...(narrowingFile !== null && { PALIER_NARROWING: narrowingFile }),
        ...(logKeyFile !== null && { PALIER_LOG_KEY: logKeyFile }),
        ...landlordIdentity(gatewayPort),
      }),
    ),
  ];
}

/** Settings of the gateway alone. */
interface GatewaySettings {
  readonly gatewaySettings: Readonly<Record<string, string>>;
  readonly hasInventedData: boolean;
}

export function gatewayDefinition(
  files: PlatformFiles,
  port: number,
  { gatewaySettings, hasInventedData }: GatewaySettings,
): ServiceDefinition {
  return define("gateway", "@palier/gateway", files, {
    ...gatewaySettings,
    PALIER_INVENTED_DATA: hasInventedData ? "yes" : "no",
    PORT: String(port),
    PALIER_SUPERGRAPH: files.supergraphFile,
    ...gatewayIdentity(files.conventionFile, files.keyFolder),
  });
}

function define(
  name: string,
  packageName: string,
  { logFolder, logForm, program }: PlatformFiles,
  env: Readonly<Record<string, string>>,
): ServiceDefinition {
  const index = fileURLToPath(import.meta.resolve(packageName));
  return {
    name,
    main: join(dirname(index), program),
    env: { HOST: loopback, APOLLO_TELEMETRY_DISABLED: "1", PALIER_LOG: logForm, ...env },
    logFile: join(logFolder, `${name}.log`),
  };
}
