import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
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

/** Who is signed in or was; all of it changes at once. */
type Held = Pick<SessionState, "session" | "reader" | "hasExpired" | "readUntilMs" | "isLeaving">;

const nobody: Held = {
  session: null,
  reader: null,
  hasExpired: false,
  readUntilMs: null,
  isLeaving: false,
};

export interface SessionProviderProps {
  readonly settings: Settings;
  /** Null where nobody signs in. */
  readonly signIn: SignIn | null;
  /** What this tab had when it was opened. */
  readonly initial: Session | null;
  readonly children: ReactNode;
}

/**
 * Holds who is signed in. What was read is forgotten when they sign out; when the session ends by itself it stays
 * to be looked at, and nothing more is read.
 */
export function SessionProvider({ settings, signIn, initial, children }: SessionProviderProps) {
  const queries = useQueryClient();
  const [held, setHeld] = useState<Held>({
    ...nobody,
    session: initial,
    reader: initial?.account ?? null,
  });
  const [purpose, setPurpose] = useState(readPurpose);

  const leave = useCallback(() => {
    setHeld(nobody);
    keepPurpose(null);
    setPurpose(null);
    queries.clear();
  }, [queries]);

  const expire = useCallback(() => {
    setHeld((now) => {
      // A question of before may be answered while its reader signs out.
      if (now.reader === null) return now;
      const readUntilMs = latestAnswerMs(queries);
      return { ...nobody, hasExpired: true, reader: now.reader, readUntilMs };
    });
    // What was read on stating it stays in view; whoever signs in next has stated nothing.
    keepPurpose(null);
    void signIn?.forget();
  }, [queries, signIn]);

  const renewed = useCallback((session: Session) => setHeld((now) => ({ ...now, session })), []);
  const { session } = held;
  const { endsSoon, freshToken } = useRenewal({ session, signIn, renewed, expire });

  // One channel to hear and to tell: by another of its own this tab would hear itself.
  const otherTabs = useRef<BroadcastChannel | null>(null);
  useEffect(() => {
    const channel = new BroadcastChannel(signOuts);
    channel.onmessage = () => {
      leave();
      void signIn?.forget();
    };
    otherTabs.current = channel;
    return () => channel.close();
  }, [leave, signIn]);

  useEffect(() => {
    // A page that the browser kept whole and shows again goes nowhere any more.
    const stay = ({ persisted }: PageTransitionEvent) => {
      if (persisted) setHeld((now) => ({ ...now, isLeaving: false }));
    };
    window.addEventListener("pageshow", stay);
    return () => window.removeEventListener("pageshow", stay);
  }, []);

  const state = useMemo(
    (): SessionState => ({
      ...held,
      settings,
      endsSoon,
      freshToken,
      purpose,
      statePurpose: (stated) => {
        keepPurpose(stated);
        setPurpose(stated);
      },
      signPurpose: async (stated) =>
        signIn === null || held.session === null ? stated : signIn.sign(held.session, stated),
      signIn: (account) => {
        keepPurpose(null);
        void signIn?.start(account);
      },
      signInAgain: () => {
        keepPurpose(null);
        // An account of the demonstration is signed in without its page; elsewhere the issuer asks.
        const known = settings.accounts.find(({ account }) => account === held.reader);
        void signIn?.start(known?.account);
      },
      signOut: () => {
        leave();
        otherTabs.current?.postMessage(null);
        if (signIn === null) return;
        setHeld({ ...nobody, isLeaving: true });
        void signIn.signOut().finally(() => setHeld((now) => ({ ...now, isLeaving: false })));
      },
      expire,
    }),
    [held, settings, endsSoon, freshToken, purpose, signIn, leave, expire],
  );
  return <SessionContext value={state}>{children}</SessionContext>;
}

/** Null where nothing has been answered. */
function latestAnswerMs(queries: QueryClient): number | null {
  const read = queries.getQueryCache().getAll();
  const latest = Math.max(0, ...read.map(({ state }) => state.dataUpdatedAt));
  return latest === 0 ? null : latest;
}
