import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { SessionContext, type SessionState } from "./session-context";
import type { Settings } from "./settings";
import type { Session, SignIn } from "./sign-in";
import { useRenewal } from "./use-renewal";

/** Why the visitor asks for incident detail; stated once, for as long as the tab lives. */
const purposeKey = "palier-purpose";
/** Signing out in one tab is signing out in all. */
const signOuts = "palier-signed-out";

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
    },
    [queries],
  );

  const expire = useCallback(() => {
    leave(true);
    void signIn?.forget();
  }, [leave, signIn]);

  const { endsSoon, freshToken } = useRenewal({ session, signIn, renewed: setSession, expire });

  useEffect(() => {
    const others = new BroadcastChannel(signOuts);
    others.onmessage = () => {
      leave(false);
      void signIn?.forget();
    };
    return () => others.close();
  }, [leave, signIn]);

  const state = useMemo(
    (): SessionState => ({
      settings,
      session,
      hasExpired,
      endsSoon,
      freshToken,
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
      signOut: () => {
        leave(false);
        const others = new BroadcastChannel(signOuts);
        others.postMessage(null);
        others.close();
        void signIn?.signOut();
      },
      expire,
    }),
    [settings, session, hasExpired, endsSoon, freshToken, purpose, signIn, leave, expire],
  );
  return <SessionContext value={state}>{children}</SessionContext>;
}
