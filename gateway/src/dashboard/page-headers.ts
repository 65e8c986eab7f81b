import type { RequestHandler } from "express";
import { type BrowserSignIn, browserTermsNow } from "../identity/browser-sign-in.js";
import type { BaseMap } from "./base-map.js";

/**
 * Everything that a page could ask of its visitor's machine: none of it is needed. Names that Chromium
 * does not know would fill its console.
 */
const permissionsPolicy = [
  "accelerometer",
  "autoplay",
  "camera",
  "clipboard-read",
  "clipboard-write",
  "display-capture",
  "encrypted-media",
  "gamepad",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "picture-in-picture",
  "publickey-credentials-create",
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "storage-access",
  "usb",
  "window-management",
  "xr-spatial-tracking",
]
  .map((feature) => `${feature}=()`)
  // The map, by a button of the page itself.
  .concat("fullscreen=(self)")
  .join(", ");

/** What keeps a page of the dashboard to itself. */
export function pageHeaders(
  browserSignIn: BrowserSignIn | null,
  baseMap: BaseMap | null,
): RequestHandler {
  return async (_request, response, next) => {
    const terms = await browserTermsNow(browserSignIn, "dashboard");
    const issuer = terms === null ? [] : [new URL(terms.tokenUrl).origin];
    const elsewhere = [...issuer, ...(baseMap?.origins ?? [])];
    response.setHeader("Content-Security-Policy", contentSecurityPolicy(elsewhere));
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Permissions-Policy", permissionsPolicy);
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    next();
  };
}

/** @param elsewhere origins that the page may ask besides its own. */
function contentSecurityPolicy(elsewhere: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...new Set(elsewhere)].join(" ")}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
