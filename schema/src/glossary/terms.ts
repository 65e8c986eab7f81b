import { purposes, purposeWords } from "../access/purpose.js";
import { longestDecisionMonths } from "../grid/decision.js";
import type { Grid } from "../grid/grid.js";
import { capitalised, type Words } from "../ground/words.js";

/** A word that no list of the grid or of the nomenclature brings along. */
export interface Term {
  readonly code: string;
  readonly term: Words;
  readonly meaning: Words;
  readonly points?: readonly Words[];
}

/** How a level comes about, from the incidents to what is shown. */
export function gridTerms({ windowMonths, minimumClosedMonths }: Grid): readonly Term[] {
  return [
    {
      code: "gate",
      term: { fr: "Seuil", en: "Gate" },
      meaning: {
        fr: "Ce que la grille demande pour un niveau. Le plus haut seuil atteint donne le niveau calculé.",
        en: "What the grid asks for a level. The highest gate that is reached gives the computed level.",
      },
    },
    {
      code: "window",
      term: { fr: "Période observée", en: "Window" },
      meaning: {
        fr: `Les ${windowMonths} mois qui finissent au mois classé. Il en faut ${minimumClosedMonths} de clos.`,
        en: `The ${windowMonths} months that end at the classified one. ${minimumClosedMonths} of them must be closed.`,
      },
    },
    {
      code: "closed-month",
      term: { fr: "Mois clos", en: "Closed month" },
      meaning: {
        fr: "Mois dont le bailleur a déclaré la saisie complète. Seuls les mois clos comptent et sont publiés.",
        en: "A month whose recording the landlord has declared complete. Only closed months count and are published.",
      },
    },
    {
      code: "computed-level",
      term: { fr: "Niveau calculé", en: "Computed level" },
      meaning: {
        fr: "Ce que la grille donne pour le mois, sans mémoire des mois d’avant.",
        en: "What the grid gives for the month, without memory of the months before.",
      },
    },
    {
      code: "held-level",
      term: { fr: "Niveau maintenu", en: "Held level" },
      meaning: {
        fr: "Un site monte aussitôt ; il redescend d’un niveau par mois, à partir du troisième mois plus calme.",
        en: "A site rises at once; it falls by one level a month, from the third calmer month on.",
      },
    },
    {
      code: "decision",
      term: { fr: "Décision de niveau", en: "Decision on a level" },
      meaning: {
        fr: `Niveau que le bailleur fixe avec un motif, pour ${longestDecisionMonths} mois au plus. Il est montré à côté du niveau calculé, jamais à sa place.`,
        en: `A level that the landlord sets with a reason, for ${longestDecisionMonths} months at most. It is shown beside the computed level, never in its place.`,
      },
    },
    {
      code: "restatement",
      term: { fr: "Rectification", en: "Restatement" },
      meaning: {
        fr: "Ce qui était publié d’un mois a changé, par une correction, des faits tardifs ou une décision : le niveau d’avant, le jour et le motif restent affichés.",
        en: "What was published of a month has changed, by a correction, late incidents or a decision: the level before, the day and the reason stay on show.",
      },
    },
  ];
}

/** @param threshold The convention's: smaller numbers are withheld from some readers. */
export function readingTerms(threshold: number): readonly Term[] {
  return [
    {
      code: "withheld",
      term: { fr: "Secret (▨)", en: "Withheld (▨)" },
      meaning: {
        fr: `La valeur existe et n’est pas diffusée : elle est petite (moins de ${threshold} faits), ou c’est un nombre, un zéro parfois, qui permettrait d’en retrouver une petite. On ne peut y lire ni un zéro ni un fait.`,
        en: `The value exists and is not shown: it is small (fewer than ${threshold} incidents), or a number, at times a zero, from which a small one could be found. It is to be read neither as zero nor as one at least.`,
      },
    },
    {
      code: "zero",
      term: { fr: "Zéro (0)", en: "Zero (0)" },
      meaning: {
        fr: "Aucun fait n’a été relevé, et le mois est clos : un vrai zéro.",
        en: "No incident was recorded, and the month is closed: a true zero.",
      },
    },
    {
      code: "unknown",
      term: { fr: "Inconnu (–)", en: "Not known (–)" },
      meaning: {
        fr: "Rien n’est enregistré ou publié, ou il manque de quoi le dire.",
        en: "Nothing is recorded or published, or what it would take to say it is missing.",
      },
    },
    {
      code: "at-least",
      term: { fr: "Au moins (≥)", en: "At least (≥)" },
      meaning: {
        fr: "Il y en a autant ou davantage : il manque un bailleur, un mois, ou un nombre secret.",
        en: "As many or more: a landlord, a month or a withheld number is missing.",
      },
    },
    {
      code: "coverage",
      term: { fr: "Couverture", en: "Coverage" },
      meaning: {
        fr: "Quels bailleurs ont répondu, pour combien de logements. Une couverture partielle n’est pas une baisse.",
        en: "Which landlords answered, for how many dwellings. Partial coverage is not a fall.",
      },
    },
    {
      code: "rate",
      term: { fr: "Taux", en: "Rate" },
      meaning: {
        fr: "Faits des douze mois pour 1 000 logements du parc social suivi.",
        en: "Incidents of twelve months for each 1,000 dwellings of the social stock covered.",
      },
    },
    {
      code: "severity",
      term: { fr: "Gravité", en: "Severity" },
      meaning: {
        fr: "De 1 à 4, telle que le bailleur l’a saisie pour un fait. La grille n’en tient pas compte.",
        en: "From 1 to 4, as the landlord recorded it for an incident. The grid does not look at it.",
      },
    },
  ];
}

export const whoTerms: readonly Term[] = [
  {
    code: "site",
    term: { fr: "Site", en: "Site" },
    meaning: {
      fr: "Un groupe d’immeubles à une adresse, d’un seul bailleur.",
      en: "A group of buildings at one address, of one landlord.",
    },
  },
  {
    code: "incident",
    term: { fr: "Fait", en: "Incident" },
    meaning: {
      fr: "Un évènement d’une nature, sur un site, un jour. Il reste chez le bailleur, qui dit à chacun ce que la convention accorde.",
      en: "One event of one category, at one site, on one day. It stays with the landlord, who tells each reader what the convention grants.",
    },
  },
  {
    code: "territory",
    term: { fr: "Territoire", en: "Territory" },
    meaning: {
      fr: "Commune, intercommunalité, quartier prioritaire ou département. Un quartier peut être à cheval sur deux communes.",
      en: "A commune, intercommunality, priority district or department. A district may straddle two communes.",
    },
  },
  {
    code: "convention",
    term: { fr: "Convention", en: "Convention" },
    meaning: {
      fr: "L’accord que les bailleurs ont signé : parties, territoire, durée, grille, qui voit quoi. Ce qui n’y est pas accordé est refusé.",
      en: "The agreement that the landlords signed: parties, territory, duration, grid, who sees what. What it does not grant is refused.",
    },
  },
  {
    code: "partner",
    term: { fr: "Partenaire", en: "Partner" },
    meaning: {
      fr: "Une partie qui lit, dans son périmètre : police, justice, commune, bailleur pair, coordination.",
      en: "A party that reads, within its scope: police, justice, municipality, peer landlord, coordinator.",
    },
  },
  {
    code: "purpose",
    term: { fr: "Finalité", en: "Purpose" },
    meaning: {
      fr: "Pourquoi un partenaire lit le détail des faits. Elle est écrite au journal des accès du bailleur. La convention dit qui peut indiquer laquelle :",
      en: "Why a partner reads incidents one by one. It is written into the landlord’s access log. The convention says who may state which:",
    },
    points: purposes.map((purpose) => {
      const { fr, en } = purposeWords[purpose];
      return { fr: capitalised(fr), en: capitalised(en) };
    }),
  },
  {
    code: "action",
    term: { fr: "Action, axe", en: "Action, axis" },
    meaning: {
      fr: "Ce qui est entrepris sur un ou plusieurs sites, rangé sous l’un des cinq axes du plan d’actions.",
      en: "What is undertaken at one site or several, under one of the five axes of the action plan.",
    },
  },
];
