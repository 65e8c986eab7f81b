import { needsPurpose, type Policy, purposeHeader, visaHeader } from "@palier/schema";
import { SubgraphFailure } from "../connection/subgraph-failure.js";
import type { Credentials, Fetch } from "../datasource/credentials.js";
import type { TokenExchange } from "./exchange.js";
import { IssuerUnavailableError } from "./issuer.js";
import type { Session } from "./session.js";
import type { VisaNeeds, Visas } from "./visas.js";

export interface CredentialTerms {
  readonly visas: Pick<Visas, "for">;
  readonly exchange: Pick<TokenExchange, "for">;
  /** Of the session's kind. */
  readonly policy: Policy;
}

/** Speaks for one session: a visa on every fetch, and at a landlord the token exchanged for it. */
export function sessionCredentials(
  session: Session,
  { visas, exchange, policy }: CredentialTerms,
): Credentials {
  return {
    headersFor(fetch) {
      const needs = visaNeeds(fetch, policy);
      const visa = visas.for(session, needs);
      const token = fetch.subgraph.isLandlord ? exchange.for(session, fetch.subgraph.name) : null;
      // Spent by whoever receives it, so it goes where it lifts something alone.
      const statement = token !== null && needs.onlyFor !== null ? session.statement : null;
      if (typeof visa === "string" && !(token instanceof Promise)) {
        return proofHeaders(visa, token, statement);
      }
      return Promise.all([visa, toldAsFailure(token)]).then(([visaText, tokenText]) =>
        proofHeaders(visaText, tokenText, statement),
      );
    },
  };
}

function proofHeaders(
  visa: string,
  token: string | null,
  statement: string | null,
): Record<string, string> {
  return {
    [visaHeader]: visa,
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(statement !== null && { [purposeHeader]: statement }),
  };
}

/** @throws SubgraphFailure when the issuer gives no token. */
async function toldAsFailure(token: string | null | Promise<string>): Promise<string | null> {
  try {
    return await token;
  } catch (cause) {
    if (!(cause instanceof IssuerUnavailableError)) throw cause;
    throw new SubgraphFailure("FAILED", cause.message, { cause });
  }
}

/**
 * Inputs of classification are asked for the gateway itself; fields that need a purpose are asked
 * with a visa that serves for this body alone.
 */
export function visaNeeds(
  { subgraph, operation, body, certificate }: Fetch,
  policy: Policy,
): VisaNeeds {
  const needs = needsOf(operation, policy);
  return {
    subgraph: subgraph.name,
    asks: needs.asksInputs ? "INPUTS" : "FIELDS",
    onlyFor: needs.isPurposeBound ? body : null,
    certificate,
  };
}

interface Needs {
  readonly asksInputs: boolean;
  readonly isPurposeBound: boolean;
}

/** Operations are kept by the data sources, so the same objects come again and again. */
const known = new WeakMap<Policy, WeakMap<Fetch["operation"], Needs>>();

function needsOf(operation: Fetch["operation"], policy: Policy): Needs {
  let ofPolicy = known.get(policy);
  if (ofPolicy === undefined) {
    ofPolicy = new WeakMap();
    known.set(policy, ofPolicy);
  }
  let needs = ofPolicy.get(operation);
  if (needs === undefined) {
    const decisions = [...operation.coordinates].map((each) => policy.access.get(each)?.decision);
    needs = {
      asksInputs: decisions.includes("gateway-only"),
      isPurposeBound: decisions.some(
        (decision) => decision !== undefined && needsPurpose(decision),
      ),
    };
    ofPolicy.set(operation, needs);
  }
  return needs;
}
