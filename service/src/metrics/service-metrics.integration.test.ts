import { plain, ServiceMetrics } from "./service-metrics.js";

it("tells all the rest where one number cannot be read, and that one again once it can", async () => {
  const metrics = new ServiceMetrics("lisiere");
  let isAway = false;
  metrics.tell({
    name: "palier_of_the_database",
    help: "Of the database.",
    read: () => (isAway ? Promise.reject(new Error("connect ECONNREFUSED")) : plain(1)),
  });
  metrics.tell({ name: "palier_of_the_process", help: "Of the process.", read: () => plain(2) });
  const url = await metrics.serve({ host: "127.0.0.1", port: 0 }, () => undefined);
  try {
    const told = async () => (await fetch(`${url}`)).text();
    expect(await told()).toMatch(/^palier_of_the_database\{.*\} 1$/m);
    isAway = true;
    const without = await told();
    expect(without).toMatch(/^palier_of_the_process\{.*\} 2$/m);
    expect(without).not.toMatch(/^palier_of_the_database\{/m);
    isAway = false;
    expect(await told()).toMatch(/^palier_of_the_database\{.*\} 1$/m);
  } finally {
    await metrics.stop();
  }
});
