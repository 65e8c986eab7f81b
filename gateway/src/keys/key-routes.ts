import type { KeyRing } from "@palier/service";
import { Router } from "express";

/** Where landlords and the issuer find the gateway's public keys. */
export const publicKeysPath = "/.well-known/palier-keys.json";

export function keyRoutes(keys: Pick<KeyRing, "publicKeys">): Router {
  return Router().get(publicKeysPath, async (_request, response) => {
    response.json(await keys.publicKeys());
  });
}
