import { readConfig } from "@palier/gateway/config";
import { publicKeysPath } from "@palier/gateway/trust";
import { gatewayIdentity, landlordIdentity, subgraphIdentity } from "./identity-settings.js";

it("tells subgraphs the names and addresses under which the gateway is what it is", () => {
  const { identity } = readConfig({
    PORT: "4000",
    PALIER_SUPERGRAPH: "supergraph.graphql",
    ...gatewayIdentity("convention.yaml", "keys"),
  });
  expect(identity).toMatchObject({ issuer: { kind: "DEMONSTRATION" }, keyFolder: "keys" });
  expect({ ...subgraphIdentity(4000), ...landlordIdentity(4000) }).toEqual({
    PALIER_GATEWAY_KEYS: `http://127.0.0.1:4000${publicKeysPath}`,
    PALIER_GATEWAY_ISSUER: identity?.name,
    PALIER_ISSUER: "http://127.0.0.1:4000/oidc",
    PALIER_ISSUER_KEYS: "http://127.0.0.1:4000/oidc/jwks",
    PALIER_GATEWAY_CLIENT: identity?.clientId,
  });
});
