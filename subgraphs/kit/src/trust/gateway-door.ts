import type { IncomingHttpHeaders } from "node:http";
import {
  type AccessEntry,
  type Convention,
  type ConventionState,
  conventionState,
  type Stage,
  type Stages,
  stageAt,
  visaHeader,
} from "@palier/schema";
import { type Log, trustingFetch, UsedOnce } from "@palier/service";
import { decodeJwt } from "jose";
import { createDoor, type Door, type DoorSettings, type Terms } from "./admit-request.js";
import { watchSkew } from "./clock-skew.js";
import type { GatewayTrustConfig } from "./gateway-trust-config.js";
import { remoteKeys } from "./remote-keys.js";

/** Whose visas are taken. */
export type GatewayTrust = Pick<
  DoorSettings,
  "gatewayIssuer" | "gatewayKeys" | "used" | "toleranceSeconds" | "watchSkew"
>;

/** @throws ConfigurationError when the gateway's authorities cannot be used. */
export function gatewayTrust(
  { gatewayIssuer, gatewayKeysUrl, gatewayAuthorities, toleranceSeconds }: GatewayTrustConfig,
  log: Log,
): GatewayTrust {
  const fetchBy = trustingFetch(gatewayAuthorities, "PALIER_GATEWAY_CA", log);
  return {
    gatewayIssuer,
    gatewayKeys: remoteKeys(gatewayKeysUrl, fetchBy),
    used: new UsedOnce(undefined, toleranceSeconds),
    toleranceSeconds,
    watchSkew: watchSkew(log, toleranceSeconds ?? 0, () => performance.now()),
  };
}

/**
 * Clocks differ, and files are not replaced in one instant: for so long a subgraph that holds nobody's
 * data goes by the version that its gateway takes for the one in force.
 */
const graceMs = 5 * 60_000;

/** What the doors of one set of texts have in common. */
export interface SharedTerms {
  readonly stages: Stages;
  /** When the texts came. */
  readonly since: Date;
  readonly clock: () => Date;
}

/**
 * Lets in who brings a visa under this stage's text of the convention. The gateway's word is enough:
 * this subgraph holds nobody's data, and signs nothing.
 */
export function gatewayDoor(
  subgraph: string,
  stage: Stage,
  { stages, since, clock }: SharedTerms,
  trust: GatewayTrust,
): Door {
  const { convention, hash, granted } = stage;
  const texts = new Map([[hash, convention]]);
  const terms = (): Terms => {
    const now = clock();
    const around = [0, graceMs, -graceMs].map((byMs) => new Date(now.getTime() + byMs));
    const isHeld =
      now.getTime() - since.getTime() < graceMs ||
      around.some((instant) => stageAt(stages, instant) === stage);
    if (!isHeld) return { state: "SUPERSEDED" };
    const states = around.map((instant) => sharedState(convention, instant));
    const state = states.find((one) => one === "IN_FORCE") ?? sharedState(convention, now);
    return state === "IN_FORCE" ? { state, granted, texts, edition: hourOf(now) } : { state };
  };
  const settings = { ...trust, subgraph, terms, now: clock };
  return createDoor({ ...settings, tokens: null });
}

/** Months are published by the clock, at full hours, and days begin with one: answers are given again within it. */
export function hourOf(now: Date): string {
  return now.toISOString().slice(0, "2026-11-28T17".length);
}

/** Of a text that such a subgraph need not have signed. */
export function sharedState(convention: Convention, now: Date): ConventionState {
  return conventionState(convention, { ok: true }, now, convention.version);
}

/** The text under which a request says that it is made, before anybody believes it. */
export function claimedText(headers: IncomingHttpHeaders): string | null {
  const visa = headers[visaHeader];
  if (typeof visa !== "string") return null;
  try {
    const { convention } = decodeJwt(visa);
    return typeof convention === "string" ? convention : null;
  } catch {
    // No visa at all: whichever door is asked refuses it.
    return null;
  }
}

/** Who read what is in the landlords' logs; here it is only said why somebody was refused. */
export function refusalLog(log: Log) {
  return async ({ decision, reason }: AccessEntry): Promise<void> => {
    if (decision === "REFUSED") log(`Refused: ${reason}`, "warn");
  };
}
