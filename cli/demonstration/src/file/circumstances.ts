import type { FollowUp, IncidentSource, IncidentTarget } from "@palier/landlord-store";
import type { DemonstrationIncident } from "../record/demonstration.js";

/** What follows from the rest of a record, so that records that are kept otherwise stay what they are. */

const targets: Readonly<Record<string, IncidentTarget>> = {
  DOOR_VANDALISM: "STOCK",
  GRAFFITI: "STOCK",
  EQUIPMENT_DAMAGE: "STOCK",
  ARSON: "STOCK",
  OTHER_DAMAGE: "STOCK",
  SABOTAGE: "STOCK",
  STAFF_ASSAULT: "STAFF",
  VERBAL_ABUSE: "STAFF",
  INTIMIDATION: "TENANT",
  ASSAULT: "TENANT",
  NOISE: "TENANT",
  BURGLARY: "TENANT",
  THEFT: "TENANT",
  VEHICLE_CRIME: "VISITOR",
  SERVICE_WITHDRAWAL: "CONTRACTOR",
};

/** Nothing where it is not recorded. */
export function targetOf({ category }: DemonstrationIncident): IncidentTarget | "" {
  return targets[category] ?? "";
}

export function followUpOf({ complaint, severity }: DemonstrationIncident): FollowUp | "" {
  if (complaint !== null) return "COMPLAINT";
  if (severity >= 3) return "MAIN_COURANTE";
  return severity === 1 ? "NONE" : "";
}

const sources: Readonly<Record<string, IncidentSource>> = {
  Gardien: "CARETAKER",
  Locataire: "TENANT",
  "Amicale des locataires": "TENANT",
  Prestataire: "CONTRACTOR",
};

export function sourceOf({ reporter }: DemonstrationIncident): IncidentSource | "" {
  return sources[reporter] ?? "";
}
