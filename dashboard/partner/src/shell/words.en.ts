import type { french } from "./words.fr";

/** The same in English. */
export const english: typeof french = {
  about: "Classification of sites: what the convention lets you read.",
  demonstration: "Demonstration: landlords, partners, figures and incidents are invented.",
  skip: "Skip to content",
  pages: "Pages",
  convention: "Convention {{reference}}, version {{version}}",
  partners: "Partners",
  signIn: "Sign in",
  signInAgain: "Sign in again",
  signOut: "Sign out",
  leaving: "Signing out…",
  changeAccount: "Sign in as somebody else",
  viewAs: "View as (demonstration)",
  scheme: "Colours of the screen",
  schemes: { system: "As the system", light: "Light", dark: "Dark" },
  expired: "Your session has ended",
  expiredAdvice: "Sign in again to come back to this page.",
  expiredKept:
    "What is shown was read on {{moment}} at the latest and stays as it is; nothing more is read. Sign in again to go on at this address, or sign out if you leave this computer: all of it is erased then.",
  endsSoon: "Your session ends in less than five minutes",
  endsSoonAdvice:
    "Sign in again now: you come back to this page. After the end what is shown stays, but nothing more is read.",
  purpose: "Purpose: {{name}}",
  endPurpose: "Stop stating a purpose",
};
