import { Router } from "express";
import type { KeyRing } from "./key-ring.js";

/** Where landlords and the issuer find the gateway's public keys. */
export const publicKeysPath = "/.well-known/palier-keys.json";

export function keyRoutes(keys: Pick<KeyRing, "publicKeys">): Router {
  return Router().get(publicKeysPath, async (_request, response) => {
    response.json(await keys.publicKeys());
  });
}
