import { createContext, useContext } from "react";
import type { Settings } from "./settings";
import type { Session } from "./sign-in";

export interface SessionState {
  readonly settings: Settings;
  /** Null where nobody signs in, or nobody has yet. */
  readonly session: Session | null;
  /** The session was there and has ended. */
  readonly hasExpired: boolean;
  /** Account whose answers are shown; it stays when the session ends, until somebody signs in or out. */
  readonly reader: string | null;
  /** After the session's end: when the latest of what is still shown was read. Null where nothing was. */
  readonly readUntilMs: number | null;
  /** The visitor is signing out: the browser is about to leave for the issuer, and nothing else may be begun. */
  readonly isLeaving: boolean;
  /** The visitor will have to sign in again within five minutes. */
  readonly endsSoon: boolean;
  /** What a question carries; null where nobody is signed in. */
  freshToken(): Promise<string | null | undefined>;
  /** Why the visitor reads incident detail; null while not stated. */
  readonly purpose: string | null;
  statePurpose(purpose: string | null): void;
  /** The purpose as one question carries it; null where the session can state none any more. */
  signPurpose(purpose: string): Promise<string | null>;
  /** Leaves for the issuer; `account` of the demonstration to sign in as at once. */
  signIn(account?: string): void;
  /** The same person, for another day; back at this address. */
  signInAgain(): void;
  signOut(): void;
  /** The gateway does not take the session any more. */
  expire(): void;
}

export const SessionContext = createContext<SessionState | null>(null);

/** @throws outside of `SessionProvider`. */
export function useSession(): SessionState {
  const state = useContext(SessionContext);
  if (state === null) throw new Error("no session provider");
  return state;
}
