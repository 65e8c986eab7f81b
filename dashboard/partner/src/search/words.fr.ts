/** Texts of the search, in French. */
export const french = {
  open: "Chercher",
  title: "Chercher un site ou un territoire",
  close: "Fermer la recherche",
  search: "Nom, adresse, commune ou quartier",
  searchWithoutAddress: "Nom, commune ou quartier",
  start: "Saisissez au moins deux lettres.",
  shortcut: "Ctrl + K ouvre la recherche depuis toute page ; flèches et Entrée y choisissent.",
  territories: "Territoires",
  sites: "Sites",
  found_zero: "Rien ne contient ces mots.",
  found_one: "{{count}} réponse",
  found_other: "{{count}} réponses",
  shownOf: "Les {{shown}} premiers sites sont affichés : précisez.",
  hardAddressesOnly:
    "La convention ne vous communique que l’adresse des sites de niveau 3 et 4 : les autres sont cherchés par nom, commune et quartier.",
  noAddresses:
    "La convention ne vous communique pas l’adresse des sites : elle n’est pas cherchée.",
  addressesKept:
    "Des bailleurs ne vous communiquent pas l’adresse de leurs sites : elle n’y est pas cherchée.",
  addressesMissing: "Des adresses n’ont pas pu être lues : ces sites sont cherchés sans elle.",
  missing: "Les sites de ces bailleurs manquent à la recherche",
  notAll:
    "Seuls les {{count}} premiers sites sont cherchés, par niveau décroissant : ouvrez un territoire plus petit.",
  noSites: "La convention ne vous communique pas les sites : seuls les territoires sont cherchés.",
};
