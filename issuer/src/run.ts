import { runService } from "@palier/service";
import { startBroker } from "./broker.js";
import { readBrokerConfig } from "./config.js";

await runService("broker", async (logOf) =>
  startBroker(readBrokerConfig(process.env), logOf("broker")),
);
