import type { french } from "./words.fr";

/** The same in English. */
export const english: typeof french = {
  about: "Classification of sites: what the convention lets you read.",
  demonstration: "Demonstration: landlords, partners, figures and incidents are invented.",
  skip: "Skip to content",
  pages: "Pages",
  convention: "Convention {{reference}}, version {{version}}",
  signIn: "Sign in",
  signInAgain: "Sign in again",
  signOut: "Sign out",
  changeAccount: "Sign in as somebody else",
  viewAs: "View as (demonstration)",
  expired: "Your session has expired",
  expiredAdvice: "What was shown has been cleared. Sign in again to come back to this page.",
  endsSoon: "Your session ends in less than five minutes",
  endsSoonAdvice:
    "Sign in again now to keep this page; when the session ends, what is shown will be cleared.",
  purpose: "Purpose: {{name}}",
  endPurpose: "Stop stating a purpose",
};
