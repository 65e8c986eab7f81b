import { get } from "node:http";
import type { Request, Response } from "express";
import { type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";
import { refuseForeignHosts } from "./refuse-foreign-hosts.js";

function isRefused(host: string | undefined, publicOrigin: string | null, localAddress = "::1") {
  let status = 0;
  let isPassed = false;
  const response = {
    status: (code: number) => {
      status = code;
      return { json: () => undefined };
    },
  };
  const request = { headers: { host }, socket: { localAddress } };
  // The handler reads no more of a request and uses no more of a response.
  refuseForeignHosts(publicOrigin)(
    request as unknown as Request,
    response as unknown as Response,
    () => {
      isPassed = true;
    },
  );
  expect(isPassed).toBe(status !== 421);
  return status === 421;
}

it.each(["localhost", "LOCALHOST:4000", "127.0.0.1:4000", "127.0.0.1:8080", "[::1]:4000"])(
  "answers to the name %s of this machine",
  (host) => expect(isRefused(host, null)).toBe(false),
);

it("answers to its public name, and to the address that a request came to", () => {
  const origin = "https://palier.example";
  expect(isRefused("palier.example", origin)).toBe(false);
  expect(isRefused("palier.example:443", origin)).toBe(false);
  expect(isRefused("10.0.0.7:4000", origin, "::ffff:10.0.0.7")).toBe(false);
  expect(isRefused("[2001:db8::7]:4000", origin, "2001:db8::7")).toBe(false);
});

it.each([
  undefined,
  "",
  "rebound.example:4000",
  "palier.example.evil.example",
  "localhost.evil.example",
  "127.0.0.1.evil.example",
  "localhost@evil.example",
  "10.0.0.8:4000",
])("refuses the name %s", (host) => {
  expect(isRefused(host, "https://palier.example", "10.0.0.7")).toBe(true);
});

describe.each<["on" | "off", Record<string, never> | null]>([
  ["on", {}],
  ["off", null],
])("with identity %s", (_identity, changes) => {
  let platform: SmallPlatform;
  beforeAll(async () => {
    platform = await startPlatform(changes);
  });
  afterAll(() => platform.stop());

  it.each(["/", "/graphql", "/graphiql", "/health/live", "/health/ready", "/nothing"])(
    "refuses another name at %s",
    async (path) => {
      const headers = { host: `rebound.example:${new URL(platform.origin).port}` };
      const status = await new Promise((resolve, reject) => {
        get(new URL(path, platform.origin), { headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).on("error", reject);
      });
      expect(status).toBe(421);
    },
  );
});
