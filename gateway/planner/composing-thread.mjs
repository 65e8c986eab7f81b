// Composes a graph in a thread of its own, and compares it with the one before, so that the gateway goes
// on answering meanwhile. Plain JavaScript of installed packages alone, as the planner's thread.
import { getPriority, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { composeServices } from "@apollo/composition";
import { Supergraph } from "@apollo/federation-internals";
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { parse } from "graphql";

/** Of 19: answering goes before composing where a machine has not enough for both. */
const niceness = 10;

// Elsewhere a priority is the whole process's.
// Who started the process with less already may not be given more.
if (process.platform === "linux" && getPriority() < niceness) setPriority(niceness);

/** @param {{ name: string, url: string, sdl: string }} subgraph */
function service({ name, url, sdl }) {
  return { name, url, typeDefs: parse(sdl) };
}

async function compose() {
  const { subgraphs, before } = workerData;
  const { errors, schema, supergraphSdl } = composeServices(subgraphs.map(service));
  if (schema === undefined || supergraphSdl === undefined) {
    return { problems: (errors ?? []).map(({ message }) => message) };
  }
  const known = Supergraph.build(before, { validateSupergraph: false }).apiSchema();
  const changes = await diff(known.toGraphQLJSSchema(), schema.toAPISchema().toGraphQLJSSchema());
  const breaking = changes.filter(({ criticality }) => {
    return criticality.level === CriticalityLevel.Breaking;
  });
  return { supergraphSdl, breaking: breaking.map(({ message }) => message) };
}

const told = await compose().catch((error) => ({
  problems: [error instanceof Error ? error.message : String(error)],
}));
parentPort?.postMessage(told);
