import type { NotListed } from "./people.js";

/** Why a browser comes no further: first in French, then in English. */
export type Halt = NotListed | "ENDED" | "UPSTREAM";

const words: Readonly<Record<Halt, readonly [fr: string, en: string]>> = {
  ORGANISATION: [
    "Votre organisme n’est pas partie à cette convention, ou son numéro SIRET n’y est pas enregistré. Adressez-vous à la coordination.",
    "Your organisation is no party to this convention, or its number (SIRET) is not registered. Ask the coordinator.",
  ],
  PERSON: [
    "Vous n’êtes pas parmi les personnes que votre organisme a désignées. Adressez-vous à la coordination.",
    "You are not among the people whom your organisation has named. Ask the coordinator.",
  ],
  ENDED: [
    "Cette connexion a expiré ou n’existe pas. Revenez à la page d’où vous venez et recommencez.",
    "This sign-in has expired or does not exist. Go back to where you came from and start again.",
  ],
  UPSTREAM: [
    "Le service d’identité n’a pas répondu, ou la connexion y a été interrompue. Recommencez dans un instant.",
    "The identity provider did not answer, or the sign-in was broken off there. Try again in a moment.",
  ],
};

export const haltStatus: Readonly<Record<Halt, number>> = {
  ORGANISATION: 403,
  PERSON: 403,
  ENDED: 400,
  UPSTREAM: 503,
};

/** Nothing from elsewhere, nobody may frame it. */
export const pagePolicy =
  "default-src 'none'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

export function haltPage(halt: Halt): string {
  const [fr, en] = words[halt];
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Connexion · Palier</title>
<link rel="icon" href="data:,">
</head>
<body>
<main>
<h1>Connexion à Palier</h1>
<p>${fr}</p>
<p lang="en">${en}</p>
</main>
</body>
</html>
`;
}
