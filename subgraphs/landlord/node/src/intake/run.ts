import { runService, ServiceMetrics } from "@palier/service";
import "reflect-metadata";
import { readIntakeConfig } from "./intake-config.js";
import { serveIntake } from "./serve-intake.js";

await runService("submissions", async (logOf) => {
  const { slug, metrics: told, ...config } = readIntakeConfig(process.env);
  const log = logOf(slug);
  const metrics = new ServiceMetrics(slug);
  const server = await serveIntake({ ...config, log, metrics });
  await metrics.serve(told, log);
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await metrics.stop();
    },
  };
});
