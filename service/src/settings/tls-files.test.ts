import { readSettings } from "./read-settings.js";
import { readListeningTls, settingsOfListeningTls } from "./tls-files.js";

const complete = { PALIER_TLS_CERTIFICATE: "own.pem", PALIER_TLS_KEY: "own.key" };

function read(env: Readonly<Record<string, string>>, host = "127.0.0.1") {
  const reading = readSettings({ process: "the node", settings: settingsOfListeningTls }, env);
  return { tls: readListeningTls(reading, host), problems: reading.problems };
}

it("speaks plain HTTP to this machine, and to others where a proxy alone reaches it", () => {
  expect(read({})).toEqual({ tls: null, problems: [] });
  expect(read({ PALIER_BEHIND_PROXY: "yes" }, "0.0.0.0")).toEqual({ tls: null, problems: [] });
});

it.each(["0.0.0.0", "::", "10.0.0.7", "node.example"])(
  "does not speak plain HTTP on %s",
  (host) => {
    for (const env of [{ PALIER_BEHIND_PROXY: "" }, { PALIER_BEHIND_PROXY: "no" }]) {
      expect(read(env, host).problems).toEqual([
        expect.stringMatching(
          /HOST is ".*set PALIER_TLS_CERTIFICATE and PALIER_TLS_KEY, or PALIER_BEHIND_PROXY=yes/,
        ),
      ]);
    }
  },
);

it("reads where certificates lie", () => {
  expect(read({ ...complete, PALIER_CLIENT_CA: " clients.pem " }, "0.0.0.0")).toEqual({
    tls: { certificate: "own.pem", key: "own.key", authorities: "clients.pem" },
    problems: [],
  });
});

it.each([
  [{ PALIER_TLS_CERTIFICATE: "own.pem" }, ["PALIER_TLS_KEY is missing: set it to the key of"]],
  [{ PALIER_TLS_KEY: "own.key" }, ["PALIER_TLS_CERTIFICATE is missing"]],
  [{ PALIER_CLIENT_CA: "c.pem" }, ["PALIER_CLIENT_CA is set without PALIER_TLS_CERTIFICATE"]],
  [{ PALIER_BEHIND_PROXY: "true" }, ['PALIER_BEHIND_PROXY is "true"; it must be yes or no']],
])("reports %j", (env, problems) => {
  expect(read(env).problems).toEqual(problems.map((each) => expect.stringContaining(each)));
});
