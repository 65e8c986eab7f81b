import { runService } from "@palier/service";
import { readConfig } from "./config.js";
import { createGateway } from "./gateway.js";

await runService("gateway", async (logOf) =>
  createGateway(readConfig(process.env), logOf("gateway")),
);
