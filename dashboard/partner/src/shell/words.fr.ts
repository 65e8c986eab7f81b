/** Texts of the frame around every page, in French. */
export const french = {
  about:
    "Classification des sites et tranquillité résidentielle : ce que la convention vous permet de lire.",
  demonstration: "Démonstration : bailleurs, partenaires, chiffres et faits sont inventés.",
  skip: "Aller au contenu",
  pages: "Pages",
  convention: "Convention {{reference}}, version {{version}}",
  partners: "Partenaires",
  signIn: "Se connecter",
  signInAgain: "Se reconnecter",
  signOut: "Se déconnecter",
  leaving: "Déconnexion en cours…",
  changeAccount: "Se connecter autrement",
  viewAs: "Voir comme (démonstration)",
  scheme: "Couleurs de l’écran",
  schemes: { system: "Comme le système", light: "Claires", dark: "Sombres" },
  expired: "Votre session a pris fin",
  expiredAdvice: "Reconnectez-vous pour revenir à cette page.",
  expiredKept:
    "Ce qui est affiché a été lu au plus tard le {{moment}} et reste tel quel ; plus rien n’est lu. Reconnectez-vous pour continuer à cette adresse, ou déconnectez-vous si vous quittez ce poste : tout est alors effacé.",
  endsSoon: "Votre session prend fin dans moins de cinq minutes",
  endsSoonAdvice:
    "Reconnectez-vous dès maintenant : vous revenez à cette page. Ensuite, ce qui est affiché reste, mais plus rien n’est lu.",
  purpose: "Finalité : {{name}}",
  endPurpose: "Ne plus indiquer de finalité",
};
