import { type Cell, cells, matrixRows } from "../../access/matrix-rows.js";
import { matrixValues } from "../../access/matrix-values.js";
import { kindTerms, type PartnerKind, partnerKinds } from "../../access/partner-kind.js";
import { visibilityOf } from "../../access/visibility.js";
import type { Convention } from "../../convention/convention.js";
import { capitalised } from "../../ground/words.js";
import { fieldsOfRow } from "../entries.js";
import { isEverShown, type Policy } from "../policy.js";
import { code, list, table } from "./markdown.js";

export type Policies = Readonly<Record<PartnerKind, Policy>>;

/** The matrix in words, what its conditions mean, and the fields each row stands for. */
export function matrixSection({ visibility }: Convention, policies: Policies): string {
  const columns = partnerKinds.map((kind) => visibilityOf(visibility, kind));
  const rows = cells.map((cell) => [
    capitalised(matrixRows[cell].words.fr),
    ...columns.map((column) => matrixValues[column[cell]].words.fr),
  ]);
  const used = new Set<string>(columns.flatMap((column) => Object.values(column)));
  const explained = Object.entries(matrixValues).filter(([value]) => used.has(value));
  const parts = [
    table(["Donnée", ...partnerKinds.map((kind) => kindTerms[kind].title)], rows),
    "Les valeurs se lisent ainsi :",
    list(explained.map(([, { words, explanation }]) => `**${words.fr}** : ${explanation.fr}`)),
    "Champs du graphe que chaque ligne recouvre :",
    list([...cells.map((cell) => rowFields(cell, policies)), referenceFields()]),
  ];
  return parts.join("\n\n");
}

function rowFields(cell: Cell, policies: Policies): string {
  const title = capitalised(matrixRows[cell].words.fr);
  const entries = fieldsOfRow(cell);
  if (entries.length === 0) return `${title} : aucun ; cette donnée n’est pas dans le graphe.`;
  return `${title} : ${codes(entries)}.${exceptions(cell, policies)}`;
}

/** Fields that stay denied to kinds to whom their row is partly granted. */
function exceptions(cell: Cell, policies: Policies): string {
  const byFields = new Map<string, string[]>();
  for (const kind of partnerKinds) {
    const policy = policies[kind];
    if (policy.visibility[cell] === "denied") continue;
    const hidden = fieldsOfRow(cell).filter((entry) => !isShown(policy, entry));
    if (hidden.length === 0) continue;
    const fields = codes(hidden);
    byFields.set(fields, [...(byFields.get(fields) ?? []), kindTerms[kind].words.fr]);
  }
  return [...byFields]
    .map(([fields, kinds]) => ` Restent refusés pour ${kinds.join(", ")} : ${fields}.`)
    .join("");
}

function referenceFields(): string {
  const fields = codes(fieldsOfRow("reference"));
  return `Données de référence, lues par tout partenaire identifié : ${fields}.`;
}

function isShown(policy: Policy, entry: string): boolean {
  return [...policy.access.values()].some(
    (access) => access.entry === entry && isEverShown(access.decision),
  );
}

function codes(entries: readonly string[]): string {
  return entries.map(code).join(", ");
}
