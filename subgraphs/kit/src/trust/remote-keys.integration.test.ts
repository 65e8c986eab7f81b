import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { jest } from "@jest/globals";
import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from "jose";
import { remoteKeys } from "./remote-keys.js";

let server: Server;
let url: string;
let published: object[];
let fetches: number;

beforeEach(async () => {
  published = [];
  fetches = 0;
  server = createServer((_request, response) => {
    fetches += 1;
    response.setHeader("connection", "close");
    response.end(JSON.stringify({ keys: published }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  jest.useFakeTimers({ advanceTimers: true, now: Date.now() });
});
afterEach(async () => {
  jest.useRealTimers();
  server.close();
  await once(server, "close");
});

/** A token of a key that is published from now on. */
async function tokenOfNewKey(kid: string): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA");
  published = [...published, { ...(await exportJWK(publicKey)), kid, alg: "EdDSA" }];
  return new SignJWT({}).setProtectedHeader({ alg: "EdDSA", kid }).sign(privateKey);
}

it("knows a rotated key a second after it has fetched the set", async () => {
  const keys = remoteKeys(url);
  await jwtVerify(await tokenOfNewKey("first"), keys);
  const second = await tokenOfNewKey("second");
  jest.setSystemTime(Date.now() + 1_001);
  await expect(jwtVerify(second, keys)).resolves.toMatchObject({
    protectedHeader: { kid: "second" },
  });
});

it("is not made to fetch more than once a second by unknown keys", async () => {
  const keys = remoteKeys(url);
  await jwtVerify(await tokenOfNewKey("first"), keys);
  const unknown = await tokenOfNewKey("unknown");
  published = published.slice(0, 1);
  for (let sent = 0; sent < 50; sent += 1) {
    await expect(jwtVerify(unknown, keys)).rejects.toThrow("no applicable key");
  }
  expect(fetches).toBeLessThanOrEqual(2);
});
