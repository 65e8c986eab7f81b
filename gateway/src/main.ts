import { runService } from "@palier/service";
import { readConfig } from "./config.js";
import { createGateway } from "./gateway.js";

await runService("gateway", async () => createGateway(readConfig(process.env)));
