import type { Habits } from "./habit.js";
import { summer } from "./season.js";

export const threat: Habits = {
  VERBAL_ABUSE: {
    weight: 55,
    timeBands: { MORNING: 4, AFTERNOON: 4, EVENING: 2 },
    places: { ENTRANCE_HALL: 4, OUTDOORS: 3, STAIRWELL: 2, SHARED_ROOM: 1 },
    severities: [35, 55, 10, 0],
    complaint: 0.12,
    narratives: [
      "Insultes lors d'un rappel au règlement.",
      "Propos injurieux envers le personnel d'entretien.",
      "Altercation verbale entre habitants.",
    ],
  },
  THREAT: {
    weight: 25,
    timeBands: { MORNING: 2, AFTERNOON: 4, EVENING: 4 },
    places: { ENTRANCE_HALL: 4, OUTDOORS: 3, CAR_PARK: 2, STAIRWELL: 1 },
    severities: [0, 45, 48, 7],
    complaint: 0.45,
    narratives: [
      "Menaces proférées pendant une intervention, équipe retirée.",
      "Menaces de représailles après un signalement.",
      "Menaces répétées, fiche transmise.",
    ],
  },
  INTIMIDATION: {
    weight: 20,
    timeBands: { MORNING: 1, AFTERNOON: 4, EVENING: 5, NIGHT: 1 },
    places: { ENTRANCE_HALL: 6, STAIRWELL: 3, OUTDOORS: 2 },
    severities: [5, 55, 38, 2],
    complaint: 0.15,
    narratives: [
      "Pressions pour dissuader de fermer les accès.",
      "Habitants sommés de justifier leur présence.",
      "Prestataire suivi jusqu'à son véhicule.",
    ],
  },
};

export const violence: Habits = {
  ASSAULT: {
    weight: 45,
    season: summer,
    days: "WEEKEND",
    timeBands: { AFTERNOON: 3, EVENING: 5, NIGHT: 4 },
    places: { OUTDOORS: 5, ENTRANCE_HALL: 3, CAR_PARK: 2, STAIRWELL: 2 },
    severities: [0, 10, 65, 25],
    complaint: 0.7,
    narratives: ["Coups échangés, secours appelés.", "Agression, police intervenue."],
  },
  STAFF_ASSAULT: {
    weight: 20,
    days: "WORKDAY",
    timeBands: { MORNING: 4, AFTERNOON: 5 },
    places: { ENTRANCE_HALL: 5, SHARED_ROOM: 2, OUTDOORS: 2 },
    severities: [0, 5, 65, 30],
    complaint: 0.95,
    narratives: [
      "Personnel bousculé pendant sa tournée, accompagnement mis en place.",
      "Agression pendant une intervention technique, chantier suspendu.",
    ],
  },
  GROUP_VIOLENCE: {
    weight: 25,
    season: summer,
    days: "WEEKEND",
    timeBands: { AFTERNOON: 2, EVENING: 5, NIGHT: 4 },
    places: { OUTDOORS: 7, CAR_PARK: 3 },
    severities: [0, 5, 50, 45],
    complaint: 0.55,
    narratives: ["Affrontement entre groupes.", "Rixe, vitres brisées."],
  },
  WEAPON: {
    weight: 10,
    timeBands: { EVENING: 5, NIGHT: 5 },
    places: { OUTDOORS: 4, BASEMENT: 3, ENTRANCE_HALL: 2 },
    severities: [0, 0, 30, 70],
    complaint: 0.8,
    narratives: [
      "Arme blanche découverte, remise à la police.",
      "Détonations signalées, douilles relevées par la police.",
    ],
  },
};
