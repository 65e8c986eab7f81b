import { kindTerms, partnerKinds } from "../../access/partner-kind.js";
import { purposeWords } from "../../access/purpose.js";
import { type PurposeProof, purposeProofOf } from "../../access/purpose-proof.js";
import { purposesOf } from "../../access/purpose-terms.js";
import type { Convention, Publication } from "../../convention/convention.js";
import { rulesOf } from "../../convention/rules.js";
import { conventionHash } from "../../convention/signatures/signature-hash.js";
import { capitalised } from "../../ground/words.js";
import { frenchDay, frenchMonth, frenchShare } from "./french.js";
import { code, list, plain, table } from "./markdown.js";
import { matrixSection, type Policies } from "./matrix.js";
import { outlineTexts, partiesSection, signatureSection, territorySection } from "./parties.js";

/**
 * The annex that lawyers read, in French, as Markdown: the same text for the same convention.
 *
 * @param policies the convention's policy of every kind of partner, which tells the fields.
 */
export function annex(convention: Convention, policies: Policies): string {
  const sections: readonly (readonly [string, string])[] = [
    ["Parties et correspondants", partiesSection(convention)],
    ["Territoire", [territorySection(convention), ...outlineTexts(convention)].join("\n\n")],
    ["Durée et mois publiés", durationSection(convention)],
    ...categorySection(convention),
    ["Qui voit quoi", `${rules}\n\n${matrixSection(convention, policies)}`],
    ["Finalités", purposeSection(convention)],
    ["Règles de diffusion", disclosureSection(convention)],
    ["Conservation", retentionSection(convention)],
    ...handOverSection(convention),
    ...publicSection(convention),
    ["Signatures attendues", signatureSection(convention)],
  ];
  const body = sections.map(([title, text], index) => `## ${index + 1}. ${title}\n\n${text}\n`);
  return [header(convention), ...body].join("\n");
}

function header(convention: Convention): string {
  const { title, reference, version } = convention;
  return `# Annexe – ${plain(title)}

Référence ${code(reference)}, version ${version}.
Empreinte : ${code(conventionHash(convention))}

Ce document est produit à partir de la convention et ne s’écrit pas à la main : ce qu’il dit est ce que la passerelle et les nœuds des bailleurs appliquent.
`;
}

const rules = `Tout ce qui n’est pas accordé est refusé. Un partenaire ne lit que son périmètre : hors de celui-ci, un site, un territoire ou un décompte n’existe pas pour lui. Un bailleur peut accorder moins que ce qui suit pour ses propres sites, jamais davantage.`;

function durationSection({ validity, publication, grid, nomenclature }: Convention): string {
  return `La convention est en vigueur du ${frenchDay(validity.from)} au ${frenchDay(validity.until)} inclus. Elle applique la version ${grid} de la grille de classification${nomenclature === undefined ? "" : ` et la version ${nomenclature} de la nomenclature des faits`}.

Une version nouvelle s’applique à compter du premier jour de sa validité, et la précédente jusqu’à la veille de ce jour, au nœud de chaque bailleur selon sa propre horloge. Dès que le texte nouveau est déposé et jusqu’à cette veille, rien n’est communiqué que les deux versions n’accordent : données, périmètres et finalités sont ceux que l’une et l’autre prévoient, et les règles de diffusion les plus strictes des deux s’appliquent ; les parties, les mois et la grille restent ceux de la version en vigueur. Un bailleur qui n’a pas signé la version nouvelle à son premier jour ne communique plus rien jusqu’à ce qu’il l’ait signée. La signature d’une version ne met donc pas fin à la précédente avant cette date.

${publicationText(publication)} Seuls les mois qu’un bailleur a déclarés clos sont communiqués.`;
}

/** Nothing where the convention keeps to the shared nomenclature. */
function categorySection({ grid, nomenclature, categories = [] }: Convention): [string, string][] {
  if (categories.length === 0) return [];
  const { families } = rulesOf({ grid, nomenclature }).nomenclature;
  const rows = categories.map(({ code: short, family, label }) => [
    plain(label.fr),
    plain(label.en),
    code(short),
    families.find((known) => known.code === family)?.label.fr ?? family,
  ]);
  const text = `La convention ajoute à la nomenclature partagée les natures de faits suivantes. Chacune compte dans sa famille, comme les autres natures de celle-ci.

${table(["Nature", "En anglais", "Code", "Famille"], rows)}`;
  return [["Natures de faits ajoutées à la nomenclature", text]];
}

function publicationText(publication: Publication): string {
  const from = frenchMonth(publication.from);
  return "until" in publication
    ? `Les mois publiés vont de ${from} à ${frenchMonth(publication.until)}.`
    : `Les mois sont publiés à partir de ${from}, chacun ${publication.afterDays} jours après sa fin.`;
}

const proofTexts: Readonly<Record<PurposeProof, string>> = {
  "signed-by-caller":
    "Une finalité n’ouvre l’accès au détail des faits que signée par la session de la personne qui demande, au moyen d’une clé que le fournisseur d’identité lui a rattachée. Le nœud de chaque bailleur vérifie cette signature, qui vaut cinq minutes au plus, pour une seule question, sous la présente version de la convention. La passerelle ne peut ni indiquer ni modifier une finalité à la place de cette personne.",
  "word-of-gateway":
    "La finalité est crue sur la seule parole de la passerelle : le fournisseur d’identité des partenaires ne permet pas que la personne la signe. Le nœud d’un bailleur vérifie que cette personne est connectée et relève de ce partenaire, mais non qu’elle a indiqué cette finalité : qui maîtriserait la passerelle pourrait, pendant la session d’une personne, lire le détail des faits que la convention accorde à sa catégorie, dans son périmètre, sans qu’elle ait indiqué de finalité. Le journal des accès de chaque bailleur en garderait la trace.",
};

function purposeSection(convention: Convention): string {
  const { purposes } = convention;
  const rows = partnerKinds.map((kind) => {
    const named = purposesOf(purposes, kind).map(
      (purpose) => `${capitalised(purposeWords[purpose].fr)} (${code(purpose)})`,
    );
    return [kindTerms[kind].title, named.length > 0 ? named.join(", ") : "aucune"];
  });
  return `Finalités que chaque catégorie de partenaire peut indiquer, à l’exclusion de toute autre :

${table(["Catégorie", "Finalités"], rows)}

${proofTexts[purposeProofOf(convention)]}`;
}

function disclosureSection({ disclosure }: Convention): string {
  const { threshold, leastLandlords, largestShare } = disclosure;
  return list([
    `Là où les petits effectifs ne sont pas diffusés, un effectif de 1 à ${threshold - 1} fait${threshold > 2 ? "s" : ""} est couvert par le secret, ainsi que tout effectif qui permettrait de le recalculer.`,
    "Un effectif nul est affiché comme nul ; un effectif couvert par le secret est signalé comme tel et ne se confond jamais avec zéro.",
    `Un total de territoire qui reposerait sur moins de ${leastLandlords} bailleurs, ou dont un seul détiendrait plus de ${frenchShare(largestShare)}, n’est pas communiqué à qui pourrait en soustraire sa propre part.`,
  ]);
}

function retentionSection({ retention }: Convention): string {
  return list([
    `Détail des faits, chez le bailleur : ${retention.incidentMonths} mois.`,
    `Décomptes mensuels : ${retention.countMonths} mois.`,
    `Journal des accès : ${retention.accessLogMonths} mois.`,
    "Une durée court à compter de la fin du mois. À son terme, le nœud du bailleur efface et garde la trace de ce qu’il a effacé ; les niveaux publiés, et ce que les seuils ont observé, demeurent.",
  ]);
}

/** Nothing where nobody publishes. */
function publicSection({ publicFigures }: Convention): [string, string][] {
  if (publicFigures === undefined) return [];
  const { grain, threshold, rounding } = publicFigures;
  const of = grain === "COMMUNE" ? "commune" : "quartier prioritaire";
  const text = `Chaque bailleur peut publier, pour que chacun les lise, les nombres de faits de son parc par ${of}, famille de faits et année civile, une fois les douze mois clos et publiés. Ils sont tirés des seuls sous-totaux que ses publications montrent déjà : un nombre dont une partie est retenue l’est aussi, de même que tout nombre de 1 à ${threshold - 1}. Les autres sont arrondis chacun pour soi à un multiple de ${rounding} ; aucun total n’en est publié.`;
  return [["Chiffres publics", text]];
}

/** Nothing where a bought site begins without a level. */
function handOverSection({ siteHandOver }: Convention): [string, string][] {
  if (siteHandOver === undefined) return [];
  const { days } = siteHandOver;
  const text = `Le bailleur qui cède un site à un autre bailleur partie à la convention peut lui en remettre les décomptes par mois et par famille de faits, pour les seuls mois clos et les seules familles que la grille regarde, ainsi que le niveau tenu. Aucun fait ni aucune donnée personnelle n’est remis. Le fichier est chiffré pour l’acquéreur et signé par le cédant ; il ne vaut que pour ces deux bailleurs, ce site, ces mois et la présente version, une seule fois, et ${days} jour${days > 1 ? "s" : ""} au plus après la demande de l’acquéreur. Chacun des deux en garde la trace. Les mois remis n’entrent dans aucun total de l’acquéreur.`;
  return [["Cession d’un site", text]];
}
