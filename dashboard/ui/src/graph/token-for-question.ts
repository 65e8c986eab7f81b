import type { SessionState } from "../session/session-context";
import { OfflineError, SignedOutError } from "./errors";

/**
 * The token that a question carries; null where nobody signs in.
 *
 * @throws OfflineError while one that has ended cannot be replaced: asking with it would end the session.
 * SignedOutError once the session has ended: what was read stays, and nothing more is asked.
 */
export async function tokenForQuestion({
  freshToken,
  hasExpired,
}: Pick<SessionState, "freshToken" | "hasExpired">): Promise<string | null> {
  if (hasExpired) throw new SignedOutError();
  const token = await freshToken();
  if (token === undefined) throw new OfflineError("the issuer does not answer");
  return token;
}
