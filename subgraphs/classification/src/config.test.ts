import { readConfig } from "./config.js";

it("reads a complete environment", () => {
  expect(readConfig({ PALIER_CONVENTION: "convention.yaml", PORT: "0" })).toEqual({
    conventionFile: "convention.yaml",
    host: "127.0.0.1",
    port: 0,
  });
});

it("names every problem at once", () => {
  expect(() => readConfig({ PALIER_CONVENTION: "", PORT: "high" })).toThrow(
    'Invalid configuration:\n- PORT is "high"; it must be a number from 0 to 65535\n- PALIER_CONVENTION is missing: set it to the path of convention.yaml',
  );
});
