import type { Words } from "../ground/words.js";
import type { Purpose } from "./access-terms.js";
import type { PartnerKind } from "./partner-kind.js";

/** Kinds as a sentence names them. */
export const kindWords: Readonly<Record<PartnerKind, Words>> = {
  POLICE: { english: "the police", french: "la police" },
  JUSTICE: { english: "justice", french: "la justice" },
  MUNICIPALITY: { english: "municipalities", french: "les communes" },
  LANDLORD: { english: "peer landlords", french: "les bailleurs pairs" },
  COORDINATOR: { english: "the coordinator", french: "la coordination" },
};

export const purposeWords: Readonly<Record<Purpose, Words>> = {
  PATROL_PLANNING: { english: "patrol planning", french: "préparation des patrouilles" },
  INVESTIGATION: { english: "investigation", french: "enquête" },
  PROSECUTION: { english: "prosecution", french: "poursuites" },
  STEERING_COMMITTEE: { english: "steering committee", french: "comité de pilotage" },
  PREVENTION: { english: "prevention", french: "prévention" },
};
