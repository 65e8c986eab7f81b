import { readConfig } from "./config.js";

it("reads a complete environment", () => {
  expect(readConfig({ CONVENTION_FILE: "convention.yaml", PORT: "0" })).toEqual({
    conventionFile: "convention.yaml",
    host: "127.0.0.1",
    port: 0,
  });
});

it("names every problem at once", () => {
  expect(() => readConfig({ CONVENTION_FILE: "", PORT: "high" })).toThrow(
    'Invalid configuration:\n- PORT is "high"; it must be a number from 0 to 65535\n- CONVENTION_FILE is missing: set it to the path of convention.yaml',
  );
});
