import { readConfig, repositoryRoot } from "./config.js";

it("keeps its data in the checkout, or where PALIER_HOME says", () => {
  expect(readConfig({}).dataFolder).toBe(`${repositoryRoot}.palier`);
  expect(readConfig({ PALIER_HOME: " ", DATABASE_URL: "" })).toEqual({
    dataFolder: `${repositoryRoot}.palier`,
    databaseUrl: undefined,
  });
  expect(readConfig({ PALIER_HOME: "/srv/palier" }).dataFolder).toBe("/srv/palier");
});
