import { type Convention, type PartnerKind, partnerKinds } from "../../convention/convention.js";
import { isEverShown, type Policy } from "../policy.js";
import { type Cell, type CellValue, cells } from "../visibility.js";
import { capitalised, cellWords, kindWords, valueWords } from "../wording.js";
import { code, list, table } from "./markdown.js";

export type Policies = Readonly<Record<PartnerKind, Policy>>;

export const kindTitles: Readonly<Record<PartnerKind, string>> = {
  POLICE: "Police",
  JUSTICE: "Justice",
  MUNICIPALITY: "Communes",
  LANDLORD: "Bailleurs pairs",
  COORDINATOR: "Coordination",
};

/** What each condition of the matrix means for who reads. */
const conditions: Readonly<Partial<Record<CellValue, string>>> = {
  "level-3-and-4":
    "la donnée n’est lisible que pour un site dont le niveau en vigueur est 3 ou 4 ; pour les autres sites elle n’apparaît pas.",
  "gates-only":
    "le lecteur apprend si chaque seuil de la grille est atteint, jamais les valeurs observées ni les mots du bailleur.",
  "small-cells-withheld":
    "les petits effectifs, et ceux qui permettraient de les recalculer, sont couverts par le secret ; un zéro est affiché comme un zéro, un effectif non diffusé ne l’est jamais.",
  "with-purpose":
    "le lecteur indique pour chaque demande l’une des finalités admises ; elle est inscrite au journal des accès.",
  "complaint-and-purpose":
    "seuls existent pour le lecteur les faits pour lesquels une plainte a été déposée, et il indique une finalité, inscrite au journal des accès.",
  counts: "le lecteur connaît le nombre d’accès, non leur contenu.",
  "own-node": "le lecteur consulte le journal de son propre nœud, non celui des autres.",
};

/** The matrix in words, what its conditions mean, and the fields each row stands for. */
export function matrixSection({ visibility }: Convention, policies: Policies): string {
  const rows = cells.map((cell) => [
    capitalised(cellWords[cell].french),
    ...partnerKinds.map((kind) => valueWords[visibility[cell][kind]].french),
  ]);
  const used = new Set(cells.flatMap((cell) => partnerKinds.map((kind) => visibility[cell][kind])));
  const explained = (Object.entries(conditions) as [CellValue, string][]).filter(([value]) =>
    used.has(value),
  );
  const parts = [
    table(["Donnée", ...partnerKinds.map((kind) => kindTitles[kind])], rows),
    ...(explained.length > 0 ? ["Les conditions se lisent ainsi :"] : []),
    ...(explained.length > 0
      ? [list(explained.map(([value, text]) => `**${valueWords[value].french}** : ${text}`))]
      : []),
    "Champs du graphe que chaque ligne recouvre :",
    list([...cells.map((cell) => rowFields(cell, policies)), referenceFields(policies)]),
  ];
  return parts.join("\n\n");
}

function rowFields(cell: Cell, policies: Policies): string {
  const title = capitalised(cellWords[cell].french);
  const entries = entriesOf(policies.POLICE, cell);
  if (entries.length === 0) return `${title} : aucun ; cette donnée n’est pas dans le graphe.`;
  return `${title} : ${codes(entries)}.${exceptions(cell, policies)}`;
}

/** Fields that stay denied to kinds to whom their row is partly granted. */
function exceptions(cell: Cell, policies: Policies): string {
  const byFields = new Map<string, string[]>();
  for (const kind of partnerKinds) {
    const policy = policies[kind];
    if (policy.visibility[cell] === "denied") continue;
    const hidden = entriesOf(policy, cell).filter((entry) => !isShown(policy, entry));
    if (hidden.length === 0) continue;
    const fields = codes(hidden);
    byFields.set(fields, [...(byFields.get(fields) ?? []), kindWords[kind].french]);
  }
  return [...byFields]
    .map(([fields, kinds]) => ` Restent refusés pour ${kinds.join(", ")} : ${fields}.`)
    .join("");
}

function referenceFields(policies: Policies): string {
  const entries = entriesOf(policies.POLICE, "reference");
  return `Données de référence, lues par tout partenaire identifié : ${codes(entries)}.`;
}

function entriesOf(policy: Policy, cell: string): string[] {
  const entries = [...policy.access.values()].filter((access) => access.cell === cell);
  return [...new Set(entries.map(({ entry }) => entry))].sort();
}

function isShown(policy: Policy, entry: string): boolean {
  return [...policy.access.values()].some(
    (access) => access.entry === entry && isEverShown(access.decision),
  );
}

function codes(entries: readonly string[]): string {
  return entries.map(code).join(", ");
}
