import { runService } from "@palier/service";
import { startShared } from "@palier/subgraph-kit";
import { classificationSubgraph } from "./classification-subgraph.js";

await runService("classification", (logOf) =>
  startShared(classificationSubgraph, process.env, logOf("classification")),
);
