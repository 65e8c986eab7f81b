/** What agents of different landlords call the same thing, by code of the nomenclature. */
export interface Vocabulary {
  readonly categories?: WordsByCode;
  readonly timeBands?: WordsByCode;
  readonly places?: WordsByCode;
}

export type WordsByCode = Readonly<Record<string, string>>;

/** As in a form with a list to choose from. */
export const formWords = {
  categories: {
    LOITERING: "Occupation de hall",
    NOISE: "Nuisances sonores",
    FLY_TIPPING: "Dépôt sauvage",
    VEHICLE_NUISANCE: "Rodéo, véhicule gênant",
    ANIMAL_NUISANCE: "Trouble lié à un animal",
    OTHER_INCIVILITY: "Autre incivilité",
    DOOR_VANDALISM: "Porte vandalisée",
    GRAFFITI: "Tags",
    EQUIPMENT_DAMAGE: "Équipement dégradé",
    ARSON: "Incendie volontaire",
    OTHER_DAMAGE: "Autre dégradation",
    VERBAL_ABUSE: "Insultes",
    THREAT: "Menaces",
    INTIMIDATION: "Intimidation",
    ASSAULT: "Agression physique",
    STAFF_ASSAULT: "Agression d'un salarié",
    GROUP_VIOLENCE: "Rixe",
    WEAPON: "Arme",
    DRUG_DEALING: "Trafic de stupéfiants",
    DRUG_STORAGE: "Stockage de stupéfiants",
    STOLEN_GOODS: "Recel",
    CONTRABAND: "Vente illicite",
    ACCESS_CONTROL: "Entrave à la circulation",
    SERVICE_WITHDRAWAL: "Refus d'intervention",
    SABOTAGE: "Sabotage",
    BURGLARY: "Cambriolage",
    THEFT: "Vol",
    VEHICLE_CRIME: "Vol ou bris de véhicule",
    OTHER_PROPERTY: "Autre atteinte aux biens",
  },
  timeBands: { MORNING: "Matin", AFTERNOON: "Après-midi", EVENING: "Soirée", NIGHT: "Nuit" },
  places: {
    ENTRANCE_HALL: "Hall",
    STAIRWELL: "Cage d'escalier",
    BASEMENT: "Sous-sol",
    CAR_PARK: "Parking",
    OUTDOORS: "Extérieur",
    ROOF: "Toiture",
    DWELLING: "Logement",
    SHARED_ROOM: "Local commun",
    OTHER: "Autre",
  },
};

/** As in a caretakers' notebook. */
export const notebookWords = {
  categories: {
    LOITERING: "Squat parties communes",
    NOISE: "Tapage",
    FLY_TIPPING: "Encombrants",
    VEHICLE_NUISANCE: "Scooters / mécanique sauvage",
    ANIMAL_NUISANCE: "Chiens, animaux",
    OTHER_INCIVILITY: "Pétards, jets d'objets",
    DOOR_VANDALISM: "Porte de hall cassée",
    GRAFFITI: "Graffitis",
    EQUIPMENT_DAMAGE: "Casse matériel",
    ARSON: "Feu",
    OTHER_DAMAGE: "Casse divers",
    VERBAL_ABUSE: "Injures",
    THREAT: "Menaces verbales",
    INTIMIDATION: "Pressions",
    ASSAULT: "Coups",
    STAFF_ASSAULT: "Personnel agressé",
    GROUP_VIOLENCE: "Bagarre",
    WEAPON: "Présence d'arme",
    DRUG_DEALING: "Deal",
    DRUG_STORAGE: "Produits cachés",
    STOLEN_GOODS: "Objets volés entreposés",
    CONTRABAND: "Vente à la sauvette",
    ACCESS_CONTROL: "Hall bloqué",
    SERVICE_WITHDRAWAL: "Prestataire reparti",
    SABOTAGE: "Caméra ou éclairage neutralisé",
    BURGLARY: "Appartement ou cave fracturé",
    THEFT: "Vol parties communes",
    VEHICLE_CRIME: "Voiture fracturée",
    OTHER_PROPERTY: "Vol divers",
  },
  timeBands: { MORNING: "matinée", AFTERNOON: "journée", EVENING: "soir", NIGHT: "nuit" },
  places: {
    ENTRANCE_HALL: "hall d'entrée",
    STAIRWELL: "escaliers",
    BASEMENT: "caves",
    CAR_PARK: "stationnement",
    OUTDOORS: "abords",
    ROOF: "toit",
    DWELLING: "appartement",
    SHARED_ROOM: "local poubelles ou vélos",
    OTHER: "divers",
  },
};

/** Numbers in the place of words: the nth category of the list is `F01`, `F02`, … */
export const numberedWords = {
  places: formWords.places,
  categories: Object.fromEntries(
    Object.keys(formWords.categories).map((category, index) => [
      category,
      `F${String(index + 1).padStart(2, "0")}`,
    ]),
  ),
};
