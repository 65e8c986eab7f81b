import { runService } from "@palier/service";
import { startShared } from "@palier/subgraph-kit";
import { conventionSubgraph } from "./convention-subgraph.js";

await runService("convention", () => startShared(conventionSubgraph, process.env));
