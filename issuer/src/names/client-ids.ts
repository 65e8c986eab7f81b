import { gatewayAudience } from "@palier/schema";

/** Public clients of the demonstration; both prove themselves by PKCE. */
export const browserClientId = "palier-browser";
export const scriptClientId = "palier-script";
/** Where a script "listens" for its code: it reads the redirect instead of following it. */
export const scriptRedirectUri = "http://127.0.0.1/signed-in";

/** Scope of a sign-in; the resource is asked beside it. */
export const signInScope = "openid";
export const signInResource = gatewayAudience;

/** Where the provider upstream of a broker sends browsers back to, below the broker. */
export const returnPath = "/signed-in";
