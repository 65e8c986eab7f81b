import type { french } from "./words.fr";

/** The same in English. */
export const english: typeof french = {
  loading: "Loading…",
  partial_one: "One value is missing: a landlord could not answer for it.",
  partial_other: "{{count}} values are missing: landlords could not answer for them.",
  offline: "The gateway does not answer",
  offlineAdvice: "Check your connection. What is still shown was read before it was lost.",
  failed: "This part of the page could not be read",
  failedAdvice: "Nothing was lost. Try again; if it goes on, tell the coordinator.",
  retry: "Try again",
  refused: "The convention does not let you read this",
  whyRefused: "Why?",
  notYours: "The convention does not show you this.",
};
