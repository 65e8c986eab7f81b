import { endpointSettings, readEndpoint } from "./endpoint.js";
import { readSettings } from "./read-settings.js";

const reading = (env: Record<string, string>) =>
  readSettings({ process: "the node", settings: endpointSettings(4101) }, env);

it("listens on this machine only unless told otherwise", () => {
  const quiet = reading({ HOST: "", PORT: " " });
  expect(readEndpoint(quiet)).toEqual({ host: "127.0.0.1", port: 4101, tls: null });
  const told = reading({ HOST: "0.0.0.0", PORT: "0", PALIER_BEHIND_PROXY: "yes" });
  expect(readEndpoint(told)).toEqual({ host: "0.0.0.0", port: 0, tls: null });
  expect([...quiet.problems, ...told.problems]).toEqual([]);
});

it.each(["70000", "-1", "4101.5", "0x10", "http"])("reports PORT=%s", (PORT) => {
  const read = reading({ PORT });
  readEndpoint(read);
  expect(read.problems).toEqual([`PORT is "${PORT}"; it must be a number from 0 to 65535`]);
});
