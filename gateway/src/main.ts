import { readConfig } from "./config.js";
import { createGateway } from "./gateway.js";
import { runService } from "./service/run-service.js";

await runService("gateway", async () => createGateway(readConfig(process.env)));
