import { changesDocument, gatedChangesDocument } from "../asked/documents.js";
import { type Column, column } from "./column.js";
import { type Connection, listOf } from "./connection.js";
import type { SiteFacts } from "./sites.js";
import { type Table, tableOf } from "./table.js";
import { whoseAndWhere } from "./whose-and-where.js";

type Held = Pick<NonNullable<SiteFacts["classification"]>, "heldLevel"> | null;

interface ChangeEntry {
  readonly move: string | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly byDecision: boolean | null;
  readonly dwellings: number | null;
  readonly gate?: number | null;
  readonly node:
    | (Pick<SiteFacts, "id" | "name" | "landlord" | "commune"> & {
        readonly before: Held;
        readonly now: Held;
      })
    | null;
}

const change: readonly Column<ChangeEntry>[] = [
  column(["id", "identifiant"], "string", ({ node }) => node?.id, [
    "Landlord’s slug and the landlord’s own reference.",
    "Code du bailleur et référence du bailleur.",
  ]),
  column(["name", "nom"], "string", ({ node }) => node?.name, ["Name.", "Nom."]),
  ...whoseAndWhere<ChangeEntry>(({ node }) => node),
  column(["dwellings", "logements"], "integer", ({ dwellings }) => dwellings, [
    "Number of dwellings.",
    "Nombre de logements.",
  ]),
  column(["move", "mouvement"], "string", ({ move }) => move, [
    "ROSE, FELL, DETERMINED, UNDETERMINED, ADDED or REMOVED.",
    "ROSE (monté), FELL (descendu), DETERMINED (niveau désormais connu), UNDETERMINED (devenu indéterminé), ADDED (absent le premier mois) ou REMOVED (absent le second mois).",
  ]),
  column(["level_before", "niveau_avant"], "integer", ({ from }) => from, [
    "Effective level in the earlier month; empty when undetermined or not there.",
    "Niveau retenu le premier mois ; vide si le site est indéterminé ou absent.",
  ]),
  column(["level_after", "niveau_apres"], "integer", ({ to }) => to, [
    "Effective level in the month; empty when undetermined or not there.",
    "Niveau retenu le second mois ; vide si le site est indéterminé ou absent.",
  ]),
  column(
    ["held_before", "niveau_stabilise_avant"],
    "integer",
    ({ node }) => node?.before?.heldLevel,
    [
      "The computed level after stability in the earlier month.",
      "Niveau calculé après stabilisation, le premier mois.",
    ],
  ),
  column(["held_after", "niveau_stabilise_apres"], "integer", ({ node }) => node?.now?.heldLevel, [
    "The computed level after stability in the month.",
    "Niveau calculé après stabilisation, le second mois.",
  ]),
  column(["by_decision", "par_decision"], "string", ({ byDecision }) => yesOrNo(byDecision), [
    "YES where a decision makes one of both levels, else NO.",
    "YES (oui) si une décision donne l’un des deux niveaux, sinon NO (non).",
  ]),
];

/** Not in the files of those to whom the convention shows no gate. */
const gateColumn: Column<ChangeEntry> = column(["gate", "seuil"], "integer", ({ gate }) => gate, [
  "Level of the gate that tipped; empty where none did or it is not told.",
  "Niveau du seuil qui a basculé ; vide s’il n’y en a pas ou s’il n’est pas communiqué.",
]);

interface ChangesAnswer {
  readonly territory: { readonly changes: Connection<ChangeEntry> | null } | null;
}

/** @param isGated whether the reader is shown the gates that tipped. */
export function changesTable(isGated: boolean): Table {
  return tableOf({
    document: isGated ? gatedChangesDocument : changesDocument,
    columns: [...change, ...(isGated ? [gateColumn] : [])],
    // Some of them may be empty when all is told: they count only where an error came of their landlord.
    filled: new Set([
      ...["name", "landlord", "commune", "dwellings", "move", "level_before", "level_after"],
      ...["held_before", "held_after", "by_decision", "gate"],
    ]),
    landlordOf: ({ node }) => node?.id.split(":", 1)[0] ?? null,
    read: ({ territory }: ChangesAnswer) => listOf(territory?.changes),
  });
}

function yesOrNo(is: boolean | null): string | null {
  if (is === null) return null;
  return is ? "YES" : "NO";
}
