import {
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from "jose";

/** Why a token is not accepted. The reason is for the log; the caller only learns that it is not. */
export type TokenProblem =
  | "malformed"
  | "oversized"
  | "algorithm"
  | "unknown key"
  | "signature"
  | "issuer"
  | "audience"
  | "expired"
  | "not yet valid"
  | "claims";

export type Verified<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly problem: TokenProblem;
      /** Of a token refused for its times: by how much its signer's clock is ahead of ours, at least. */
      readonly aheadSeconds?: number;
    };

export interface TokenExpectation {
  /** Value of the header `typ`. */
  readonly type: string;
  /** Null for a token that its own signer's public key comes with: nobody is named. */
  readonly issuer: string | null;
  readonly audience: string;
  /** Signature algorithms, never symmetric ones. */
  readonly algorithms: readonly ("EdDSA" | "ES256" | "RS256")[];
  /** Longest life of the token in seconds, from `iat`, whatever its `exp` says. */
  readonly longestLifeSeconds: number;
  /** By how much the clocks of different machines may differ; 5 where it is absent. */
  readonly toleranceSeconds?: number | undefined;
  /** In place of what suits a token of a person. */
  readonly longestCharacters?: number;
}

/** Characters: longer than any token of ours, short enough to parse without thinking. */
const longestToken = 8_192;
const usualToleranceSeconds = 5;
/** A key's name is looked up, never used as a path or an address. */
const keyIdPattern = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Verifies a compact JWT: type, algorithm, key, signature, issuer, audience, times.
 *
 * @param keys finds the public key of a header, by `kid`.
 * @param now for the times.
 * @returns its claims, unchecked beyond the registered ones; `exp` is the end of the longest life
 *   where the token itself says a later one.
 * @throws whatever keeps `keys` from answering: that is no fault of the token.
 */
export async function verifyToken(
  token: string,
  keys: JWTVerifyGetKey,
  expected: TokenExpectation,
  now: Date,
): Promise<Verified<JWTPayload>> {
  if (token.length > (expected.longestCharacters ?? longestToken)) return refuse("oversized");
  const header = headerOf(token);
  if (header === null || header.typ !== expected.type) return refuse("malformed");
  if (!expected.algorithms.some((algorithm) => algorithm === header.alg))
    return refuse("algorithm");
  if (expected.issuer !== null && !isKeyId(header.kid)) return refuse("unknown key");
  try {
    const { payload } = await jwtVerify<RequiredClaims>(token, keys, {
      algorithms: [...expected.algorithms],
      typ: expected.type,
      ...(expected.issuer !== null && { issuer: expected.issuer }),
      audience: expected.audience,
      currentDate: now,
      clockTolerance: expected.toleranceSeconds ?? usualToleranceSeconds,
      maxTokenAge: expected.longestLifeSeconds,
      requiredClaims: [...(expected.issuer === null ? [] : ["iss"]), "aud", "sub", "iat", "exp"],
    });
    // A list of audiences would let one token serve at several doors.
    if (typeof payload.aud !== "string") return refuse("audience");
    const exp = Math.min(payload.exp, payload.iat + expected.longestLifeSeconds);
    return { ok: true, value: { ...payload, exp } };
  } catch (error) {
    const { problem } = refuse(problemOf(error));
    const aheadSeconds = aheadIn(error, now);
    return { ok: false, problem, ...(aheadSeconds !== null && { aheadSeconds }) };
  }
}

function isKeyId(kid: unknown): boolean {
  return typeof kid === "string" && keyIdPattern.test(kid);
}

/** What `requiredClaims` asks for and jose has checked to be numbers. */
interface RequiredClaims {
  readonly exp: number;
  readonly iat: number;
}

function headerOf(token: string) {
  try {
    return decodeProtectedHeader(token);
  } catch {
    // Not even the header can be read: the token is malformed, whatever the parser says of it.
    return null;
  }
}

function problemOf(error: unknown): TokenProblem {
  if (error instanceof errors.JWTExpired) return "expired";
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === "iss") return "issuer";
    if (error.claim === "aud") return "audience";
    if (error.claim === "nbf" || error.claim === "iat") return "not yet valid";
    return "claims";
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return "signature";
  if (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  ) {
    return "unknown key";
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return "algorithm";
  if (
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JOSENotSupported
  ) {
    return "malformed";
  }
  throw error;
}

/** Its signature held: jose looks at the times last. */
function aheadIn(error: unknown, now: Date): number | null {
  const seconds = now.getTime() / 1_000;
  if (error instanceof errors.JWTExpired) {
    const { exp, iat } = error.payload;
    return error.claim === "exp" && exp !== undefined ? exp - seconds : (iat ?? seconds) - seconds;
  }
  if (!(error instanceof errors.JWTClaimValidationFailed)) return null;
  const { iat, nbf } = error.payload;
  const from = error.claim === "nbf" ? nbf : error.claim === "iat" ? iat : undefined;
  return from === undefined ? null : from - seconds;
}

function refuse(problem: TokenProblem): { readonly ok: false; readonly problem: TokenProblem } {
  return { ok: false, problem };
}
