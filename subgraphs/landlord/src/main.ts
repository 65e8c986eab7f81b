import "reflect-metadata";
import { openConvention, runService } from "@palier/subgraph-kit";
import { readConfig } from "./config.js";
import { serveLandlord } from "./serve-landlord.js";

await runService("landlord", async () => {
  const { conventionFile, ...config } = readConfig(process.env);
  const convention = openConvention(conventionFile);
  return serveLandlord({ ...config, convention, clock: () => new Date() });
});
