import { kindTerms } from "../../access/partner-kind.js";
import type { Convention, TerritoryKind } from "../../convention/convention.js";
import { defaultStockTolerance } from "../../convention/declared-stock.js";
import { territoryNames } from "../../convention/diff/diff-change.js";
import { documentTermOf } from "../../convention/document-term.js";
import { frenchMonth, frenchNumber, frenchShare } from "./french.js";
import { code, list, plain, table } from "./markdown.js";

const territoryTitles: Readonly<Record<TerritoryKind, string>> = {
  COMMUNE: "commune",
  INTERCOMMUNALITY: "intercommunalité",
  PRIORITY_DISTRICT: "quartier prioritaire",
  DEPARTMENT: "département",
};

export function partiesSection(convention: Convention): string {
  const { landlords, partners, territories } = convention;
  const landlordRows = landlords.map(({ name, slug, correspondent, stock }) => [
    plain(name),
    code(slug),
    plain(correspondent.role),
    plain(correspondent.email),
    frenchNumber(stock.reduce((sum, { dwellings }) => sum + dwellings, 0)),
  ]);
  const partnerRows = partners.map(({ name, code: short, kind, correspondent, scope }) => [
    plain(name),
    code(short),
    kindTerms[kind].title,
    plain(correspondent.role),
    plain(correspondent.email),
    plain(territoryNames(scope, territories)),
  ]);
  return [
    "Bailleurs, qui détiennent chacun les données de leurs sites :",
    table(["Bailleur", "Code", "Correspondant", "Messagerie", "Logements déclarés"], landlordRows),
    stockText(convention),
    "Partenaires, qui lisent ce que la présente annexe leur accorde, sur leur périmètre seulement :",
    table(
      ["Partenaire", "Code", "Catégorie", "Correspondant", "Messagerie", "Périmètre"],
      partnerRows.length > 0 ? partnerRows : [["aucun", "", "", "", "", ""]],
    ),
    ...documentTexts(convention),
    ...brokerTexts(convention),
  ].join("\n\n");
}

/** Nothing where every partner may ask any operation. */
function documentTexts({ partners }: Convention): string[] {
  const restricted = partners.filter((partner) => documentTermOf(partner) === "registered");
  if (restricted.length === 0) return [];
  return [
    "Ces partenaires ne peuvent adresser à la passerelle que des opérations enregistrées : celles du tableau de bord et celles que l’exploitant de la passerelle y ajoute. Cela ne leur communique rien de plus ni de moins ; c’est la passerelle qui l’applique, et non les nœuds des bailleurs.",
    list(restricted.map(({ name, code: short }) => `${plain(name)} (${code(short)})`)),
  ];
}

/** Nothing where every partner has a provider of its own. */
function brokerTexts({ broker }: Convention): string[] {
  if (broker === undefined) return [];
  return [
    `Les personnes des partenaires se connectent par un courtier d’identité (${code(broker.issuer)}), exploité par ${plain(broker.host)} : il les reconnaît auprès d’un fournisseur d’identité, d’après le numéro de leur organisme et une liste nominative, et c’est lui qui atteste aux bailleurs qui demande et pour quel partenaire. Qui exploiterait à la fois ce courtier et la passerelle pourrait parler au nom de tous les partenaires ; chaque bailleur peut refuser ce qui passe par lui, en le signalant dans sa couverture.`,
  ];
}

/** How far a landlord's figures are believed, and what it has sold or bought since. */
function stockText({
  landlords,
  territories,
  stockTolerance = defaultStockTolerance,
}: Convention): string {
  const tolerance = frenchShare(stockTolerance);
  const rule = `Les chiffres d’un bailleur qui dépassent de plus de ${tolerance} le parc qu’il a déclaré pour un territoire n’y sont pas comptés, et la couverture le dit ; ceux qui restent plus de ${tolerance} en deçà sont comptés, et la couverture le dit aussi. Une cession ou une acquisition déclarée ici n’y change rien.`;
  const changes = landlords.flatMap(({ name, stock }) =>
    stock.flatMap(({ commune, priorityDistrict, changes = [] }) =>
      changes.map(({ from, dwellings }) => {
        const codes = [commune, ...(priorityDistrict === null ? [] : [priorityDistrict])];
        const place = plain(territoryNames(codes, territories));
        return `${plain(name)}, ${place} : ${frenchNumber(dwellings)} logements à partir de ${frenchMonth(from)}.`;
      }),
    ),
  );
  return changes.length === 0
    ? rule
    : `${rule}\n\nCessions et acquisitions déclarées :\n\n${list(changes)}`;
}

export function territorySection({ territories }: Convention): string {
  const rows = territories.map(({ name, code: own, kind, communes }) => [
    plain(name),
    code(own),
    territoryTitles[kind],
    kind === "COMMUNE" ? "" : plain(territoryNames(communes, territories)),
  ]);
  return table(["Territoire", "Code", "Type", "Communes"], rows);
}

/** Nothing where maps are drawn from points alone. */
export function outlineTexts({ outlines = [] }: Convention): string[] {
  if (outlines.length === 0) return [];
  const rows = outlines.map(({ file, sha256, source, licence }) => [
    code(file),
    plain(source),
    plain(licence),
    code(sha256),
  ]);
  return [
    "Les cartes tracent les contours des territoires d’après les fichiers suivants, joints à la convention ; un fichier dont l’empreinte est autre n’est pas utilisé. Un contour ne fait que se dessiner : ce qu’un partenaire lit tient à son périmètre, et un site à la commune et au quartier que son bailleur lui donne.",
    table(["Fichier", "Source", "Licence", "Empreinte (SHA-256)"], rows),
  ];
}

export function signatureSection({ landlords, partners }: Convention): string {
  const rows = landlords.map(({ name, slug, key }) => [
    plain(name),
    code(slug),
    key === undefined ? "clé à déposer" : code(key),
    "",
  ]);
  const partnerRows = partners.flatMap(({ name, code: short, key }) =>
    key === undefined ? [] : [[plain(name), code(short), code(key), ""]],
  );
  return [
    "Chaque bailleur signe l’empreinte ci-dessus avec sa propre clé. Le nœud d’un bailleur ne répond que sous une version qu’il a signée ; une nouvelle version prend effet à son premier jour, et la version précédente vaut jusqu’à ce jour.",
    table(["Bailleur", "Code", "Clé publique (Ed25519)", "Signature"], rows),
    ...(partnerRows.length === 0
      ? []
      : [
          "Ces partenaires signent aussi ; l’effet de la convention n’attend pas leur signature.",
          table(["Partenaire", "Code", "Clé publique (Ed25519)", "Signature"], partnerRows),
        ]),
  ].join("\n\n");
}
