import { mkdir, writeFile } from "node:fs/promises";
import { type Convention, federationOf } from "@palier/schema";
import { composeSupergraph } from "@palier/schema/composition";
import type { LogForm } from "@palier/service";
import { describeNarrowings, openNarrowings } from "./agreement/narrowings.js";
import { prepareNodes } from "./agreement/prepare-nodes.js";
import { writeServedConvention } from "./agreement/served-convention.js";
import { PlatformError } from "./machine/platform-error.js";
import type { PlatformFolder } from "./machine/platform-folder.js";
import { claimPorts, freePort, loopback } from "./machine/ports.js";
import type { Reporter } from "./machine/reporter.js";
import { listenForStop } from "./machine/stop-request.js";
import type { LocalPostgres } from "./postgres/local-postgres.js";
import { refuseSecondPlatform } from "./postgres/serving-platform.js";
import { keepPostgres } from "./services/kept-postgres.js";
import {
  gatewayDefinition,
  type PlatformFiles,
  subgraphDefinitions,
} from "./services/service-definitions.js";
import type { ServiceDefinition } from "./services/supervised-service.js";
import { Supervisor } from "./services/supervisor.js";

/** Where debuggers look first. */
const inspectPort = 9229;

/** What one local platform serves. */
export interface PlatformPlan {
  readonly folder: PlatformFolder;
  /** As its parties wrote it; landlords without a key get one of this machine's. */
  readonly convention: Convention;
  /** Beside which the convention's files of outlines are; left out: it names none. */
  readonly conventionFolder?: string;
  /** Of the graph; 0: any free one. */
  readonly port: number;
  /** Of the gateway alone. */
  readonly gatewaySettings: Readonly<Record<string, string>>;
  /** As services write their logs. */
  readonly logForm: LogForm;
  /** Whether every page must say that its data are invented. */
  readonly hasInventedData: boolean;
  /** Name of the service that a debugger may attach to. */
  readonly inspected?: string | undefined;
  /** Where programs are built again while they run: calls back after each build. */
  readonly followBuilds?: ((built: () => void) => void) | undefined;
  /** Fills the landlords' databases (URLs by slug) before anything is served. */
  prepare(databaseUrls: ReadonlyMap<string, string>): Promise<void>;
  /** What to tell once the graph answers at this URL. */
  announce(graphUrl: string): string;
}

/**
 * Runs a convention's whole platform on this machine until the user ends it.
 *
 * @throws PlatformError when it cannot start; nothing is left running then.
 */
export async function runPlatform(plan: PlatformPlan, reporter: Reporter): Promise<void> {
  checkInspected(plan);
  await refuseSecondPlatform(plan.folder.root);
  await claimPorts([{ port: plan.port, purpose: "the graph", remedy: `--port ${plan.port + 1}` }]);
  const narrowings = openNarrowings(plan.folder, plan.convention);
  for (const line of describeNarrowings(narrowings)) reporter.line(line);
  const stop = listenForStop();
  const report = (line: string) => reporter.line(line);
  const postgres = await reporter.step("Starting the database", () =>
    keepPostgres(plan.folder.root, report),
  );
  const supervisor = new Supervisor(postgres, report);
  const running = bringUp(plan, narrowings.files, reporter, postgres, supervisor);
  try {
    await Promise.race([running, stop.first]);
    await stop.first;
  } finally {
    // What was under way ends in an error once its database stops.
    running.catch(() => {});
    reporter.line("\nStopping …");
    await Promise.race([supervisor.stop(), stop.second.then(() => supervisor.kill())]);
    stop.dispose();
    reporter.line("Stopped. The data are kept.");
  }
}

async function bringUp(
  plan: PlatformPlan,
  narrowings: ReadonlyMap<string, string>,
  reporter: Reporter,
  postgres: LocalPostgres,
  supervisor: Supervisor,
): Promise<void> {
  await postgres.claimServing();
  const { supergraph, logs, keys } = plan.folder;
  const served = await writeServedConvention(plan.convention, plan.folder, plan.conventionFolder);
  const { convention, file: conventionFile } = served;
  const files: PlatformFiles = {
    conventionFile,
    supergraphFile: supergraph,
    logFolder: logs,
    logForm: plan.logForm,
    keyFolder: keys,
    program: plan.followBuilds === undefined ? "main.js" : "run.js",
  };
  await mkdir(files.logFolder, { recursive: true });
  const databaseUrls = new Map<string, string>();
  for (const { slug } of convention.landlords) {
    databaseUrls.set(slug, await postgres.landlordUrl(slug));
  }
  await plan.prepare(databaseUrls);
  const federatedUrls = await reporter.step("Signing the convention", () =>
    prepareNodes(served, databaseUrls, postgres, (words) => reporter.line(`  ${words}`)),
  );
  for (const { slug } of convention.landlords) {
    if (!served.keys.has(slug)) reporter.line(`  ${slug} signs elsewhere: its key is not here.`);
  }
  const nodes = convention.landlords.map(({ slug }) => ({
    slug,
    federatedUrl: federatedUrls.get(slug) ?? "",
    narrowingFile: narrowings.get(slug) ?? null,
    logKeyFile: served.logKeyFiles.get(slug) ?? null,
  }));
  // Chosen now: the issuer's name, which landlords must know, contains it.
  const port = plan.port === 0 ? await freePort() : plan.port;
  const graphUrl = await reporter.step("Starting the services", async () => {
    const start = (definitions: readonly ServiceDefinition[]) =>
      supervisor.start(definitions.map((definition) => inspectable(definition, plan)));
    const subgraphs = await start(subgraphDefinitions(files, nodes, port));
    // Subgraphs take free ports: any gateway finds in the file where they are now.
    await writeFile(supergraph, composeSupergraph(federationOf(convention, subgraphs)));
    const gateway = await start([gatewayDefinition(files, port, plan)]);
    return gateway.get("gateway") ?? "";
  });
  reporter.line(plan.announce(graphUrl));
  if (plan.inspected !== undefined) {
    reporter.line(`A debugger may attach to "${plan.inspected}" at ${loopback}:${inspectPort}.`);
  }
  plan.followBuilds?.(() => void supervisor.renew());
}

function inspectable(definition: ServiceDefinition, { inspected }: PlatformPlan) {
  return definition.name === inspected ? { ...definition, inspectPort } : definition;
}

function checkInspected({ inspected, convention }: PlatformPlan): void {
  const known = ["gateway", "convention", "classification"].concat(
    convention.landlords.map(({ slug }) => slug),
  );
  if (inspected === undefined || known.includes(inspected)) return;
  throw new PlatformError(`There is no service "${inspected}". Services: ${known.join(", ")}.`);
}
