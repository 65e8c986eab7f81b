import type { Habits } from "./habit.js";
import { fireworks, spring, summer } from "./season.js";

export const incivility: Habits = {
  LOITERING: {
    weight: 30,
    season: summer,
    timeBands: { AFTERNOON: 3, EVENING: 5, NIGHT: 2 },
    places: { ENTRANCE_HALL: 6, STAIRWELL: 2, OUTDOORS: 4, BASEMENT: 1 },
    severities: [75, 23, 2, 0],
    complaint: 0,
    narratives: [
      "Attroupement gênant le passage, départ après rappel.",
      "Regroupement prolongé, déchets laissés au sol.",
      "Occupation habituelle, chaises apportées.",
      "Passage difficile pour les habitants, signalements répétés.",
    ],
  },
  NOISE: {
    weight: 27,
    season: summer,
    days: "WEEKEND",
    timeBands: { AFTERNOON: 1, EVENING: 5, NIGHT: 6 },
    places: { OUTDOORS: 5, DWELLING: 4, ENTRANCE_HALL: 2, CAR_PARK: 2 },
    severities: [85, 15, 0, 0],
    complaint: 0.01,
    narratives: [
      "Musique forte, plusieurs logements gênés.",
      "Cris et éclats de voix, habitants gênés.",
      "Tapage répété, courrier de rappel au règlement envoyé.",
    ],
  },
  FLY_TIPPING: {
    weight: 20,
    season: spring,
    days: "WORKDAY",
    timeBands: { MORNING: 7, AFTERNOON: 2, NIGHT: 1 },
    places: { OUTDOORS: 5, SHARED_ROOM: 3, BASEMENT: 2, CAR_PARK: 2 },
    severities: [88, 12, 0, 0],
    complaint: 0.02,
    narratives: [
      "Encombrants déposés hors jour de collecte, enlèvement commandé.",
      "Gravats et sacs abandonnés, origine inconnue.",
      "Matelas et meubles laissés en travers du passage.",
    ],
  },
  VEHICLE_NUISANCE: {
    weight: 12,
    season: summer,
    days: "WEEKEND",
    timeBands: { AFTERNOON: 5, EVENING: 4, NIGHT: 1 },
    places: { CAR_PARK: 6, OUTDOORS: 5 },
    severities: [62, 32, 6, 0],
    complaint: 0.03,
    narratives: [
      "Deux-roues circulant à vive allure entre les bâtiments.",
      "Mécanique sauvage, huile au sol.",
      "Véhicule ventouse sans roues, procédure d'enlèvement engagée.",
    ],
  },
  ANIMAL_NUISANCE: {
    weight: 6,
    timeBands: { MORNING: 4, AFTERNOON: 3, EVENING: 3 },
    places: { OUTDOORS: 5, STAIRWELL: 2, ENTRANCE_HALL: 2, DWELLING: 2 },
    severities: [85, 13, 2, 0],
    complaint: 0.02,
    narratives: [
      "Chien non tenu en laisse.",
      "Déjections répétées, nettoyage commandé.",
      "Aboiements continus.",
    ],
  },
  OTHER_INCIVILITY: {
    weight: 8,
    season: fireworks,
    days: "FESTIVE",
    timeBands: { EVENING: 4, NIGHT: 6 },
    places: { OUTDOORS: 7, CAR_PARK: 3, ROOF: 1 },
    severities: [60, 33, 7, 0],
    complaint: 0.02,
    narratives: [
      "Tirs de feux d'artifice en direction des façades.",
      "Pétards, aucun dégât constaté.",
      "Jets de projectiles, aucun blessé.",
    ],
  },
};
