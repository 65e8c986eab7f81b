import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { SessionContext, type SessionState } from "./session-context";
import type { Settings } from "./settings";
import type { Session, SignIn } from "./sign-in";

/** Why the visitor asks for incident detail; stated once, for as long as the tab lives. */
const purposeKey = "palier-purpose";

function readPurpose(): string | null {
  return sessionStorage.getItem(purposeKey);
}

function keepPurpose(purpose: string | null): void {
  if (purpose === null) sessionStorage.removeItem(purposeKey);
  else sessionStorage.setItem(purposeKey, purpose);
}

export interface SessionProviderProps {
  readonly settings: Settings;
  /** Null where nobody signs in. */
  readonly signIn: SignIn | null;
  /** What this tab had when it was opened. */
  readonly initial: Session | null;
  readonly children: ReactNode;
}

/** Holds who is signed in; forgets everything read when the session ends. */
export function SessionProvider({ settings, signIn, initial, children }: SessionProviderProps) {
  const queries = useQueryClient();
  const [session, setSession] = useState(initial);
  const [hasExpired, setHasExpired] = useState(false);
  const [purpose, setPurpose] = useState(readPurpose);

  const leave = useCallback(
    (isExpiry: boolean) => {
      setSession(null);
      setHasExpired(isExpiry);
      keepPurpose(null);
      setPurpose(null);
      queries.clear();
      void signIn?.forget();
    },
    [queries, signIn],
  );

  const expire = useCallback(() => leave(true), [leave]);

  useEffect(() => {
    if (session === null) return;
    const timer = setTimeout(expire, Math.max(session.expiresAtMs - Date.now(), 0));
    return () => clearTimeout(timer);
  }, [session, expire]);

  const state = useMemo(
    (): SessionState => ({
      settings,
      session,
      hasExpired,
      purpose,
      statePurpose: (stated) => {
        keepPurpose(stated);
        setPurpose(stated);
      },
      signPurpose: async (stated) =>
        signIn === null || session === null ? stated : signIn.sign(session, stated),
      signIn: (account) => {
        keepPurpose(null);
        void signIn?.start(account);
      },
      signOut: () => leave(false),
      expire,
    }),
    [settings, session, hasExpired, purpose, signIn, leave, expire],
  );
  return <SessionContext value={state}>{children}</SessionContext>;
}
