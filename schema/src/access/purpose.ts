import type { Words } from "../ground/words.js";

export const purposes = [
  "PATROL_PLANNING",
  "INVESTIGATION",
  "PROSECUTION",
  "STEERING_COMMITTEE",
  "PREVENTION",
] as const;
/** Why a partner asks (finalité); required for incident detail, always logged. */
export type Purpose = (typeof purposes)[number];

export const purposeWords: Readonly<Record<Purpose, Words>> = {
  PATROL_PLANNING: { en: "patrol planning", fr: "préparation des patrouilles" },
  INVESTIGATION: { en: "investigation", fr: "enquête" },
  PROSECUTION: { en: "prosecution", fr: "poursuites" },
  STEERING_COMMITTEE: { en: "steering committee", fr: "comité de pilotage" },
  PREVENTION: { en: "prevention", fr: "prévention" },
};
