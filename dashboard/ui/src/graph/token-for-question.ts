import type { SessionState } from "../session/session-context";
import { OfflineError } from "./errors";

/**
 * The token that a question carries; null where nobody signs in.
 *
 * @throws OfflineError while one that has ended cannot be replaced: asking with it would end the session.
 */
export async function tokenForQuestion({
  freshToken,
}: Pick<SessionState, "freshToken">): Promise<string | null> {
  const token = await freshToken();
  if (token === undefined) throw new OfflineError("the issuer does not answer");
  return token;
}
