import { actionsDocument, sitedActionsDocument } from "../asked/documents.js";
import { type Column, column } from "./column.js";
import { type Connection, listOf } from "./connection.js";
import type { SiteFacts } from "./sites.js";
import { type Table, tableOf } from "./table.js";
import { whoseAndWhere } from "./whose-and-where.js";

interface ActionEntry {
  readonly node: {
    readonly id: string;
    readonly axis: number | null;
    readonly title: string | null;
    readonly status: string | null;
    readonly dueDate: string | null;
    readonly responsibleParty: string | null;
    readonly partner: string | null;
    readonly changedOn: string | null;
  } | null;
  readonly site:
    | (Pick<SiteFacts, "id"> & Partial<Pick<SiteFacts, "name" | "landlord" | "commune">>)
    | null;
  readonly sites: readonly Pick<SiteFacts, "id">[] | null;
}

const action: readonly Column<ActionEntry>[] = [
  column(["id", "identifiant"], "string", ({ node }) => node?.id, [
    "Identifier within the landlord.",
    "Identifiant chez le bailleur.",
  ]),
  column(["axis", "axe"], "integer", ({ node }) => node?.axis, [
    "Axis of the action plan, 1 to 5.",
    "Axe du plan d’actions, 1 à 5.",
  ]),
  column(["title", "intitule"], "string", ({ node }) => node?.title, [
    "What is done.",
    "Ce qui est fait.",
  ]),
  column(["status", "statut"], "string", ({ node }) => node?.status, [
    "PLANNED, IN_PROGRESS, DONE or ABANDONED.",
    "PLANNED (prévue), IN_PROGRESS (en cours), DONE (achevée) ou ABANDONED (abandonnée).",
  ]),
  column(["due_date", "echeance"], "date", ({ node }) => node?.dueDate, [
    "When it is due.",
    "Échéance.",
  ]),
  column(["responsible_party", "responsable"], "string", ({ node }) => node?.responsibleParty, [
    "The party that answers for it.",
    "La partie qui en répond.",
  ]),
  column(["partner", "partenaire"], "string", ({ node }) => node?.partner, [
    "Code of the partner whom it concerns.",
    "Code du partenaire concerné.",
  ]),
  column(["changed_on", "modifiee_le"], "date", ({ node }) => node?.changedOn, [
    "The day of its last change.",
    "Date de la dernière modification.",
  ]),
  column(["site", "site"], "string", ({ site }) => site?.id, [
    "Identifier of the site; of several, the first.",
    "Identifiant du site ; s’ils sont plusieurs, du premier.",
  ]),
  column(["sites", "sites"], "string", ({ sites }) => sites?.map(({ id }) => id).join(" "), [
    "Identifiers of all its sites in the territory, with spaces between them.",
    "Identifiants de tous ses sites dans le territoire, séparés par des espaces.",
  ]),
];

/** Not in the files of those to whom the convention shows of a site that it exists, and no more. */
const siteColumns: readonly Column<ActionEntry>[] = [
  column(["site_name", "nom_site"], "string", ({ site }) => site?.name, [
    "Name of the site.",
    "Nom du site.",
  ]),
  ...whoseAndWhere<ActionEntry>(({ site }) => site),
];

interface ActionsAnswer {
  readonly territory: { readonly actions: Connection<ActionEntry> | null } | null;
}

/** @param isSited whether the reader is shown names of sites. */
export function actionsTable(isSited: boolean): Table {
  return tableOf({
    document: isSited ? sitedActionsDocument : actionsDocument,
    columns: [...action, ...(isSited ? siteColumns : [])],
    filled: new Set(["axis", "title", "status", "site", "site_name", "landlord"]),
    landlordOf: ({ site }) => site?.id.split(":", 1)[0] ?? null,
    read: ({ territory }: ActionsAnswer) => listOf(territory?.actions),
  });
}
