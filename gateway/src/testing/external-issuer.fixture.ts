import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { forger } from "./forged.fixture.js";

/** A provider of somebody else's, with what a gateway asks of it. */
export interface ExternalIssuer {
  readonly url: string;
  /** Signs what a test wants signed. */
  readonly sign: Awaited<ReturnType<typeof forger>>["sign"];
  /** Paths that were asked. */
  readonly asked: string[];
  /** Forms that were sent to the token endpoint. */
  readonly forms: URLSearchParams[];
  /** By how much its clock is ahead of ours. */
  aheadMs: number;
  /** Whether it answers. */
  isUp: boolean;
  /** Whether it takes requests and answers none. */
  hangs: boolean;
  stop(): Promise<void>;
}

export async function startExternalIssuer(): Promise<ExternalIssuer> {
  const { jwk, sign } = await forger();
  const asked: string[] = [];
  const forms: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    asked.push(request.url ?? "");
    response.setHeader("Date", new Date(Date.now() + issuer.aheadMs).toUTCString());
    if (issuer.hangs) return;
    if (!issuer.isUp) return void response.writeHead(503).end();
    if (request.url === "/jwks") return void response.end(JSON.stringify({ keys: [jwk] }));
    if (request.url === "/token") {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      forms.push(new URLSearchParams(Buffer.concat(chunks).toString()));
      const answer = { access_token: `exchanged-${forms.length}`, expires_in: 300 };
      return void response.end(JSON.stringify(answer));
    }
    const { url } = issuer;
    const metadata = {
      issuer: url,
      jwks_uri: `${url}/jwks`,
      token_endpoint: `${url}/token`,
      authorization_endpoint: `${url}/auth`,
    };
    return void response.end(JSON.stringify(metadata));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer: ExternalIssuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sign,
    asked,
    forms,
    aheadMs: 0,
    isUp: true,
    hangs: false,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return issuer;
}
