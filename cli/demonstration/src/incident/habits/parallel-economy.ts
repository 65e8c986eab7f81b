import type { Habits } from "./habit.js";
import { darkMonths, trade } from "./season.js";

export const trafficking: Habits = {
  DRUG_DEALING: {
    weight: 68,
    season: trade,
    timeBands: { AFTERNOON: 5, EVENING: 6, NIGHT: 3 },
    places: { ENTRANCE_HALL: 6, STAIRWELL: 2, OUTDOORS: 3, CAR_PARK: 2 },
    severities: [0, 45, 47, 8],
    complaint: 0.08,
    narratives: [
      "Va-et-vient de clients, guet visible.",
      "Transactions observées, signalement transmis.",
      "Point de vente actif, mobilier installé.",
      "Tarifs inscrits au mur, effacés le jour même.",
    ],
  },
  DRUG_STORAGE: {
    weight: 18,
    timeBands: { MORNING: 5, AFTERNOON: 4, NIGHT: 1 },
    places: { BASEMENT: 5, STAIRWELL: 3, ROOF: 1, SHARED_ROOM: 2 },
    severities: [0, 30, 60, 10],
    complaint: 0.15,
    narratives: [
      "Sachets découverts dans une cachette, police avisée.",
      "Réserve découverte, fermeture demandée.",
    ],
  },
  STOLEN_GOODS: {
    weight: 9,
    timeBands: { MORNING: 3, AFTERNOON: 4, EVENING: 2 },
    places: { BASEMENT: 5, CAR_PARK: 4 },
    severities: [0, 55, 43, 2],
    complaint: 0.2,
    narratives: [
      "Deux-roues d'origine douteuse entreposés.",
      "Pièces automobiles stockées sans autorisation.",
    ],
  },
  CONTRABAND: {
    weight: 5,
    timeBands: { AFTERNOON: 6, EVENING: 3 },
    places: { OUTDOORS: 6, ENTRANCE_HALL: 2 },
    severities: [5, 70, 25, 0],
    complaint: 0.05,
    narratives: ["Vente de cigarettes à la sauvette.", "Cartons de tabac découverts."],
  },
};

export const obstruction: Habits = {
  ACCESS_CONTROL: {
    weight: 45,
    season: trade,
    timeBands: { AFTERNOON: 5, EVENING: 6, NIGHT: 2 },
    places: { ENTRANCE_HALL: 8, CAR_PARK: 2, OUTDOORS: 2 },
    severities: [0, 40, 52, 8],
    complaint: 0.1,
    narratives: ["Accès filtré, sacs contrôlés.", "Barrage de chariots, passage impossible."],
  },
  SERVICE_WITHDRAWAL: {
    weight: 30,
    days: "WORKDAY",
    timeBands: { MORNING: 6, AFTERNOON: 4 },
    places: { ENTRANCE_HALL: 4, OUTDOORS: 2, STAIRWELL: 2 },
    severities: [0, 50, 46, 4],
    complaint: 0.05,
    narratives: [
      "Le prestataire refuse d'intervenir seul.",
      "Nettoyage suspendu, reprise sous accompagnement.",
    ],
  },
  SABOTAGE: {
    weight: 25,
    timeBands: { EVENING: 3, NIGHT: 6 },
    places: { ENTRANCE_HALL: 4, ROOF: 2, STAIRWELL: 3, CAR_PARK: 1 },
    severities: [0, 30, 60, 10],
    complaint: 0.35,
    narratives: [
      "Caméra masquée puis arrachée le lendemain de la pose.",
      "Éclairage neutralisé volontairement, câbles sectionnés.",
    ],
  },
};

export const property: Habits = {
  BURGLARY: {
    weight: 26,
    season: darkMonths,
    timeBands: { MORNING: 3, AFTERNOON: 6, EVENING: 3, NIGHT: 1 },
    places: { DWELLING: 8, BASEMENT: 2 },
    severities: [0, 45, 53, 2],
    complaint: 0.85,
    narratives: ["Porte fracturée pendant une absence.", "Serrure forcée, effets dérobés."],
  },
  THEFT: {
    weight: 28,
    timeBands: { MORNING: 3, AFTERNOON: 4, EVENING: 3, NIGHT: 2 },
    places: { SHARED_ROOM: 5, ENTRANCE_HALL: 3, BASEMENT: 3 },
    severities: [30, 60, 10, 0],
    complaint: 0.45,
    narratives: ["Vélo volé, antivol coupé.", "Colis dérobés."],
  },
  VEHICLE_CRIME: {
    weight: 36,
    season: darkMonths,
    timeBands: { MORNING: 1, EVENING: 3, NIGHT: 7 },
    places: { CAR_PARK: 9, OUTDOORS: 2 },
    severities: [22, 66, 12, 0],
    complaint: 0.6,
    narratives: [
      "Vitre de véhicule brisée, objets dérobés.",
      "Roues volées, véhicule posé sur cales.",
    ],
  },
  OTHER_PROPERTY: {
    weight: 10,
    timeBands: { MORNING: 4, AFTERNOON: 4, NIGHT: 2 },
    places: { SHARED_ROOM: 3, BASEMENT: 3, ROOF: 1 },
    severities: [40, 53, 7, 0],
    complaint: 0.3,
    narratives: ["Câble de cuivre prélevé.", "Outillage disparu."],
  },
};
