export { costHeader } from "../cost/tollgate.js";
export type { FetchContext } from "../datasource/subgraph-data-source.js";
export type { Caller } from "../identity/callers.js";
export { purposeTermsPath } from "../identity/identity.js";
export { publicKeysPath } from "../keys/key-routes.js";
export { shutOutPath } from "../shut-out/shut-out-people.js";
export { openTrust, type Trust, type TrustConfig } from "./open-trust.js";
