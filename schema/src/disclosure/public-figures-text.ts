import type { PublicFigures } from "./public-figures.js";

const columns = ["landlord", "year", "grain", "code", "family", "status", "incidents", "restated"];

/** RFC 4180: UTF-8, commas, CRLF, a header. */
export function publicFiguresCsv({ landlord, year, grain, figures }: PublicFigures): string {
  const rows = figures.map(({ code, family, status, incidents, isRestated }) => [
    ...[landlord, String(year), grain, code, family, status],
    ...[incidents === null ? "" : String(incidents), isRestated ? "yes" : "no"],
  ]);
  return [columns, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The side file: what the figures rest on, and how they are to be read. */
export function publicFiguresNote(published: PublicFigures): string {
  const { figures, releasedAt, ...of } = published;
  const number = (wanted: string) => figures.filter(({ status }) => status === wanted).length;
  const [all, withheld] = [figures.length, number("WITHHELD")];
  const note = {
    ...of,
    releasedAt: releasedAt.toISOString(),
    figures: {
      ...{ all, shown: number("VALUE"), zeros: number("ZERO"), withheld },
      shareWithheld: all === 0 ? 0 : Math.round((1000 * withheld) / all) / 1000,
      restated: figures.filter(({ isRestated }) => isRestated).length,
    },
    reading: { fr: french(of), en: english(of) },
  };
  return `${JSON.stringify(note, null, 2)}\n`;
}

type Rule = Pick<PublicFigures, "threshold" | "rounding">;

function english({ threshold, rounding }: Rule): string[] {
  return [
    "Incidents that the landlord recorded at its sites in the year: what was not reported is in none of them.",
    `WITHHELD: the number is 1 to ${threshold - 1}, or a part of it (a month, a part of a commune) is withheld from partners of the convention. The two look alike, so that no small number can be computed back.`,
    `VALUE: ${threshold} or more, rounded to the nearest multiple of ${rounding}, each number by itself. ZERO: a true zero.`,
    "No totals are given: sums of rounded numbers are not the totals, and what is withheld is missing from them.",
    "restated: a month was opened and closed again with other numbers; it replaces what was published before.",
  ];
}

function french({ threshold, rounding }: Rule): string[] {
  return [
    "Faits que le bailleur a enregistrés sur ses sites dans l’année : ce qui n’a pas été signalé n’y figure pas.",
    `WITHHELD (retenu) : le nombre est compris entre 1 et ${threshold - 1}, ou une de ses parties (un mois, une partie de commune) est retenue pour les partenaires de la convention. Rien ne distingue les deux cas, afin qu’aucun petit nombre ne puisse être recalculé.`,
    `VALUE (valeur) : ${threshold} ou plus, chaque nombre étant arrondi pour soi au multiple de ${rounding} le plus proche. ZERO : un vrai zéro.`,
    "Aucun total n’est donné : la somme de nombres arrondis n’est pas le total, et ce qui est retenu y manque.",
    "restated (rectifié) : un mois a été rouvert et clos de nouveau avec d’autres nombres ; ce chiffre remplace celui qui avait été publié.",
  ];
}
