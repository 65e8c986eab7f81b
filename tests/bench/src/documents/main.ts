/**
 * What a short document can cost (issue 7): judged against stock validation of the same text, and
 * what another partner notices of it in a platform of real processes.
 */
import { readFile } from "node:fs/promises";
import { makeHome, removeHome, startPlatform } from "@palier/test-support";
import { buildSchema } from "graphql";
import { measureJudging } from "./judging.js";
import { measureNeighbours } from "./neighbours.js";

const graph = new URL("../../../../schema/graph.graphql", import.meta.url);
await measureJudging(buildSchema(await readFile(graph, "utf8")));

const home = await makeHome();
try {
  const { run, url } = await startPlatform(home, []);
  try {
    await measureNeighbours(url);
  } finally {
    run.interrupt();
    await run.ended;
  }
} finally {
  await removeHome(home);
}
