import { subgraphDefinitions } from "./service-definitions.js";

const files = {
  conventionFile: "convention.yaml",
  supergraphFile: "supergraph.graphql",
  logFolder: "logs",
  logForm: "text" as const,
  keyFolder: "keys",
  program: "main.js" as const,
};
const federatedUrl = "postgres://lisiere_federated:secret@127.0.0.1:5432/lisiere";

it("gives a landlord's node the login of partners and no other, what it narrows, and its log's key", () => {
  const node = {
    ...{ slug: "lisiere", federatedUrl, narrowingFile: "narrowing.yaml" },
    logKeyFile: "lisiere.log.json",
  };
  const [, , lisiere] = subgraphDefinitions(files, [node], 4000);
  expect(lisiere).toMatchObject({
    name: "lisiere",
    env: {
      PALIER_FEDERATED_DATABASE_URL: federatedUrl,
      PALIER_NARROWING: "narrowing.yaml",
      PALIER_LOG_KEY: "lisiere.log.json",
    },
  });
  expect(lisiere?.env).not.toHaveProperty("DATABASE_URL");
});

it("names no narrowing and no log's key where a landlord has none", () => {
  const node = { slug: "lisiere", federatedUrl, narrowingFile: null, logKeyFile: null };
  const [, , lisiere] = subgraphDefinitions(files, [node], 4000);
  expect(lisiere?.env).not.toHaveProperty("PALIER_NARROWING");
  expect(lisiere?.env).not.toHaveProperty("PALIER_LOG_KEY");
});
