/** Texts of what all pages share, in French. */
export const french = {
  loading: "Chargement…",
  partial_one: "Une donnée manque : un bailleur n’a pas pu répondre pour elle.",
  partial_other: "{{count}} données manquent : des bailleurs n’ont pas pu répondre pour elles.",
  offline: "La passerelle ne répond pas",
  offlineAdvice: "Vérifiez votre connexion. Ce qui est encore affiché date d’avant la coupure.",
  failed: "Cette partie de la page n’a pas pu être lue",
  failedAdvice: "Rien n’a été perdu. Réessayez ; si cela persiste, prévenez la coordination.",
  retry: "Réessayer",
  refused: "La convention ne permet pas de lire ceci",
  whyRefused: "Pourquoi ?",
  notYours: "La convention ne vous communique pas cette donnée.",
};
