import type { Habits } from "./habit.js";
import { fireworks } from "./season.js";

export const damage: Habits = {
  DOOR_VANDALISM: {
    weight: 34,
    days: "WORKDAY",
    timeBands: { MORNING: 5, EVENING: 2, NIGHT: 4 },
    places: { ENTRANCE_HALL: 8, BASEMENT: 2, SHARED_ROOM: 1 },
    severities: [42, 48, 10, 0],
    complaint: 0.22,
    narratives: [
      "Ventouse de porte arrachée, remise en état commandée.",
      "Porte forcée, fermeture provisoire posée.",
      "Ferme-porte démonté, porte bloquée ouverte.",
    ],
  },
  GRAFFITI: {
    weight: 22,
    days: "WORKDAY",
    timeBands: { MORNING: 7, AFTERNOON: 2, NIGHT: 1 },
    places: { STAIRWELL: 4, ENTRANCE_HALL: 4, OUTDOORS: 3 },
    severities: [80, 18, 2, 0],
    complaint: 0.12,
    narratives: [
      "Inscriptions sur les murs, nettoyage programmé.",
      "Tags de grande taille, devis demandé.",
      "Inscriptions au feutre, effacées le jour même.",
    ],
  },
  EQUIPMENT_DAMAGE: {
    weight: 26,
    timeBands: { MORNING: 3, AFTERNOON: 3, EVENING: 3, NIGHT: 3 },
    places: { STAIRWELL: 3, ENTRANCE_HALL: 3, CAR_PARK: 2, BASEMENT: 2 },
    severities: [35, 52, 13, 0],
    complaint: 0.2,
    narratives: [
      "Éclairage détruit, remplacement commandé.",
      "Équipement arraché, mise en sécurité faite.",
      "Serrure et visserie démontées.",
    ],
  },
  ARSON: {
    weight: 8,
    season: fireworks,
    days: "FESTIVE",
    timeBands: { EVENING: 3, NIGHT: 8 },
    places: { OUTDOORS: 4, CAR_PARK: 4, SHARED_ROOM: 3, BASEMENT: 1 },
    severities: [5, 40, 45, 10],
    complaint: 0.6,
    narratives: [
      "Départ de feu éteint par les pompiers, murs noircis.",
      "Feu volontaire, sans propagation.",
      "Feu de déchets éteint avant l'arrivée des secours.",
    ],
  },
  OTHER_DAMAGE: {
    weight: 10,
    timeBands: { MORNING: 4, AFTERNOON: 3, EVENING: 2, NIGHT: 2 },
    places: { OUTDOORS: 5, SHARED_ROOM: 2, ROOF: 1, STAIRWELL: 2 },
    severities: [55, 38, 7, 0],
    complaint: 0.12,
    narratives: [
      "Dégradation constatée au passage, photo prise.",
      "Éléments arrachés et laissés sur place.",
      "Vitrage brisé, mise en sécurité faite.",
    ],
  },
};
