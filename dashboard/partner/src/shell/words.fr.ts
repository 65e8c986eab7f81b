/** Texts of the frame around every page, in French. */
export const french = {
  about:
    "Classification des sites et tranquillité résidentielle : ce que la convention vous permet de lire.",
  demonstration: "Démonstration : bailleurs, partenaires, chiffres et faits sont inventés.",
  skip: "Aller au contenu",
  pages: "Pages",
  convention: "Convention {{reference}}, version {{version}}",
  signIn: "Se connecter",
  signInAgain: "Se reconnecter",
  signOut: "Se déconnecter",
  changeAccount: "Se connecter autrement",
  viewAs: "Voir comme (démonstration)",
  expired: "Votre session a expiré",
  expiredAdvice: "Ce qui était affiché a été effacé. Reconnectez-vous pour revenir à cette page.",
  endsSoon: "Votre session prend fin dans moins de cinq minutes",
  endsSoonAdvice:
    "Reconnectez-vous maintenant pour garder cette page ; à la fin de la session, ce qui est affiché sera effacé.",
  purpose: "Finalité : {{name}}",
  endPurpose: "Ne plus indiquer de finalité",
};
