import { readConfig, repositoryRoot } from "./config.js";

it("keeps its data in the checkout, or where PALIER_HOME says", () => {
  expect(readConfig({}).dataFolder).toBe(`${repositoryRoot}.palier`);
  expect(readConfig({ PALIER_HOME: " ", DATABASE_URL: "" })).toEqual({
    dataFolder: `${repositoryRoot}.palier`,
    databaseUrl: undefined,
    gatewaySettings: {},
    keyOverlapSeconds: 86_400,
    logForm: "text",
  });
  expect(readConfig({ PALIER_HOME: "/srv/palier" }).dataFolder).toBe("/srv/palier");
});

it("hands on to the gateway what is set for it, and nothing else", () => {
  const env = {
    PALIER_TILES: " https://tiles.example/{z}/{x}/{y} ",
    PALIER_OUTLINES: "",
    PALIER_COST_MODE: "measure",
    HOST: "::",
  };
  expect(readConfig(env).gatewaySettings).toEqual({
    PALIER_TILES: "https://tiles.example/{z}/{x}/{y}",
    PALIER_COST_MODE: "measure",
  });
});

it("takes a name that is nearly one of its own for that one misspelt", () => {
  const env = { PALIER_HOEM: "/srv/palier", PALIER_KEYS: "/keys", PALIER_NARROWING: "n.yaml" };
  expect(() => readConfig(env)).toThrow(
    "Invalid configuration:\n- PALIER_HOEM is no setting of palier; did you mean PALIER_HOME?",
  );
});
