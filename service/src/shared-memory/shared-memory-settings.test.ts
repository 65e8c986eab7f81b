import { readSettings } from "../settings/read-settings.js";
import { readSharedMemory, settingsOfSharedMemory } from "./shared-memory-settings.js";

function read(url: string) {
  const reading = readSettings(
    { process: "a test", settings: settingsOfSharedMemory },
    { REDIS_URL: url },
  );
  const config = readSharedMemory(reading);
  reading.finish();
  return config;
}

it("takes a password with any sign in it, written by its code", () => {
  expect(read("rediss://:a%25b%2Fc%40@memory.example")).toMatchObject({
    host: "memory.example",
    password: "a%b/c@",
    username: null,
  });
});

it("says which setting is wrong, and quotes nothing of it, where a sign is not written by its code", () => {
  const url = "rediss://:s3cr%zzt@memory.example";
  expect(() => read(url)).toThrow("REDIS_URL must be rediss://");
  expect(() => read(url)).not.toThrow(/s3cr|zzt/);
});
