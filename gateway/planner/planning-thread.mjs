// Plans operations in a thread of its own, so that the gateway goes on answering meanwhile. Plain
// JavaScript of installed packages alone: a thread is started from sources by tests, and from dist.
import { getPriority, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { operationFromDocument, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner } from "@apollo/query-planner";
import { parse } from "graphql";

/** Of 19: answering goes before planning where a machine has not enough for both. */
const niceness = 10;

// Elsewhere a priority is the whole process's.
// Who started the process with less already may not be given more.
if (process.platform === "linux" && getPriority() < niceness) setPriority(niceness);

const supergraph = Supergraph.build(workerData.supergraphSdl, { validateSupergraph: false });
const schema = supergraph.apiSchema();
const planner = new QueryPlanner(supergraph);

/** @param {{ text: string, operationName: string | null }} asked */
function plan({ text, operationName }) {
  try {
    const operation = operationFromDocument(schema, parse(text), {
      ...(operationName !== null && { operationName }),
    });
    // As text: the gateway's thread reads it several times faster than it would copy objects.
    return { plan: JSON.stringify(planner.buildQueryPlan(operation)) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on("message", (asked) => parentPort?.postMessage(plan(asked)));
parentPort?.postMessage("ready");
