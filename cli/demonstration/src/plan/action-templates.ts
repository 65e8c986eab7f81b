/** An action that a site may be given. */
export interface ActionTemplate {
  /** 1 to 5, see the five axes of the action plan. */
  readonly axis: number;
  readonly title: string;
  readonly responsibleParty: string;
}

function action(axis: number, title: string, responsibleParty: string): ActionTemplate {
  return { axis, title, responsibleParty };
}

/** For sites with a dealing point or worse, and for those that were. */
export const actionsAgainstDelinquency: readonly ActionTemplate[] = [
  action(1, "Intervention du personnel en binôme", "Bailleur"),
  action(1, "Dispositif d'alerte pour le gardien", "Bailleur"),
  action(1, "Accompagnement des plaintes du personnel", "Bailleur"),
  action(2, "Vidéoprotection des halls et des parkings", "Bailleur"),
  action(2, "Présence renforcée en soirée", "Groupement de tranquillité"),
  action(3, "Opérations conjointes dans les parties communes", "Police nationale"),
  action(3, "Signalement partagé du point de vente", "Police nationale"),
  action(3, "Évacuation et condamnation des caves squattées", "Bailleur"),
  action(3, "Suite judiciaire suivie des troubles graves", "Parquet"),
  action(4, "Reprise des halls et contrôle d'accès", "Bailleur"),
  action(4, "Éclairage et ouverture des cheminements", "Commune"),
  action(4, "Chantiers éducatifs d'été", "Commune"),
  action(5, "Inscription au groupe local de traitement", "Parquet"),
  action(5, "Point mensuel avec le commissariat", "Coordination de la convention"),
];

/** For sites with recurring incivilities. */
export const actionsAgainstIncivilities: readonly ActionTemplate[] = [
  action(1, "Formation du personnel à la gestion des conflits", "Bailleur"),
  action(2, "Médiation en pied d'immeuble", "Association de médiation"),
  action(2, "Remplacement des portes de hall", "Bailleur"),
  action(4, "Enlèvement des encombrants deux fois par semaine", "Agglomération"),
  action(4, "Réaménagement du local à ordures", "Bailleur"),
  action(4, "Diagnostic en marchant avec les habitants", "Commune"),
  action(5, "Rappel à l'ordre par la commune", "Commune"),
];
