import { createRequire } from "node:module";
import type { applyMiddleware as ApplyMiddleware } from "graphql-middleware";
import type { allow as Allow, deny as Deny, rule as Rule, shield as Shield } from "graphql-shield";

/**
 * The one place that loads graphql-shield: its ES module build fails on Node 23 and later
 * (`util.isUndefined`), its CommonJS build does not. graphql-middleware comes the same way, so that
 * both are the copies that know each other.
 */
const load = createRequire(import.meta.url);

// `require` forgets types; these are the modules' own.
const shieldModule = load("graphql-shield") as {
  readonly allow: typeof Allow;
  readonly deny: typeof Deny;
  readonly rule: typeof Rule;
  readonly shield: typeof Shield;
};
const middlewareModule = load("graphql-middleware") as {
  readonly applyMiddleware: typeof ApplyMiddleware;
};

export const allow: typeof Allow = shieldModule.allow;
export const deny: typeof Deny = shieldModule.deny;
export const rule: typeof Rule = shieldModule.rule;
export const shield: typeof Shield = shieldModule.shield;
export const applyMiddleware: typeof ApplyMiddleware = middlewareModule.applyMiddleware;
