import type { Words } from "../ground/words.js";
import type { GlossarySection } from "./glossary.js";

const heads: Words = { fr: "Glossaire", en: "Glossary" };

const leads: Words = {
  fr: `Les mots de la grille, de la nomenclature et des écrans. Le tableau de bord les montre sous « Aide », tels que sa convention les entend.
Cette page est produite par \`npx palier convention glossary <convention> --language fr\` ; un test la garde à jour. [In English](glossary.md)`,
  en: `The words of the grid, of the nomenclature and of the screens. The dashboard shows them under “Help”, as its convention means them.
This page is written by \`npx palier convention glossary <convention>\`; a test keeps it current. [En français](glossary.fr.md)`,
};

/** The glossary as a page of `docs/`, in one language. */
export function glossaryPage(sections: readonly GlossarySection[], language: keyof Words): string {
  const text = (words: Words) => words[language];
  const parts = sections.map(({ title, entries }) => {
    const described = entries.map(({ term, meaning, points }) => {
      const listed = points.map((point) => `\n- ${text(point)}`).join("");
      return `**${text(term)}**  \n${text(meaning)}\n${listed === "" ? "" : `${listed}\n`}`;
    });
    return `## ${text(title)}\n\n${described.join("\n")}`;
  });
  return `# ${heads[language]}\n\n${leads[language]}\n\n${parts.join("\n")}`;
}
