import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { demonstrationIssuer } from "@palier/issuer/demonstration";
import type { Convention } from "@palier/schema";
import express from "express";

type Keys = Parameters<typeof demonstrationIssuer>[0]["keys"];

/** An issuer outside the gateway: the demonstration's accounts, one a partner, served by itself. */
export async function startOutsideIssuer(convention: Convention, keys: Keys) {
  const app = express();
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { routes } = await demonstrationIssuer({
    origin,
    convention: () => convention,
    accounts: convention.partners.map(({ code, name, kind }) => {
      return { account: code, partner: code, name, kind };
    }),
    isShutOut: () => false,
    lives: { sessionSeconds: 3_600, accessSeconds: 300 },
    gatewayClientId: "palier-gateway",
    keys,
    keyFolder: null,
    log: () => undefined,
  });
  app.use("/oidc", routes);
  return {
    origin,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
