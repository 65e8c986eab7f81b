import { kindTerms } from "../../access/partner-kind.js";
import type { Convention, TerritoryKind } from "../../convention/convention.js";
import { territoryNames } from "../../convention/diff-change.js";
import { frenchNumber } from "./french.js";
import { code, plain, table } from "./markdown.js";

const territoryTitles: Readonly<Record<TerritoryKind, string>> = {
  COMMUNE: "commune",
  INTERCOMMUNALITY: "intercommunalité",
  PRIORITY_DISTRICT: "quartier prioritaire",
  DEPARTMENT: "département",
};

export function partiesSection({ landlords, partners, territories }: Convention): string {
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
    "Bailleurs, qui détiennent chacun les données de leurs sites :",
    table(["Bailleur", "Code", "Correspondant", "Messagerie", "Logements déclarés"], landlordRows),
    "Partenaires, qui lisent ce que la présente annexe leur accorde, sur leur périmètre seulement :",
    table(
      ["Partenaire", "Code", "Catégorie", "Correspondant", "Messagerie", "Périmètre"],
      partnerRows.length > 0 ? partnerRows : [["aucun", "", "", "", "", ""]],
    ),
  ].join("\n\n");
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

export function signatureSection({ landlords }: Convention): string {
  const rows = landlords.map(({ name, slug, key }) => [
    plain(name),
    code(slug),
    key === undefined ? "clé à déposer" : code(key),
    "",
  ]);
  return [
    "Chaque bailleur signe l’empreinte ci-dessus avec sa propre clé. Le nœud d’un bailleur ne répond que sous une version qu’il a signée ; une nouvelle version prend effet, pour chaque bailleur, à sa signature.",
    table(["Bailleur", "Code", "Clé publique (Ed25519)", "Signature"], rows),
  ].join("\n\n");
}
