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
  PATROL_PLANNING: { english: "patrol planning", french: "préparation des patrouilles" },
  INVESTIGATION: { english: "investigation", french: "enquête" },
  PROSECUTION: { english: "prosecution", french: "poursuites" },
  STEERING_COMMITTEE: { english: "steering committee", french: "comité de pilotage" },
  PREVENTION: { english: "prevention", french: "prévention" },
};
