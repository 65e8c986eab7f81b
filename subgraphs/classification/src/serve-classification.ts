import { type Convention, compilePolicy, partnerKinds, type Viewer } from "@palier/schema";
import type { Endpoint } from "@palier/service";
import {
  type FollowingSubgraph,
  type GatewayTrust,
  gatewayDoor,
  refusalLog,
  serveGuardedSubgraph,
  serveSubgraph,
} from "@palier/subgraph-kit";
import { createClassificationSubgraph } from "./subgraph.js";

/** What the classification's process serves, and where. */
export interface ClassificationService extends Endpoint {
  readonly convention: Convention;
  /** Decides whether the convention is in force. */
  readonly clock: () => Date;
  /** Whose visas are taken; absent: anyone on this machine is answered everything. */
  readonly trust?: GatewayTrust;
}

const name = "classification";
/** Room for the largest pages, of 200 actions, of a hundred landlords at once. */
const largestBody = "32mb";

/** @throws ConfigurationError when the endpoint cannot be used. */
export async function serveClassification(
  service: ClassificationService,
): Promise<FollowingSubgraph> {
  const { trust } = service;
  if (trust === undefined) {
    const server = await serveSubgraph(openTo(service));
    const serveUnder = (convention: Convention) =>
      server.replace(openTo({ ...service, convention }));
    return { ...server, serveUnder };
  }
  const server = await serveGuardedSubgraph(guarded(service, trust));
  const serveUnder = (convention: Convention) =>
    server.replace(guarded({ ...service, convention }, trust));
  return { ...server, serveUnder };
}

/** As anyone is answered who reaches it. */
function openTo({ convention, host, port }: ClassificationService) {
  const slugs = convention.landlords.map(({ slug }) => slug);
  // A landlord's only site in a commune would tell its level to whom the convention denies levels.
  const showsLevels = ({ viewer }: { readonly viewer?: Viewer }) =>
    viewer === undefined || convention.visibility["site-level"][viewer.kind] === "granted";
  const schema = createClassificationSubgraph(slugs, showsLevels);
  const context = async () => ({});
  return { name, schema, host, port, context, isReady: async () => undefined, largestBody };
}

function guarded(service: ClassificationService, trust: GatewayTrust) {
  const { convention, clock } = service;
  const open = openTo(service);
  return {
    ...open,
    policies: partnerKinds.map((kind) => compilePolicy(convention, kind, open.schema)),
    door: gatewayDoor(name, convention, clock, trust),
    record: refusalLog(name),
  };
}
