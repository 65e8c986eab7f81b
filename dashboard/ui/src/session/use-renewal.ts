import { useCallback, useEffect, useState } from "react";
import type { Session, SignIn } from "./sign-in";

/** Somebody is told so long before they have to sign in again. */
const warningMs = 5 * 60_000;
/** Of an issuer that was not reached. */
const retryMs = 5_000;
/** A token that ends within so long may end on its way. */
const shortMs = 5_000;

interface Renewing {
  readonly session: Session | null;
  readonly signIn: SignIn | null;
  readonly renewed: (session: Session) => void;
  readonly expire: () => void;
}

/** Keeps a session's token fresh until the session ends, and says when that is near. */
export function useRenewal({ session, signIn, renewed, expire }: Renewing) {
  const [endsSoon, setEndsSoon] = useState(false);

  const renew = useCallback(async (): Promise<Session | null> => {
    const outcome = (await signIn?.renew()) ?? "ENDED";
    if (typeof outcome === "object") {
      renewed(outcome);
      return outcome;
    }
    if (outcome === "ENDED") expire();
    return null;
  }, [signIn, renewed, expire]);

  useEffect(() => {
    if (session === null || session.renewAtMs === null) return;
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const wait = (atMs: number) => {
      timer = setTimeout(
        () => {
          const again = Date.now() + retryMs;
          // What could not be renewed yet is what it was: the page stays as it stands.
          void renew().then((next) => next === null && !isOver && wait(again));
        },
        Math.max(atMs - Date.now(), 0),
      );
    };
    wait(session.renewAtMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [session, renew]);

  const endsAtMs = session?.endsAtMs ?? null;
  useEffect(() => {
    setEndsSoon(false);
    if (endsAtMs === null) return;
    const leftMs = Math.max(endsAtMs - Date.now(), 0);
    const warning = setTimeout(() => setEndsSoon(true), Math.max(leftMs - warningMs, 0));
    const end = setTimeout(expire, leftMs);
    return () => {
      clearTimeout(warning);
      clearTimeout(end);
    };
  }, [endsAtMs, expire]);

  /**
   * What a question carries: a computer that slept wakes with a token that has ended. Undefined while that
   * cannot be replaced: the issuer is not reached, and the session stays.
   */
  const freshToken = useCallback(async (): Promise<string | null | undefined> => {
    if (session === null) return null;
    const isShort = session.expiresAtMs - Date.now() < shortMs;
    if (!isShort || session.renewAtMs === null) return session.accessToken;
    const renewed = await renew();
    if (renewed !== null) return renewed.accessToken;
    return session.expiresAtMs > Date.now() ? session.accessToken : undefined;
  }, [session, renew]);

  return { endsSoon, freshToken };
}
