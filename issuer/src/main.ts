import { runService } from "@palier/service";
import { startBroker } from "./broker.js";
import { readBrokerConfig } from "./config.js";

await runService("broker", async () =>
  startBroker(readBrokerConfig(process.env), (entry) => console.log(`broker: ${entry}`)),
);
