import { runService } from "@palier/service";
import { startShared } from "@palier/subgraph-kit";
import { conventionSubgraph } from "./convention-subgraph.js";

await runService("convention", (logOf) =>
  startShared(conventionSubgraph, process.env, logOf("convention")),
);
