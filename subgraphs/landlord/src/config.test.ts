import { ConfigurationError } from "@palier/schema";
import { readConfig } from "./config.js";

const complete = {
  PORT: "0",
  PALIER_LANDLORD: "lisiere",
  DATABASE_URL: "postgres://palier:secret@127.0.0.1:5432/palier_lisiere",
  PALIER_CONVENTION: "convention.yaml",
};

it("reads a complete environment, on this machine only unless told", () => {
  const config = readConfig(complete);
  expect(config).toEqual({
    host: "127.0.0.1",
    port: 0,
    slug: "lisiere",
    databaseUrl: complete.DATABASE_URL,
    conventionFile: "convention.yaml",
  });
  expect(Object.isFrozen(config)).toBe(true);
  expect(readConfig({ ...complete, PORT: "" }).port).toBe(4101);
});

it("names every problem at once, and no password", () => {
  const read = () =>
    readConfig({ PORT: "high", PALIER_LANDLORD: "Lisière", DATABASE_URL: "mysql://u:secret@db/x" });
  expect(read).toThrow(ConfigurationError);
  expect(read).toThrow(
    /PORT is "high".*PALIER_LANDLORD is "Lisière".*DATABASE_URL is no address.*PALIER_CONVENTION is missing/s,
  );
  expect(read).not.toThrow(/secret/);
});

it("asks for what is missing or empty", () => {
  expect(() => readConfig({ PALIER_LANDLORD: " ", DATABASE_URL: "" })).toThrow(
    /PALIER_LANDLORD is missing.*DATABASE_URL is missing.*PALIER_CONVENTION is missing/s,
  );
});
