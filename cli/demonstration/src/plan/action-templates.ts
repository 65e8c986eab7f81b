/** An action that a site may be given. */
export interface ActionTemplate {
  /** 1 to 5, see the five axes of the action plan. */
  readonly axis: number;
  readonly title: string;
  readonly responsibleParty: string;
}

/** For sites with a dealing point or worse, and for those that were. */
export const actionsAgainstDelinquency: readonly ActionTemplate[] = [
  { axis: 1, title: "Intervention du personnel en binôme", responsibleParty: "Bailleur" },
  { axis: 1, title: "Dispositif d'alerte pour le gardien", responsibleParty: "Bailleur" },
  { axis: 1, title: "Accompagnement des plaintes du personnel", responsibleParty: "Bailleur" },
  { axis: 2, title: "Vidéoprotection des halls et des parkings", responsibleParty: "Bailleur" },
  {
    axis: 2,
    title: "Présence renforcée en soirée",
    responsibleParty: "Groupement de tranquillité",
  },
  {
    axis: 3,
    title: "Opérations conjointes dans les parties communes",
    responsibleParty: "Police nationale",
  },
  { axis: 3, title: "Signalement partagé du point de vente", responsibleParty: "Police nationale" },
  {
    axis: 3,
    title: "Évacuation et condamnation des caves squattées",
    responsibleParty: "Bailleur",
  },
  { axis: 3, title: "Suite judiciaire suivie des troubles graves", responsibleParty: "Parquet" },
  { axis: 4, title: "Reprise des halls et contrôle d'accès", responsibleParty: "Bailleur" },
  { axis: 4, title: "Éclairage et ouverture des cheminements", responsibleParty: "Commune" },
  { axis: 4, title: "Chantiers éducatifs d'été", responsibleParty: "Commune" },
  { axis: 5, title: "Inscription au groupe local de traitement", responsibleParty: "Parquet" },
  {
    axis: 5,
    title: "Point mensuel avec le commissariat",
    responsibleParty: "Coordination de la convention",
  },
];

/** For sites with recurring incivilities. */
export const actionsAgainstIncivilities: readonly ActionTemplate[] = [
  {
    axis: 1,
    title: "Formation du personnel à la gestion des conflits",
    responsibleParty: "Bailleur",
  },
  { axis: 2, title: "Médiation en pied d'immeuble", responsibleParty: "Association de médiation" },
  { axis: 2, title: "Remplacement des portes de hall", responsibleParty: "Bailleur" },
  {
    axis: 4,
    title: "Enlèvement des encombrants deux fois par semaine",
    responsibleParty: "Agglomération",
  },
  { axis: 4, title: "Réaménagement du local à ordures", responsibleParty: "Bailleur" },
  { axis: 4, title: "Diagnostic en marchant avec les habitants", responsibleParty: "Commune" },
  { axis: 5, title: "Rappel à l'ordre par la commune", responsibleParty: "Commune" },
];
