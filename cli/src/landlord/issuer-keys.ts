import { isNativeError } from "node:util/types";
import { isRecord } from "@palier/service";
import { CommandError } from "../context/command-error.js";

const answerTimeoutMs = 10_000;

/**
 * Where an issuer says that its keys are.
 *
 * @throws CommandError when it does not say, with what to do.
 */
export async function issuerKeysOf(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const refuse = (why: string) =>
    new CommandError(
      `${url} ${why}.\nAsk the coordinator for the address of the issuer's keys, and give it with --issuer-keys.`,
    );
  let said: unknown;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(answerTimeoutMs) });
    said = response.ok ? await response.json() : null;
  } catch (error) {
    // The reason of a connection that fails is the cause of what `fetch` throws.
    const reason = isNativeError(error) && isNativeError(error.cause) ? error.cause : error;
    throw refuse(`does not answer (${isNativeError(reason) ? reason.message : reason})`);
  }
  const keys: unknown = isRecord(said) && said.issuer === issuer ? said.jwks_uri : null;
  if (typeof keys !== "string" || !URL.canParse(keys)) throw refuse("names no keys of this issuer");
  return keys;
}
