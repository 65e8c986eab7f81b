/** Texts of this folder, in French. */
export const french = {
  title: "Carte des sites",
  titleOf: "{{name}}, {{month}}",
  filter: "Niveaux affichés",
  filterUndetermined:
    "Les sites de niveau indéterminé ne sont affichés que lorsque tous les niveaux le sont.",
  map: "Carte interactive des sites. Flèches : déplacer ; plus et moins : agrandir ou réduire. Tout ce qu’elle montre est dans la liste.",
  mapSection: "Carte",
  legend: "Légende",
  legendGroup: "plusieurs sites : leur nombre et le niveau le plus élevé",
  legendCommune: "sites d’une commune, par niveau, au centre de la commune",
  exact: "Chaque site est à sa position exacte.",
  exactHard:
    "Les sites de niveau 3 et 4 sont à leur position exacte ; les autres sont comptés au centre de leur commune.",
  byCommune:
    "La convention ne vous communique pas la position des sites : ils sont comptés au centre de leur commune.",
  placesPartial:
    "Des positions n’ont pas pu être lues : ces sites sont comptés au centre de leur commune.",
  unplaced_one:
    "Un site n’est pas sur la carte : sa commune n’est pas connue. Il est dans la liste.",
  unplaced_other:
    "{{count}} sites ne sont pas sur la carte : leur commune n’est pas connue. Ils sont dans la liste.",
  schematic:
    "Carte schématique : limites approximatives tracées à partir des centres des communes.",
  outlinesFailed: "Les contours des communes n’ont pas pu être lus.",
  noWebGl:
    "Ce navigateur ne peut pas afficher la carte interactive (WebGL indisponible) : voici la carte fixe.",
  zoomIn: "Agrandir",
  zoomOut: "Réduire",
  wholeMap: "Tout le territoire",
  ctrlScroll: "Ctrl + molette pour agrandir la carte",
  commandScroll: "⌘ + molette pour agrandir la carte",
  twoFingers: "Deux doigts pour déplacer la carte",
  list: "Liste des sites",
  order: "Niveau le plus élevé d’abord, puis nombre de logements.",
  shown: "{{shown}} sur {{total}} sites",
  more: "Afficher plus",
  none: "Aucun site ne correspond à ces filtres",
  noneAdvice: "Élargissez les niveaux, le bailleur ou le territoire.",
  dwellings_one: "{{amount}} logement",
  dwellings_other: "{{amount}} logements",
  sites_one: "{{amount}} site",
  sites_other: "{{amount}} sites",
  levelSites_one: "{{amount}} site de niveau {{level}}",
  levelSites_other: "{{amount}} sites de niveau {{level}}",
  undeterminedSites_one: "{{amount}} site de niveau indéterminé",
  undeterminedSites_other: "{{amount}} sites de niveau indéterminé",
  unknownSite: "Site dont le bailleur n’a pas répondu",
  openSite: "Ouvrir la fiche du site",
  openCommune: "Voir cette commune seule",
  choose: "Choisissez un site sur la carte ou dans la liste.",
  endSelection: "Ne plus sélectionner",
  missing: "La liste n’est pas complète",
  missingLandlord: "{{name}} : {{status}}",
  reportTitle: "Sites de niveau 3 et 4, {{name}}, {{month}}",
  communeSummary: "{{name}} : {{counts}}",
  placedSummary: "{{counts}} à leur position exacte",
};
