import type { Random } from "../record/random.js";

const groups = [
  "Résidence",
  "Le Clos",
  "Les Jardins",
  "Le Square",
  "La Cour",
  "Le Hameau",
  "Les Terrasses",
];

/** Written as they follow "Résidence …", "Le Clos …". */
const residences = [
  "des Mésanges",
  "des Fauvettes",
  "des Bouvreuils",
  "des Chardonnerets",
  "des Sitelles",
  "des Loriots",
  "des Martinets",
  "des Bergeronnettes",
  "des Huppes",
  "des Pinsons",
  "du Grand Noyer",
  "des Cognassiers",
  "des Néfliers",
  "des Sorbiers",
  "des Cormiers",
  "des Charmilles",
  "des Viornes",
  "des Églantiers",
  "des Sureaux",
  "des Prunelliers",
  "des Aulnes",
  "des Osiers",
  "de la Roselière",
  "de la Grenouillère",
  "du Vieux Lavoir",
  "du Puits Perdu",
  "de la Tuilerie",
  "de la Briqueterie",
  "du Four à Chaux",
  "du Pressoir",
  "des Ormeaux",
  "des Alisiers",
  "des Troènes",
  "des Fusains",
  "des Cornouillers",
  "des Genévriers",
  "des Bruants",
  "des Pouillots",
  "des Roitelets",
  "des Rousserolles",
  "des Verdiers",
  "du Colombier",
  "du Moulin Brûlé",
  "de la Chaufournerie",
  "des Maraîchers",
  "du Gué",
  "des Peupleraies",
  "du Verger",
  "des Ardoisiers",
  "du Belvédère",
];

const ways = ["rue", "allée", "square", "impasse", "passage", "place"];

/** Written as they follow "rue …". */
const streets = [
  "des Charrons",
  "des Haleurs",
  "des Vanniers",
  "des Mariniers",
  "des Couteliers",
  "des Cordiers",
  "du Bac à Traille",
  "de la Meule Gisante",
  "du Sablier",
  "de l'Astrolabe",
  "de la Grande Ourse",
  "du Zodiaque",
  "de la Voie Lactée",
  "du Héron Cendré",
  "de la Loutre",
  "du Grand Brochet",
  "de la Libellule",
  "du Martin-Pêcheur",
  "des Sept Écluses",
  "de la Péniche",
  "du Chaland",
  "des Tireurs d'Arc",
  "de la Luzerne",
  "du Sainfoin",
  "des Blés d'Or",
  "de la Faucille",
  "du Champ Levant",
  "des Trois Bornes",
  "du Niveau à Bulle",
  "des Rémouleurs",
  "des Bourreliers",
  "des Tonneliers",
  "des Lavandières",
  "du Halage",
  "du Cabestan",
  "de la Sarcelle",
  "du Grèbe",
  "de l'Ablette",
  "du Gardon",
  "de la Perche Soleil",
  "du Sextant",
  "du Cadran Solaire",
  "de l'Étoile du Berger",
  "de la Comète",
  "du Solstice",
  "de la Herse",
  "du Soc",
  "du Tombereau",
  "de la Fenaison",
  "du Regain",
  "des Glaneuses",
  "de la Borne Creuse",
  "du Chêne Fendu",
  "de la Source Froide",
];

/** Unlike names and addresses for any number of sites, invented; likenesses to real ones are chance. */
export function siteNames(random: Random): () => string {
  return unlike(residences, groups, random);
}

export function streetNames(random: Random): () => string {
  return unlike(streets, ways, random);
}

/** Every pair of the two lists once, then again with a number. */
function unlike(words: readonly string[], kinds: readonly string[], random: Random): () => string {
  const names = random.shuffle(words.flatMap((word) => kinds.map((kind) => `${kind} ${word}`)));
  let drawn = 0;
  return () => {
    const name = names[drawn % names.length] ?? "";
    const round = Math.floor(drawn / names.length) + 1;
    drawn += 1;
    return round === 1 ? name : `${name} ${round}`;
  };
}
